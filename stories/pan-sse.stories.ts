import '../src/elements/connection-status/connection-status.define.js';
import '../src/elements/notification-feed/notification-feed.define.js';
import '../src/elements/pan-sse/pan-sse.define.js';
import { html, type TemplateResult } from 'lit';
import { expect } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withStage } from '../src/storybook/with-stage.js';
import { asked, badges, dataOn, pageWithBus, said, streamIn } from './pan-parts.js';
import { publish } from './publish.js';
import { titles } from './scene-parts.js';
import broken from './streams/pan-sse-broken.json';
import orders from './streams/pan-sse-orders.json';
import reload from './streams/pan-sse-reload.json';
import connected from './streams/sse-connected.json';
import unauthorised from './streams/sse-unauthorised.json';

const badge = html`<connection-status .grace=${0}></connection-status>`;
const feed = html`<notification-feed
  .placement=${'inline'}
  .status=${'never'}
  .duration=${0}
  style="width: 100%"
></notification-feed>`;

const meta = preview.meta({
  title: 'Scenes/PAN SSE',
  component: 'pan-sse',
  args: { src: '/api/events' },
  render: (args) => pageWithBus(stream(args)),
});

/** A badge and a feed inside share one stream, and nobody had to write a script. */
export const Connected = meta.story({
  decorators: [withStage(connected)],
  render: ({ src = '' }) =>
    pageWithBus(html`<pan-sse .src=${src}>${badge}${feed}</pan-sse>`, 'sse.message sse.event.*'),
  play: async ({ canvasElement, stage, moment }) => {
    const inside = canvasElement.querySelector('notification-feed')!;
    await stage.advance(999);
    await expect([badges(canvasElement), titles(inside)]).toEqual([['Connected'], []]);
    await stage.advance(1);
    await expect(titles(inside)).toEqual(['Success: Deployed to production']);
    await expect(asked(stage)).toEqual(['https://stage.test/api/events']);
    await expect(said(canvasElement)).toEqual(['sse.connected@0', 'notification@1000']);
    await moment('arrived');
  },
});

/** Every named event is a topic; one without a name bears it inside. A server's command is none. */
export const NamedEvents = meta.story({
  decorators: [withStage(orders)],
  render: (args) => pageWithBus(stream(args), 'sse.message sse.event.*.*'),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(6000);
    await expect(said(canvasElement)).toEqual([
      'sse.connected@0',
      'orders.new@1000',
      'orders.paid@2000',
      'stock.low@3000',
      'audit.login@4000',
    ]);
    await expect(dataOn(canvasElement, 'stock.low')).toEqual([{ tea: 0 }]);
    await moment('all of them');
  },
});

/** Only the events that are named here become topics, and the server is asked for two topics. */
export const Topics = meta.story({
  args: { topics: 'orders.* stock.*', events: 'orders.new orders.paid' },
  decorators: [withStage(orders)],
  render: (args) => pageWithBus(stream(args), 'sse.message sse.event.*.*'),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(6000);
    await expect(asked(stage)).toEqual(['https://stage.test/api/events?topics=orders.*,stock.*']);
    await expect(said(canvasElement)).toEqual([
      'sse.connected@0',
      'orders.new@1000',
      'orders.paid@2000',
      'stock.low@3000',
    ]);
    await moment('chosen');
  },
});

/** The page is reloaded for two seconds. The stream goes on after the last event: none is lost or doubled. */
export const SurvivesAReload = meta.story({
  args: { persistLastEvent: 'orders' },
  decorators: [withStage(reload)],
  render: (args) => pageWithBus(stream(args), 'sse.message sse.event.*.*'),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(2000);
    const old = streamIn(canvasElement);
    const place = old.parentElement!;
    const { src, persistLastEvent } = old;
    old.remove();
    await stage.advanceTo(3999);
    await expect(dataOn(canvasElement, 'orders.new')).toHaveLength(2);
    await moment('away');
    await stage.advance(1);
    const next = Object.assign(document.createElement('pan-sse'), { src, persistLastEvent });
    next.append(document.createElement('connection-status'));
    place.append(next);
    await stage.advanceTo(5000);
    const numbers = dataOn(canvasElement, 'orders.new');
    await expect(numbers).toEqual([1042, 1043, 1044, 1045, 1046].map((order) => ({ order })));
    await expect(asked(stage).at(-1)).toBe('https://stage.test/api/events?lastEventId=e2');
    await moment('caught up');
  },
});

