import './third-party-app.js';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { Stage } from '../src/stage/stage.js';
import { withMockSocket } from '../src/storybook/with-mock-socket.js';
import { withMsw } from '../src/storybook/with-msw.js';
import { text } from './scene-parts.js';
import httpOutage from './streams/http-outage.json';
import listAndUpdates from './streams/list-and-updates.json';
import outage from './streams/outage.json';
import comesBack from './streams/sse-comes-back.json';
import {
  eventSource,
  listThenUpdates,
  partySocket,
  polling,
  reconnectingWebSocket,
  type OpenClient,
} from './third-party-clients.js';

const platformSocket = window.WebSocket;

const meta = preview.meta({
  title: 'Transports/Network level',
  component: 'third-party-app',
  // The page has one network: stories that use the same addresses cannot share a page.
  parameters: { docs: { story: { inline: false, height: '240px' } } },
  // Whatever the story before has put in the way is gone.
  beforeEach: async () => {
    await expect(window.WebSocket).toBe(platformSocket);
  },
});

/** partysocket, unmodified: the connection drops, is refused for a while, and comes back. */
export const PartySocket = meta.story({
  decorators: [withMockSocket(outage)],
  render: () => app('partysocket', partySocket),
  play: async ({ canvasElement, stage, moment }) => {
    await playOutage(canvasElement, stage, moment);
  },
});

/** reconnecting-websocket, unmodified, through the same outage. */
export const ReconnectingWebSocket = meta.story({
  decorators: [withMockSocket(outage)],
  render: () => app('reconnecting-websocket', reconnectingWebSocket),
  play: async ({ canvasElement, stage }) => {
    await playOutage(canvasElement, stage);
  },
});

/** The platform's own `EventSource`: it asks again as soon as the server has said. */
export const EventSource = meta.story({
  decorators: [withMsw(comesBack)],
  render: () => app('EventSource', eventSource),
  play: async ({ canvasElement, stage, moment }) => {
    await says(canvasElement, stage, 'Connected');
    await stage.advanceTo(500);
    await lists(canvasElement, stage, ['Ferry 7 casts off']);
    await stage.advanceTo(1000);
    await says(canvasElement, stage, 'Reconnecting…');
    await moment('broken off');
    await stage.advanceTo(3000);
    await says(canvasElement, stage, 'Connected');
    await stage.advanceTo(4000);
    await lists(canvasElement, stage, ['Ferry 7 casts off', 'Ferry 7 has arrived']);
    await moment('back');
  },
});

/** The platform's own `fetch`, asking again and again, also while nobody answers. */
export const Fetch = meta.story({
  decorators: [withMsw(httpOutage)],
  render: () => app('fetch', polling),
  play: async ({ canvasElement, stage }) => {
    await says(canvasElement, stage, 'Connected');
    await lists(canvasElement, stage, ['Platform 4 is closed']);
    await stage.advanceTo(2000);
    await says(canvasElement, stage, 'Reconnecting…');
    await lists(canvasElement, stage, ['Platform 4 is closed']);
    await stage.advanceTo(3000);
    await says(canvasElement, stage, 'Connected');
    await lists(canvasElement, stage, ['Platform 4 is closed', 'Platform 4 is open again']);
  },
});

/** A list by `fetch` and updates by `WebSocket`: two levels, one stage, one stream. */
export const ListAndUpdates = meta.story({
  decorators: [withMockSocket(listAndUpdates), withMsw(listAndUpdates)],
  render: () => app('fetch and WebSocket', listThenUpdates),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(0);
    await expect(listed(canvasElement)).toEqual([]);
    await moment('empty');
    await waitFor(async () => {
      await stage.advance(0);
      await expect(stage.pending.sockets).toBe(2);
    }, patiently);
    await stage.advanceTo(200);
    await lists(canvasElement, stage, ['The museum opens at ten']);
    await stage.advanceTo(1000);
    await lists(canvasElement, stage, ['The museum opens at ten', 'The east wing is open too']);
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withMockSocket(outage)],
  render: () => app('partysocket', partySocket),
  play: async ({ canvasElement, stage, moment }) => {
    await playOutage(canvasElement, stage, moment);
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  decorators: [withMockSocket(outage)],
  render: () => app('partysocket', partySocket),
  play: async ({ canvasElement, stage, moment }) => {
    await playOutage(canvasElement, stage, moment);
  },
});

const patiently = { timeout: 20_000, interval: 10 };

function app(label: string, open: OpenClient) {
  return html`<third-party-app .label=${label} .open=${open}></third-party-app>`;
}

async function playOutage(
  canvas: HTMLElement,
  stage: Stage,
  moment: (name: string) => Promise<void> = async () => {},
): Promise<void> {
  await stage.advance(0);
  await expect(window.WebSocket).not.toBe(platformSocket);
  await says(canvas, stage, 'Connected');
  await stage.advanceTo(1000);
  await expect(listed(canvas)).toEqual(['Before the outage']);
  await stage.advanceTo(3000);
  await says(canvas, stage, 'Reconnecting…');
  await moment('down');
  await waitFor(async () => {
    await stage.advance(0);
    await expect(attempts(stage)).toBeGreaterThan(3);
  }, patiently);
  await expect(status(canvas)).toBe('Reconnecting…');
  await stage.advanceTo(9500);
  await says(canvas, stage, 'Connected');
  await stage.advanceTo(20_000);
  await expect(listed(canvas)).toEqual(['Before the outage', 'After the outage']);
  await moment('back');
}

/** Waits for what a client does in its own time. The far end answers in the stage's, at once. */
async function says(canvas: HTMLElement, stage: Stage, what: string): Promise<void> {
  await waitFor(async () => {
    await stage.advance(0);
    await expect(status(canvas)).toBe(what);
  }, patiently);
}

async function lists(canvas: HTMLElement, stage: Stage, titles: string[]): Promise<void> {
  await waitFor(async () => {
    await stage.advance(0);
    await expect(listed(canvas)).toEqual(titles);
  }, patiently);
}

function attempts({ log }: Stage): number {
  return log.entries.filter(({ kind }) => kind === 'connect').length;
}

function status(canvas: HTMLElement): string {
  return text(rootIn(canvas)?.querySelector('[role=status]') ?? null);
}

function listed(canvas: HTMLElement): string[] {
  return [...(rootIn(canvas)?.querySelectorAll('li') ?? [])].map(text);
}

function rootIn(canvas: HTMLElement): ShadowRoot | null | undefined {
  return canvas.querySelector('third-party-app')?.shadowRoot;
}
