import '../src/elements/pan-live-data/pan-live-data.define.js';
import '../src/elements/pan-sse/pan-sse.define.js';
import './task-desk.define.js';
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withStage } from '../src/storybook/with-stage.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import { askedAt, heard, liveIn, rows, says } from './live-parts.js';
import { pageWithBus } from './pan-parts.js';
import { all, need, part, text } from './scene-parts.js';
import bus from './streams/live-bus.json';
import orders from './streams/live-orders.json';
import empty from './streams/live-empty.json';
import fails from './streams/live-fails.json';
import hidden from './streams/live-hidden.json';
import hostile from './streams/live-hostile.json';
import many from './streams/live-many.json';
import outage from './streams/live-outage.json';
import pushFirst from './streams/live-push-first.json';
import quotes from './streams/live-quotes.json';
import rightToLeft from './streams/live-right-to-left.json';
import slow from './streams/live-slow.json';
import stale from './streams/live-stale.json';

const steadily = { reconnectDelay: () => 1000, maxReconnectAttempts: Infinity };

/** Words in another language; what is left out stays in English. */
const arabic = {
  live: 'مباشر',
  stale: 'قديم',
  retry: 'إعادة المحاولة',
  lastUpdated: (time: string) => `آخر تحديث ${time}`,
  justNow: 'الآن',
  minutesAgo: (minutes: number) => `قبل ${minutes} دقائق`,
};

const meta = preview.meta({
  title: 'Scenes/PAN live data',
  component: 'pan-live-data',
  args: { src: '/api/orders', event: 'order', label: 'Orders', interval: 0 },
  render: (args) => liveData(args),
});

/** The list is fetched; then one is added, one changes, and one is cancelled. */
export const FetchThenPush = meta.story({
  decorators: [withWebSocket(orders)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(399);
    await expect([says(element), rows(element)]).toEqual(['Loading…', []]);
    await moment('loading');
    await stage.advanceTo(400);
    await expect(says(element)).toBe('Live');
    await expect(rows(element)[2]).toBe('Porcelain cups: total € 46.00 · status Shipped');
    await moment('fetched');
    await stage.advanceTo(1999);
    await expect(rows(element)).toHaveLength(3);
    await stage.advance(1);
    await expect(rows(element)[0]).toBe('Matcha whisk: total € 12.00 · status Paid');
    await expect(heard(element).polite).toBe('1 new, 4 items');
    const third = all(element, 'row')[3];
    await stage.advanceTo(3000);
    await expect(text(third!)).toContain('status Delivered');
    await expect(all(element, 'row')[3]).toBe(third);
    await stage.advanceTo(4000);
    await expect(element.items.map(({ id }) => id)).toEqual([1044, 1042, 1041]);
    await expect(askedAt(stage)).toEqual([0]);
    await moment('changed by pushes');
  },
});

/** Asked for every five seconds, however eager `interval` would be for less than one. */
export const Polling = meta.story({
  args: { src: '/api/quotes', event: '', label: 'Quotes', interval: 5000 },
  decorators: [withStage(quotes)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(4999);
    await expect([askedAt(stage), rows(element)[0]]).toEqual([
      [0],
      'Alpha Wind: price 41.2 · currency EUR',
    ]);
    await stage.advance(1);
    await expect([askedAt(stage), rows(element)[0]]).toEqual([
      [0, 5000],
      'Alpha Wind: price 41.5 · currency EUR',
    ]);
    await stage.advanceTo(10_000);
    await moment('third answer');
    element.interval = 1;
    await stage.advanceTo(13_000);
    await expect(askedAt(stage)).toEqual([0, 5000, 10_000, 11_000, 12_000, 13_000]);
    element.interval = 0;
    await stage.advance(60_000);
    await expect(askedAt(stage)).toHaveLength(6);
  },
});

