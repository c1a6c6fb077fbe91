import { expect, test } from 'vitest';
import type { PanWebSocketElement } from '../../src/elements/pan-websocket/pan-websocket.js';
import { attempts, eventsOf, socketScene, type SocketScene } from './pan-scene.js';

test('offers its subprotocols, each once', async () => {
  const { stage, servers, add } = socketScene();
  const element = add({ protocols: ' pan.v1, json ,,pan.v1' });
  await stage.advance(0);
  expect(servers[0]!.protocols).toEqual(['pan.v1', 'json']);
  element.protocols = '';
  await stage.advance(0);
  expect(servers[1]!.protocols).toEqual([]);
  expect(stage.pending.sockets).toBe(1);
});

test('draws every delay from the whole window, also at the cap', async () => {
  const scene = socketScene();
  const delays = await delaysOf(scene, '1000,4000', 60);
  const windows = delays.map((_, index) => Math.min(1000 * (index + 1), 4000));
  expect(delays.every((delay, index) => delay <= windows[index]!)).toBe(true);
  const atCap = delays.slice(4);
  expect(Math.min(...atCap)).toBeLessThan(400);
  expect(Math.max(...atCap)).toBeGreaterThan(3600);
  expect(new Set(atCap).size).toBe(atCap.length);
});

test('one number is the window of every delay', async () => {
  const delays = await delaysOf(socketScene(), '2000', 40);
  expect(Math.max(...delays)).toBeLessThanOrEqual(2000);
  expect(Math.max(...delays.slice(0, 5))).toBeGreaterThan(1000);
});

test('a new delay counts from the next attempt on, without a new connection', async () => {
  const scene = socketScene();
  const { stage, servers, add } = scene;
  const element = add({ 'reconnect-delay': '100000' });
  await stage.advance(0);
  const { client } = element;
  element.reconnectDelay = '1';
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(1);
  expect([element.client === client, element.state]).toEqual([true, 'open']);
});

test('auto-reconnect="false" leaves a lost connection closed', async () => {
  const scene = socketScene();
  const { stage, servers, on, add } = scene;
  const element = add({ 'auto-reconnect': 'false' });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(600_000);
  expect([element.state, attempts(scene)]).toEqual(['closed', [0]]);
  expect(on('ws.reconnect-failed')).toEqual([]);
});

test('gives up after max-reconnect-attempts, and comes back when told', async () => {
  const scene = socketScene();
  const { stage, on, add } = scene;
  const refusals = stage.websocket('*', (server) => server.refuse());
  const element = add({ 'max-reconnect-attempts': '2', 'reconnect-delay': '100' });
  const told = eventsOf(element, 'ws-reconnect-failed');
  await stage.advance(600_000);
  expect([element.state, attempts(scene).length]).toEqual(['failed', 3]);
  expect([told.length, on('ws.reconnect-failed')]).toEqual([1, [{}]]);
  refusals();
  void element.reconnect();
  await stage.advance(0);
  expect(element.state).toBe('open');
});

test('never gives up with max-reconnect-attempts="Infinity"', async () => {
  const { stage, add } = socketScene();
  stage.websocket('*', (server) => server.refuse());
  const element = add({ 'max-reconnect-attempts': 'Infinity', 'reconnect-delay': '100' });
  await stage.advance(60_000);
  expect(element.state).toMatch(/waiting|connecting/);
  expect(element.client?.connection.attempt).toBeGreaterThan(100);
});

/** Lets every attempt fail and reads how long each was waited for. */
async function delaysOf(scene: SocketScene, range: string, count: number): Promise<number[]> {
  const { stage } = scene;
  stage.websocket('*', (server) => server.refuse());
  const element: PanWebSocketElement = scene.add({
    'reconnect-delay': range,
    'max-reconnect-attempts': String(count),
  });
  await stage.advance(600_000);
  expect(element.state).toBe('failed');
  const times = attempts(scene);
  return times.slice(1).map((time, index) => time - times[index]!);
}
