import '../src/elements/presence-list/presence-list.define.js';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import { faces, listIn, nameOfFaces, rows, said } from './presence-parts.js';
import { need, part, text } from './scene-parts.js';
import presence from './streams/presence.json';
import crowd from './streams/presence-crowd.json';
import hostile from './streams/presence-hostile.json';
import outage from './streams/presence-outage.json';
import rightToLeft from './streams/presence-right-to-left.json';
import team from './streams/presence-team.json';
import quietLine from './streams/quiet-line.json';
import refused from './streams/refused.json';

const steadily = { reconnectDelay: () => 1000, maxReconnectAttempts: Infinity };

/** Words in another language; what is left out stays in English. */
const arabic = {
  online: 'متصل',
  away: 'بعيد',
  people: (count: number) => `${count} أشخاص`,
  here: (names: string) => `هنا: ${names}`,
  tabs: (count: number) => `${count} نوافذ`,
};

const meta = preview.meta({
  title: 'Scenes/Presence list',
  component: 'presence-list',
  args: { max: 5, keepOffline: 0 },
  render: (args) => html`
    <presence-list
      .max=${args.max ?? 5}
      .self=${args.self ?? ''}
      .keepOffline=${args.keepOffline ?? 0}
      .grace=${args.grace ?? 2000}
      .strings=${args.strings ?? {}}
    ></presence-list>
  `,
});

/** Room for what opens below. */
const roomy = [
  (story: () => unknown) => html`<div style=${styleMap({ minHeight: '448px' })}>${story()}</div>`,
];

/** A team comes one by one. Five faces have room, the others are counted, and all have names. */
export const Team = meta.story({
  decorators: [...roomy, withWebSocket(team)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advance(0);
    await expect(part(list, 'skeleton')).not.toBeNull();
    await stage.advanceTo(1199);
    await expect(faces(list)).toEqual([]);
    await stage.advance(1);
    await expect(faces(list)).toEqual(['A', 'B', 'C away']);
    await expect(said(list)).toBe('Here: Ada Lovelace, Bob Chen and Cem Yılmaz');
    await stage.advanceTo(4000);
    await expect(said(list)).toBe('Đào Ngọc Anh and Eve Adams joined');
    await moment('five faces');
    await stage.advanceTo(7000);
    await expect(faces(list)).toEqual(['A', 'B', 'Đ', 'E', 'F']);
    await expect(text(part(list, 'more'))).toBe('+2');
    await expect(nameOfFaces(list)).toBe('Here: Ada Lovelace, Bob Chen, Cem Yılmaz and 4 others');
    await moment('two more');
    need(list, 'faces').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advance(0);
    await expect(rows(list)).toEqual([
      'Ada Lovelace: Online',
      'Bob Chen: Online',
      'Cem Yılmaz: Away',
      'Đào Ngọc Anh: Online',
      'Eve Adams: Online',
      'Fay Okafor: Online',
      'Gus van Dyk: Online',
    ]);
    await moment('everybody by name');
    await stage.advanceTo(14_999);
    await expect(rows(list)).toHaveLength(7);
    await stage.advance(1);
    await expect(rows(list)).toHaveLength(6);
    await expect(said(list)).toBe('Bob Chen left');
    await stage.advanceTo(17_000);
    await expect(rows(list)[3]).toBe('Eve Adams-Ng: Online');
  },
});

/**
 * Everybody once, however many tabs; a reload is no leave, a hidden tab that beats once a minute
 * stays, and who falls silent has left after 75 seconds.
 */
export const Presence = meta.story({
  decorators: [...roomy, withWebSocket(presence)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1500);
    await expect(faces(list)).toEqual(['A', 'B']);
    need(list, 'faces').click();
    await stage.advanceTo(6000);
    await expect(rows(list)).toEqual(['Ada: Online · 2 tabs', 'Bob: Away']);
    await moment('one in two tabs');
    await stage.advanceTo(25_999);
    await expect(rows(list)).toEqual(['Ada: Online · 2 tabs', 'Bob: Away']);
    await stage.advance(1);
    await expect(rows(list)).toEqual(['Ada: Online', 'Bob: Away']);
    await stage.advanceTo(76_699);
    await expect(rows(list)).toHaveLength(2);
    await expect(said(list)).toBe('Here: Ada and Bob');
    await stage.advance(1);
    await expect(rows(list)).toEqual(['Bob: Away']);
    await expect(said(list)).toBe('Ada left');
    const beats = stage.log.entries.filter(({ data }) => data?.includes('presence-heartbeat'));
    await expect(beats.map(({ at }) => at)).toEqual([0, 30_000, 60_000]);
  },
});

