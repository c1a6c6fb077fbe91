import '../../src/elements/pan-websocket/pan-websocket.define.js';
import '../../stories/pan-bus.define.js';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { PanMessage } from '../../src/core/pan-message.js';
import type { PanWebSocketElement } from '../../src/elements/pan-websocket/pan-websocket.js';
import { publish } from '../../stories/publish.js';
import { openRig, type RigClient } from './rig-client.js';

const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

test('what a real server says is on the bus, and what the page says reaches the server', async () => {
  const { element, on } = await mount({ 'outbound-topics': 'orders.*' });
  await frame({ topic: 'orders.new', data: 0, ts: 1, id: 'm1' });
  await rig.ask({
    do: 'act',
    source: 'websocket',
    action: { do: 'message', type: 'note', payload: { n: 1 } },
  });
  await expect.poll(() => [on('orders.new'), on('note')], WAIT).toEqual([[0], [{ n: 1 }]]);
  publish(document.body, 'orders.shipped', false);
  element.send('plain text');
  await expect.poll(sent, WAIT).toHaveLength(2);
  const [message, text] = await sent();
  expect(JSON.parse(message!)).toMatchObject({ topic: 'orders.shipped', data: false });
  expect(text).toBe('plain text');
});

test('obeys the bus', async () => {
  const { element } = await mount({ 'auto-connect': 'false' }, 'idle');
  publish(document.body, 'ws.connect');
  await reaches(element, 'open');
  publish(document.body, 'ws.send', { type: 'note', payload: null });
  await expect.poll(sent, WAIT).toHaveLength(1);
  expect(JSON.parse((await sent())[0]!)).toMatchObject({ type: 'note', payload: null });
  publish(document.body, 'ws.disconnect');
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 0, line: 0 });
});

test('leaves one connection after reconnect(), and after another URL', async () => {
  const { element } = await mount();
  await element.reconnect();
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 1, line: 1 });
  element.url = `${rig.url}/other`;
  await element.updateComplete;
  await reaches(element, 'open');
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 1, line: 1 });
  expect((await rig.report('/ws')).filter((line) => line.startsWith('request'))).toHaveLength(2);
  expect(await rig.report('/other')).toEqual(['request:/other']);
});

test('survives the death of its server, and sends what the page said meanwhile', async () => {
  const { element, on } = await mount({ 'outbound-topics': '*' });
  await rig.ask({ do: 'kill' });
  await reaches(element, 'waiting');
  publish(document.body, 'orders.new', 1);
  await rig.ask({ do: 'start' });
  await reaches(element, 'open');
  await expect.poll(sent, WAIT).toHaveLength(1);
  await frame({ topic: 'orders.kept', data: 1 });
  await expect.poll(() => on('orders.kept'), WAIT).toEqual([1]);
  // What came from the server does not go back to it.
  expect(await sent()).toHaveLength(1);
});

test('notices a blackhole by its heartbeat', async () => {
  const { element } = await mount({ heartbeat: '0.3' });
  const states: string[] = [];
  element.client!.addEventListener('statechange', () => states.push(element.state));
  await rig.line({ do: 'blackhole' });
  // A short wait between two attempts may begin and end unseen.
  await expect.poll(() => states, WAIT).toContain('waiting');
  await rig.line({ do: 'flow' });
  await reaches(element, 'open');
});

test('stays connected when it is moved, and leaves nothing when it is removed', async () => {
  const { element, on } = await mount();
  const place = document.createElement('div');
  document.body.append(place);
  onTestFinished(() => place.remove());
  place.append(element);
  await frame({ topic: 'moved', data: 1 });
  await expect.poll(() => on('moved'), WAIT).toEqual([1]);
  expect((await rig.report('/ws')).filter((line) => line.startsWith('request'))).toHaveLength(1);
  element.remove();
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 0, line: 0 });
  place.append(element);
  await reaches(element, 'open');
  await frame({ topic: 'back', data: 1 });
  await expect.poll(() => on('back'), WAIT).toEqual([1]);
});

/** Puts a connection and a bus on the page. Both go again, and the line is mended. */
async function mount(attributes: Record<string, string> = {}, state = 'open') {
  const bus = document.createElement('pan-bus');
  const element = document.createElement('pan-websocket');
  const published: PanMessage[] = [];
  const listener = (event: Event): void =>
    void published.push((event as CustomEvent<PanMessage>).detail);
  document.addEventListener('pan:publish', listener);
  const all = { url: `${rig.url}/ws`, 'reconnect-delay': '150', ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  document.body.append(element, bus);
  onTestFinished(async () => {
    element.remove();
    bus.remove();
    document.removeEventListener('pan:publish', listener);
    await rig.ask({ do: 'clear' });
  });
  await reaches(element, state);
  const on = (topic: string): unknown[] =>
    published.filter((message) => message.topic === topic).map(({ data }) => data);
  return { element, on };
}

async function reaches(element: PanWebSocketElement, state: string): Promise<void> {
  await expect.poll(() => element.state, WAIT).toBe(state);
}

async function frame(message: object): Promise<void> {
  await rig.ask({
    do: 'act',
    source: 'websocket',
    action: { do: 'frame', data: JSON.stringify(message) },
  });
}

/** Tells what the server was sent, pings left out. */
async function sent(): Promise<string[]> {
  const noticed = await rig.report('/ws');
  return noticed
    .filter((line) => line.startsWith('text:') && !line.includes('"type":"ping"'))
    .map((line) => line.slice('text:'.length));
}