/** A server that takes its time. The skeleton is as high as three items: nothing jumps. */
export const Loading = meta.story({
  args: { event: '' },
  decorators: [withStage(slow)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(3999);
    await expect(need(element, 'panel').ariaBusy).toBe('true');
    const height = element.offsetHeight;
    await moment('skeleton');
    await stage.advance(1);
    await expect(rows(element)).toHaveLength(3);
    await expect(element.offsetHeight).toBe(height);
    await expect(need(element, 'panel').ariaBusy).toBe('false');
  },
});

/** Nothing is there yet. What comes first takes its place. */
export const Empty = meta.story({
  decorators: [withWebSocket(empty)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(4999);
    await expect([says(element), part(element, 'empty') !== null]).toEqual(['Live', true]);
    await moment('empty');
    await stage.advance(1);
    await expect(rows(element)).toHaveLength(1);
  },
});

/** A server in trouble asks to be left alone for twenty seconds, and is. Retry waits as long. */
export const Fails = meta.story({
  args: { event: '' },
  decorators: [withStage(fails)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advance(0);
    await expect([element.status, heard(element).assertive]).toEqual([
      'error',
      'This could not be loaded',
    ]);
    await moment('failed');
    need(element, 'retry').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advanceTo(19_999);
    await expect(text(need(element, 'retry'))).toBe('Retrying…');
    await expect(askedAt(stage)).toEqual([0]);
    await stage.advance(1);
    await expect([rows(element).length, says(element)]).toEqual([3, 'Live']);
    await expect(element.shadowRoot?.activeElement).toBe(need(element, 'panel'));
  },
});

/** Refreshing fails: what is there stays, and says how old it is. */
export const Stale = meta.story({
  args: { event: '', interval: 5000, retryDelay: '1000,20000' },
  decorators: [withStage(stale)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(9999);
    await expect(says(element)).toBe('Live');
    await stage.advance(1);
    await expect(says(element)).toBe('Out of date, Last updated just now');
    await stage.advanceTo(64_999);
    await expect(says(element)).toBe('Out of date, Last updated just now');
    await stage.advance(1);
    await expect(says(element)).toBe('Out of date, Last updated 1 minute ago');
    await stage.advanceTo(125_001);
    await expect([says(element), rows(element).length]).toEqual([
      'Out of date, Last updated 2 minutes ago',
      3,
    ]);
    await moment('two minutes old');
    await stage.advanceTo(170_000);
    await expect(says(element)).toBe('Live');
    await expect(element.error).toBeUndefined();
  },
});

/** The connection is lost and, after two seconds, said to be. When it is back, the list is asked for again. */
export const Outage = meta.story({
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(6999);
    await expect(says(element)).toBe('Live');
    await stage.advance(1);
    await expect(says(element)).toBe('Offline, Last updated just now');
    await expect(heard(element).polite).toBe('Offline');
    await stage.advanceTo(89_999);
    await expect(says(element)).toBe('Offline, Last updated 1 minute ago');
    await moment('offline');
    await expect(askedAt(stage)).toEqual([0]);
    await stage.advanceTo(91_000);
    await expect(says(element)).toBe('Live');
    await expect(askedAt(stage)).toHaveLength(2);
    await expect(element.items.map(({ id }) => id)).toEqual([1044, 1042, 1041]);
    await moment('caught up');
  },
});

/** Nobody looks: nothing is asked. Whoever comes back gets the newest at once. */
export const HiddenPage = meta.story({
  args: { src: '/api/quotes', event: '', label: 'Quotes', interval: 5000 },
  decorators: [withStage(hidden)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(66_999);
    await expect(askedAt(stage)).toEqual([0, 5000]);
    await expect(rows(element)[0]).toBe('Alpha Wind: price 41.2 · currency EUR');
    await stage.advance(1);
    await expect(askedAt(stage)).toEqual([0, 5000, 67_000]);
    await expect(rows(element)[0]).toBe('Alpha Wind: price 41.9 · currency EUR');
    await moment('back');
    await stage.advanceTo(72_000);
    await expect(askedAt(stage)).toHaveLength(4);
  },
});