/** Broken JSON is reported, and its text handed on. The stream goes on. */
export const MalformedJson = meta.story({
  decorators: [withStage(broken)],
  render: (args) => pageWithBus(stream(args), 'sse.message sse.event.*.*'),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(3000);
    await expect(said(canvasElement)).toEqual([
      'sse.connected@0',
      'orders.new@1000',
      'sse.error@2000',
      'orders.new@2000',
      'orders.new@3000',
    ]);
    await expect(dataOn(canvasElement, 'orders.new')[1]).toBe('{"order":10');
    await moment('reported');
  },
});

/** Moved to another place in the page, the stream stays open, and no second one is asked for. */
export const Moved = meta.story({
  decorators: [withStage(orders)],
  render: (args) =>
    pageWithBus(
      html`<div>${stream(args)}</div>
        <div data-place="other"></div>`,
      'sse.message sse.event.*.*',
    ),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1500);
    canvasElement.querySelector('[data-place=other]')!.append(streamIn(canvasElement));
    await stage.advanceTo(2000);
    await expect([badges(canvasElement), asked(stage).length]).toEqual([['Connected'], 1]);
    await expect(dataOn(canvasElement, 'orders.paid')).toHaveLength(1);
    await moment('elsewhere');
  },
});

/** Ended and begun again by what the page says on the bus. */
export const CommandsFromTheBus = meta.story({
  decorators: [withStage(orders)],
  render: (args) =>
    pageWithBus(stream(args), 'sse.message sse.event.*.* sse.connect sse.disconnect'),
  play: async ({ canvasElement, stage, moment }) => {
    const monitor = canvasElement.querySelector('bus-monitor')!;
    await stage.advanceTo(1500);
    publish(monitor, 'sse.disconnect');
    await stage.advanceTo(2500);
    await expect(badges(canvasElement)).toEqual(['Disconnected']);
    publish(monitor, 'sse.connect');
    await stage.advanceTo(3000);
    await expect(badges(canvasElement)).toEqual(['Connected']);
    await expect(said(canvasElement)).toEqual([
      'sse.connected@0',
      'orders.new@1000',
      'sse.disconnected@1500',
      'sse.connected@2500',
      'orders.paid@2500',
      'stock.low@3000',
    ]);
    await moment('begun again');
  },
});

/** The server refuses: why stands in what is said. */
export const Refused = meta.story({
  args: { backoff: '1' },
  decorators: [withStage(unauthorised)],
  render: (args) => pageWithBus(stream(args), 'sse.message sse.event.*'),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(2500);
    await expect(badges(canvasElement)).toEqual(['Connection failed']);
    await expect(dataOn(canvasElement, 'sse.error')).toEqual([
      {
        error: 'Failed to connect: Unauthorised (status 401). Check the token.',
        readyState: 2,
        url: '/api/events',
      },
    ]);
    await moment('refused');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withStage(broken)],
  render: (args) => pageWithBus(stream(args), 'sse.message sse.event.*.*'),
  play: async ({ stage, moment }) => {
    await stage.advanceTo(3000);
    await moment('reported');
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  decorators: [withStage(broken)],
  render: (args) => pageWithBus(stream(args), 'sse.message sse.event.*.*'),
  play: async ({ stage, moment }) => {
    await stage.advanceTo(3000);
    await moment('reported');
  },
});

type Args = Partial<HTMLElementTagNameMap['pan-sse']>;

/** A stream with a badge inside, as a page writes it. */
function stream(args: Args): TemplateResult {
  return html`<pan-sse
    .src=${args.src ?? ''}
    .topics=${args.topics ?? ''}
    .events=${args.events ?? ''}
    .persistLastEvent=${args.persistLastEvent ?? ''}
    .backoff=${args.backoff ?? '1000,15000'}
    >${badge}</pan-sse
  >`;
}
