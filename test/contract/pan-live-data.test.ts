import '../../src/elements/pan-live-data/pan-live-data.define.js';
import '../../src/elements/pan-sse/pan-sse.define.js';
import '../../src/elements/pan-websocket/pan-websocket.define.js';
import '../../stories/pan-bus.define.js';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { PanLiveDataElement } from '../../src/elements/pan-live-data/pan-live-data.js';
import type { HttpAnswer } from '../../src/stage/stream.js';
import { rows as shown } from '../../stories/live-parts.js';
import { openRig, type RigClient } from './rig-client.js';

const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

test('a list from a real server, changed by what comes on the connection around it', async () => {
  await answer({ body: items('a', 'b') });
  const { element } = mount({ event: 'item' }, 'pan-websocket');
  await shows(element, ['Title a', 'Title b']);
  await expect.poll(() => rig.count(), WAIT).toMatchObject({ server: 1 });
  await push({ item: { id: 'c', title: 'Title c' } });
  await push({ id: 'a', deleted: true });
  await shows(element, ['Title c', 'Title b']);
});

test('what comes on an event stream reaches it by the bus of the page', async () => {
  await answer({ body: { items: items('a', 'b') } });
  const { element } = mount({ topic: 'items.*' }, 'pan-sse');
  await shows(element, ['Title a', 'Title b']);
  await expect.poll(() => rig.report('/events'), WAIT).not.toEqual([]);
  const data = { patch: { id: 'b', title: 'Changed' } };
  await rig.ask({
    do: 'act',
    source: 'sse',
    action: { do: 'event', event: 'items.changed', data },
  });
  await shows(element, ['Title a', 'Changed']);
});

test('what is pushed while a real answer travels is not overwritten by it', async () => {
  await answer({ body: items('a', 'b'), delay: 1000 });
  const { element } = mount({ event: 'item' }, 'pan-websocket');
  let answered = 0;
  element.addEventListener('live-data-update', ({ source }) => {
    if (source === 'fetch') answered++;
  });
  await expect.poll(() => rig.count(), WAIT).toMatchObject({ server: 1 });
  await expect.poll(() => rig.report('/messages'), WAIT).toHaveLength(1);
  await push({ id: 'a', deleted: true });
  await push({ item: { id: 'b', title: 'Pushed' } });
  await shows(element, ['Pushed']);
  await expect.poll(() => answered, WAIT).toBeGreaterThan(0);
  expect(shown(element)).toEqual(['Pushed']);
});

test('polls, keeps what it has while the server is dead, and goes on when it is back', async () => {
  await answer({ body: items('a') });
  const { element } = mount({ interval: '1000', 'retry-delay': '200' });
  await shows(element, ['Title a']);
  await rig.ask({ do: 'kill' });
  await expect.poll(() => element.status, WAIT).toBe('stale');
  expect([shown(element), element.error?.code]).toEqual([['Title a'], 'connection-failed']);
  await rig.ask({ do: 'start' });
  await answer({ body: items('b') });
  await shows(element, ['Title b']);
  expect(element.status).toBe('live');
});

test('a real Retry-After is obeyed', async () => {
  const headers = { 'retry-after': '1' };
  await act({ do: 'refuse', status: 503, headers, times: 1 });
  await answer({ body: items('a') });
  const { element } = mount({ 'retry-delay': '1' });
  const start = performance.now();
  await expect.poll(() => element.status, WAIT).toBe('error');
  await shows(element, ['Title a']);
  expect(performance.now() - start).toBeGreaterThan(900);
});

test('a newer question takes the older one back, and the server notices', async () => {
  await answer({ body: items('old'), delay: 60_000 });
  const { element } = mount();
  await expect.poll(() => rig.report('/messages'), WAIT).toHaveLength(1);
  await answer({ body: items('new') });
  await element.refresh();
  expect(shown(element)).toEqual(['Title new']);
  await expect.poll(() => gone(), WAIT).toBe(true);
});

test('removed it takes its question back; put in again it asks anew', async () => {
  await answer({ body: items('a'), delay: 60_000 });
  const { element } = mount();
  await expect.poll(() => rig.report('/messages'), WAIT).toHaveLength(1);
  element.remove();
  await expect.poll(() => gone(), WAIT).toBe(true);
  await answer({ body: items('b') });
  document.body.append(element);
  await shows(element, ['Title b']);
});

/** Puts live data on the page, in a connection if one is named, and a bus. */
function mount(
  attributes: Record<string, string> = {},
  connection?: 'pan-websocket' | 'pan-sse',
): { element: PanLiveDataElement } {
  const element = document.createElement('pan-live-data');
  const around = document.createElement(connection ?? 'div');
  const bus = document.createElement('pan-bus');
  const all = { src: `${rig.origins.http}/messages`, ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  if (connection === 'pan-websocket') around.setAttribute('url', `${rig.url}/ws`);
  if (connection === 'pan-sse') around.setAttribute('src', `${rig.origins.sse}/events`);
  around.append(element);
  document.body.append(bus, around);
  onTestFinished(async () => {
    for (const each of [element, around, bus]) each.remove();
    await rig.ask({ do: 'clear' });
  });
  return { element };
}

function answer(what: HttpAnswer): Promise<void> {
  return act({ do: 'respond', ...what });
}

function act(action: object): Promise<void> {
  return rig.ask({ do: 'act', source: 'http', action: action as never });
}

function push(payload: object): Promise<void> {
  const action = { do: 'message', type: 'item', payload } as const;
  return rig.ask({ do: 'act', source: 'websocket', action });
}

async function gone(): Promise<boolean> {
  return (await rig.report('/messages')).some((note) => note.startsWith('gone:'));
}

async function shows(element: PanLiveDataElement, expected: string[]): Promise<void> {
  await expect.poll(() => shown(element), WAIT).toEqual(expected);
}

function items(...ids: string[]): object[] {
  return ids.map((id) => ({ id, title: `Title ${id}` }));
}