/** Who has gone can stay for a while, as offline. */
export const KeepOffline = meta.story({
  args: { keepOffline: 60_001, max: 7 },
  decorators: [...roomy, withWebSocket(team)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(14_999);
    await expect(faces(list).slice(0, 3)).toEqual(['A', 'B', 'C away']);
    await stage.advance(1);
    await expect(faces(list).slice(0, 3)).toEqual(['A', 'B offline', 'C away']);
    need(list, 'faces').click();
    await stage.advanceTo(74_999);
    await expect(rows(list)[1]).toBe('Bob Chen: Offline · just now');
    await stage.advance(1);
    await expect(rows(list)[1]).toBe('Bob Chen: Offline · 1m ago');
    await moment('one has gone');
    await stage.advance(1);
    await expect(faces(list).slice(0, 2)).toEqual(['A', 'C away']);
  },
});

/** The reader is left out. Alone, nobody else is here. */
export const Alone = meta.story({
  args: { self: 'Ada' },
  decorators: [withWebSocket(presence)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    await moment('looking');
    await stage.advanceTo(1500);
    await expect(faces(list)).toEqual(['B']);
    await expect(said(list)).toBe('Here: Bob');
  },
});

/** A server that tells of nobody. */
export const Nobody = meta.story({
  decorators: [withWebSocket(quietLine)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1999);
    await expect(part(list, 'empty')).toBeNull();
    await stage.advance(1);
    await expect(text(part(list, 'empty'))).toBe('Nobody else is here');
    await moment('empty');
  },
});

/** Two seconds of downtime pass without a word. After that the faces are old news, and say so. */
export const Outage = meta.story({
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(6999);
    await expect(part(list, 'stale')).toBeNull();
    await stage.advance(1);
    await expect(text(part(list, 'stale'))).toBe('As of just now');
    await stage.advanceTo(124_999);
    await expect(text(part(list, 'stale'))).toBe('As of 1m ago');
    await expect(faces(list)).toEqual(['A', 'B', 'C away']);
    await moment('stale');
    await stage.advanceTo(127_000);
    await expect(part(list, 'stale')).toBeNull();
    await stage.advanceTo(140_000);
    await expect(faces(list)).toEqual(['A', 'C']);
    await moment('live again');
  },
});

/** The server lets nobody in. */
export const GivenUp = meta.story({
  decorators: [withWebSocket(refused, { ...steadily, maxReconnectAttempts: 1 })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advance(3000);
    await expect(text(part(list, 'empty'))).toBe('Not connected');
    await moment('not connected');
  },
});

/** Three thousand people within three seconds: said three times, drawn three times. */
export const Crowd = meta.story({
  decorators: [...roomy, withWebSocket(crowd)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(5000);
    await expect(faces(list)).toHaveLength(5);
    await expect(text(part(list, 'more'))).toBe('+2,995');
    need(list, 'faces').click();
    await stage.advance(0);
    await expect(rows(list)).toHaveLength(200);
    await moment('three thousand');
    need(list, 'panel').hidePopover();
    await stage.advance(0);
    await expect(rows(list)).toEqual([]);
  },
});

/** What other people call themselves is text, their colours are read and never pasted. */
export const Hostile = meta.story({
  args: { max: 8 },
  decorators: [...roomy, withWebSocket(hostile)],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    const title = document.title;
    const problems: string[] = [];
    list.addEventListener('presence-invalid', ({ problem }) => problems.push(problem));
    await stage.advanceTo(2000);
    need(list, 'faces').click();
    await stage.advance(0);
    await expect(faces(list)).toHaveLength(8);
    await expect(rows(list)[3]).toBe('Someone: Away');
    await expect(document.title).toBe(title);
    await expect(problems).toEqual([
      'The payload is missing. Send an object with "userId".',
      '"userId" is an empty string. Give each user a string or a number.',
      '"userId" is a value of type object. Give each user a string or a number.',
      'The payload is a value of type string. Send an object with "userId".',
    ]);
    await moment('all of it text');
  },
});

/** In a column of 240 pixels. */
export const Narrow = meta.story({
  args: { max: 12 },
  decorators: [
    (story) => html`<div style=${styleMap({ inlineSize: '208px' })}>${story()}</div>`,
    ...roomy,
    withWebSocket(team),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(7000);
    await moment('seven faces');
    listIn(canvasElement).max = 4;
    await stage.advance(0);
    need(listIn(canvasElement), 'faces').click();
    await moment('open');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  args: { keepOffline: 60_001, max: 7 },
  decorators: [...roomy, withWebSocket(team)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(75_000);
    need(listIn(canvasElement), 'faces').click();
    await moment('everybody by name');
  },
});

/** Old news on a dark page. */
export const DarkOutage = meta.story({
  globals: { theme: 'dark' },
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ stage, moment }) => {
    await stage.advanceTo(124_999);
    await moment('stale');
  },
});

/** In a right-to-left page, with its own words. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { strings: arabic },
  decorators: [...roomy, withWebSocket(rightToLeft)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(4000);
    need(listIn(canvasElement), 'faces').click();
    await moment('everybody by name');
  },
});