/** What is pushed while the answer travels is newer: neither overwritten nor risen from the dead. */
export const PushBeatsFetch = meta.story({
  decorators: [withWebSocket(pushFirst)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(2999);
    await expect(rows(element)).toEqual(['Matcha whisk: total € 12.00 · status Paid']);
    await stage.advance(1);
    await expect(rows(element)).toEqual([
      'Matcha whisk: total € 12.00 · status Paid',
      'Jasmine tea, 500 g: total € 19.50 · status Shipped',
      'Porcelain cups: total € 46.00 · status Shipped',
    ]);
    await moment('merged');
  },
});

/** On a page with a bus: what an event stream brings there reaches whoever has asked for its topic. */
export const OnTheBus = meta.story({
  decorators: [withStage(bus)],
  render: (args) =>
    pageWithBus(
      html`<pan-sse .src=${'/api/events'}></pan-sse>
        <div style=${styleMap({ inlineSize: '100%' })}>
          ${liveData({ ...args, event: '', topic: 'orders.*' })}
        </div>`,
      'sse.message sse.event.*.*',
    ),
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(999);
    await expect(rows(element)[1]).toContain('status Packed');
    await stage.advance(1);
    await expect(rows(element)[1]).toContain('status Shipped');
    await stage.advanceTo(3000);
    await expect(element.items.map(({ id }) => id)).toEqual([1044, 1043, 1042, 1041]);
    await moment('four orders');
  },
});

/** A resource of the page: its list is asked for on the bus, and every change is heard there. */
export const Resource = meta.story({
  decorators: [withStage({ name: 'nothing', cues: [] })],
  render: () =>
    pageWithBus(html`
      <task-desk></task-desk>
      <div style=${styleMap({ inlineSize: '100%' })}>
        ${liveData({ resource: 'tasks', label: 'Tasks' })}
      </div>
    `),
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    const press = async (index: number): Promise<void> => {
      const desk = canvasElement.querySelector('task-desk')!;
      desk.shadowRoot!.querySelectorAll('button')[index]!.click();
      await stage.advance(0);
    };
    await stage.advance(0);
    await expect([says(element), rows(element)]).toEqual([
      'Live',
      ['Water the plants: done no', 'Call the plumber: done no'],
    ]);
    await press(0);
    await press(1);
    await press(2);
    await expect(rows(element)).toEqual(['Buy stamps: done no', 'Water the plants: done yes']);
    await moment('changed on the bus');
  },
});

/** Drawn by the page: `renderItem` makes a Lit template of an item, and one that fails harms no other. */
export const CustomRows = meta.story({
  args: {
    event: '',
    renderItem: ({ id, title, total }) => {
      if (id === 1042) throw new Error('No template for loose tea');
      return html`<div style=${styleMap({ display: 'flex', gap: '12px', alignItems: 'baseline' })}>
        <span style=${styleMap({ fontVariantNumeric: 'tabular-nums' })}>${id}</span>
        <span style=${styleMap({ flex: '1' })}>${title}</span>
        <b style=${styleMap({ fontSize: '16px' })}>${total}</b>
      </div>`;
    },
  },
  decorators: [withStage(orders)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    const errors: string[] = [];
    element.addEventListener('live-data-error', ({ error }) => errors.push(error.message));
    await stage.advanceTo(400);
    await expect(rows(element)).toEqual([
      '1043 Two teapots € 84.00',
      'This item could not be shown',
      '1041 Porcelain cups € 46.00',
    ]);
    await expect(errors).toEqual([
      'Failed to draw an item: Render failed ("1042": No template for loose tea). Mend renderItem.',
    ]);
    await moment('two of three');
  },
});

