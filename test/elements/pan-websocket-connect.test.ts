import { expect, test } from 'vitest';
import { attempts, eventsOf, socketScene } from './pan-scene.js';

test('auto-connect="false" waits for connect()', async () => {
  const scene = socketScene();
  const { stage, add } = scene;
  const element = add({ 'auto-connect': 'false' });
  await stage.advance(60_000);
  expect([element.autoConnect, element.state, attempts(scene)]).toEqual([false, 'idle', []]);
  let connected = false;
  void element.connect().then(() => (connected = true));
  await stage.advance(0);
  expect([connected, element.state]).toEqual([true, 'open']);
});

test('auto-connect connects when it is turned on', async () => {
  const { stage, add } = socketScene();
  const element = add({ 'auto-connect': 'false' });
  await stage.advance(0);
  element.setAttribute('auto-connect', '');
  await stage.advance(0);
  expect(element.state).toBe('open');
});

test.each(['disconnect', 'close'] as const)('%s() ends the connection for good', async (end) => {
  const scene = socketScene();
  const { stage, add, on } = scene;
  const element = add();
  const told = eventsOf(element, 'ws-disconnected');
  await stage.advance(0);
  element[end]();
  await stage.advance(600_000);
  expect([element.state, attempts(scene)]).toEqual(['closed', [0]]);
  const news = { code: 1000, reason: 'Client disconnect', wasClean: true };
  expect(told).toMatchObject([news]);
  expect(on('ws.disconnected')).toMatchObject([news]);
  expect(on('ws.error')).toEqual([]);
  void element.connect();
  await stage.advance(0);
  expect(element.state).toBe('open');
});

test('disconnect() also ends a connect() of the same task', async () => {
  const scene = socketScene();
  const { stage, add } = scene;
  const element = add({ 'auto-connect': 'false' });
  const connected = element.connect();
  element.disconnect();
  await stage.advance(0);
  await expect(connected).rejects.toMatchObject({ code: 'closed' });
  expect([element.state, attempts(scene)]).toEqual(['idle', []]);
});

test('connect() counts with what was set in the same task', async () => {
  const { stage, servers, add } = socketScene();
  const element = add({ url: '', 'auto-connect': 'false' });
  element.url = '/late';
  void element.connect();
  await stage.advance(0);
  expect(servers.map(({ url }) => url)).toEqual(['wss://stage.test/late']);
});
