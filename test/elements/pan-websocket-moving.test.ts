import { expect, test } from 'vitest';
import { NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';
import { attempts, socketScene } from './pan-scene.js';

const page = [window, document, document.documentElement, document.body];

const ways: Record<string, (element: HTMLElement, place: HTMLElement) => void> = {
  'removed and appended': (element, place) => {
    element.remove();
    place.append(element);
  },
  'inserted elsewhere': (element, place) => {
    document.body.append(element);
    place.append(element);
  },
  'moved with its parent': (element, place) => {
    const parent = document.createElement('section');
    parent.append(element);
    place.append(parent);
  },
};

test.each(Object.entries(ways))(
  'a connection that is %s stays open, and alive',
  async (_, move) => {
    const scene = socketScene();
    const { stage, place, bus, servers } = scene;
    const element = scene.add({ 'outbound-topics': 'a' });
    await stage.advance(0);
    const { client } = element;
    const before = bus.subscriptions;
    move(element, place);
    await stage.advance(60_000);
    expect(attempts(scene)).toEqual([0]);
    expect([element.client === client, element.state, servers[0]?.state]).toEqual([
      true,
      'open',
      'open',
    ]);
    expect([scene.on('ws.disconnected'), scene.on('ws.connected').length]).toEqual([[], 1]);
    expect(bus.subscriptions).toEqual(before);
    scene.send({ topic: 'b', data: 1 });
    scene.publish('a', 2);
    await stage.advance(0);
    expect(scene.on('b')).toEqual([1]);
    expect(scene.received).toMatchObject([{ topic: 'a', data: 2 }]);
  },
);

test('a connection that was given up is not tried again by a move', async () => {
  const scene = socketScene();
  const { stage, place } = scene;
  stage.websocket('*', (server) => server.refuse());
  const element = scene.add({ 'max-reconnect-attempts': '0' });
  await stage.advance(0);
  place.append(element);
  await stage.advance(60_000);
  expect([element.state, attempts(scene)]).toEqual(['failed', [0]]);
});

test('a removed element lets go of everything, and tells the page', async () => {
  const scene = socketScene();
  const { stage, bus, servers } = scene;
  const listeners = countListeners(...page);
  const element = scene.add({ 'outbound-topics': 'a' });
  await stage.advance(0);
  expect(bus.subscriptions).toHaveLength(4);
  element.remove();
  expect(bus.subscriptions).toEqual([]);
  await stage.advance(0);
  expect(servers[0]?.state).toBe('closed');
  expect(scene.on('ws.disconnected')).toMatchObject([{ code: 1000 }]);
  expect(scene.on('ws.state').at(-1)).toMatchObject({ state: 'closed' });
  scene.publish('a', 1);
  scene.publish('ws.connect');
  await stage.advance(600_000);
  expect([scene.received, stage.pending, listeners()]).toEqual([[], NOTHING_LEFT, 0]);
});

test('an element that is put back later connects again', async () => {
  const scene = socketScene();
  const { stage, place, bus } = scene;
  const element = scene.add({ 'outbound-topics': 'a' });
  await stage.advance(0);
  element.remove();
  await stage.advance(60_000);
  place.append(element);
  await stage.advance(0);
  expect([element.state, attempts(scene)]).toEqual(['open', [0, 60_000]]);
  expect(bus.subscriptions).toHaveLength(4);
  scene.publish('a', 1);
  await stage.advance(0);
  expect(scene.received).toMatchObject([{ topic: 'a', data: 1 }]);
});

test('a connection that was ended stays ended when it is put back', async () => {
  const scene = socketScene();
  const { stage, place } = scene;
  const element = scene.add();
  await stage.advance(0);
  element.disconnect();
  element.remove();
  await stage.advance(1000);
  place.append(element);
  await stage.advance(1000);
  expect([element.state, attempts(scene)]).toEqual(['closed', [0]]);
});

test('one that connect() has opened opens again when it is put back', async () => {
  const scene = socketScene();
  const { stage, place } = scene;
  const element = scene.add({ 'auto-connect': 'false' });
  void element.connect();
  await stage.advance(0);
  element.remove();
  await stage.advance(1000);
  place.append(element);
  await stage.advance(0);
  expect([element.state, attempts(scene)]).toEqual(['open', [0, 1000]]);
});

test('a new runtime is a new connection', async () => {
  const [one, other] = [socketScene(), socketScene({ bus: false })];
  const element = one.add();
  await one.stage.advance(0);
  element.runtime = other.stage.runtime;
  await element.updateComplete;
  await other.stage.advance(0);
  await one.stage.advance(0);
  expect([one.stage.pending.sockets, other.stage.pending.sockets]).toEqual([0, 1]);
  expect(element.state).toBe('open');
});

test('nothing is left after a thousand times', async () => {
  const { stage, place, bus, add } = socketScene();
  const listeners = countListeners(...page);
  const before = listeners();
  for (let n = 0; n < 1000; n++) {
    const element = add({ 'outbound-topics': '*', ...(n % 5 === 0 && { url: '' }) });
    // Removed before its first update, after it, and after some life.
    if (n % 3 > 0) await element.updateComplete;
    if (n % 100 === 99) await stage.advance(10);
    if (n % 7 === 0 && element.client) element.send({ topic: 'a', data: n });
    element.remove();
  }
  await stage.advance(0);
  expect([stage.pending, stage.errors]).toEqual([NOTHING_LEFT, []]);
  expect([listeners() - before, bus.subscriptions, place.children.length]).toEqual([0, [], 1]);
});