/** Four are kept; the oldest go, and a line says so. */
export const CapReached = meta.story({
  args: { maxItems: 4 },
  decorators: [withWebSocket(many)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    await stage.advanceTo(999);
    await expect(element.items.map(({ id }) => id)).toEqual([1050, 1049, 1048, 1047]);
    await stage.advanceTo(2000);
    await expect(element.items.map(({ id }) => id)).toEqual(['new 2', 'new 1', 1050, 1049]);
    await expect(text(need(element, 'full'))).toBe('Only the first 4 are shown');
    await moment('full');
  },
});

/** What comes off the wire is text. What cannot be read is counted and reported; the rest is shown. */
export const Hostile = meta.story({
  decorators: [withWebSocket(hostile)],
  play: async ({ canvasElement, stage, moment }) => {
    const element = liveIn(canvasElement);
    const title = document.title;
    const errors: string[] = [];
    element.addEventListener('live-data-error', ({ error }) => errors.push(error.message));
    await stage.advanceTo(2000);
    await expect(element.items.map(({ id }) => id)).toEqual([
      ...['last', '__proto__', 'constructor', 'long', 'bidi', 'nested', 'emoji', 7, 'twice'],
    ]);
    await expect(document.title).toBe(title);
    await expect(need(element, 'list').textContent).not.toContain('[object');
    await expect(text(need(element, 'invalid').querySelector('summary'))).toBe(
      '9 items could not be shown',
    );
    await expect(errors).toEqual([
      'Failed to show 6 of the items: Invalid item. Item 10: "id" is missing. Give each item a string or a number.',
      'Failed to tell items apart: Duplicate key. "twice" comes more than once. The last one is shown.',
      'Failed to take a push: Invalid push. "id" is missing. Give each item a string or a number.',
      'Failed to take a push: Invalid push. It is a value of type string. Send an object with "id".',
      'Failed to take a push: Invalid push. It is missing. Send an object with "id".',
    ]);
    need(element, 'invalid').querySelector('summary')!.click();
    await moment('all of it text');
  },
});

/** In a column of 240 pixels. */
export const Narrow = meta.story({
  decorators: [
    (story) => html`<div style=${styleMap({ inlineSize: '208px' })}>${story()}</div>`,
    withWebSocket(outage, steadily),
  ],
  play: async ({ stage, moment }) => {
    await stage.advanceTo(4000);
    await moment('live');
    await stage.advanceTo(70_000);
    await moment('offline');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withWebSocket(orders)],
  play: async ({ stage, moment }) => {
    await stage.advanceTo(4000);
    await moment('changed by pushes');
  },
});

/** Old news on a dark page. */
export const DarkOutage = meta.story({
  globals: { theme: 'dark' },
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ stage, moment }) => {
    await stage.advanceTo(89_999);
    await moment('offline');
  },
});

/** Nothing could be loaded, on a dark page. */
export const DarkFailure = meta.story({
  globals: { theme: 'dark' },
  args: { event: '' },
  decorators: [withStage(fails)],
  play: async ({ stage, moment }) => {
    await stage.advance(0);
    await moment('failed');
  },
});

/** In a right-to-left page, with its own words. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { event: '', label: 'الطلبات', interval: 5000, strings: arabic },
  decorators: [withStage(rightToLeft)],
  play: async ({ stage, moment }) => {
    await stage.advanceTo(4000);
    await moment('live');
    await stage.advanceTo(130_000);
    await moment('stale');
  },
});

type Args = Partial<HTMLElementTagNameMap['pan-live-data']>;

/** Live data, as a page writes it. */
function liveData(args: Args): TemplateResult {
  return html`<pan-live-data
    .src=${args.src ?? ''}
    .topic=${args.topic ?? ''}
    .resource=${args.resource ?? ''}
    .event=${args.event ?? ''}
    .interval=${args.interval ?? 0}
    .maxItems=${args.maxItems ?? 100}
    .retryDelay=${args.retryDelay ?? '3000,30000'}
    .label=${args.label ?? ''}
    .renderItem=${args.renderItem}
    .strings=${args.strings ?? {}}
  ></pan-live-data>`;
}
