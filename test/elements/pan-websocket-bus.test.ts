import { expect, test } from 'vitest';
import { attempts, eventsOf, socketScene, openSocket } from './pan-scene.js';

test('takes from the page what outbound-topics allow, and nothing else', async () => {
  const scene = await openSocket({ 'outbound-topics': 'orders.* chat' });
  for (const topic of ['orders.new', 'orders', 'orders.new.today', 'chat', 'other']) {
    scene.publish(topic, topic);
  }
  await scene.stage.advance(0);
  expect(scene.received).toMatchObject([{ topic: 'orders.new' }, { topic: 'chat' }]);
});

test('sends what waits for a connection when there is one', async () => {
  const scene = await openSocket({ 'outbound-topics': '*', 'reconnect-delay': '100' });
  scene.servers[0]!.drop();
  await scene.stage.advance(0);
  scene.publish('a', 1, { id: 'm1', ts: 7 });
  expect(scene.received).toEqual([]);
  await scene.stage.advance(100);
  expect(scene.received).toEqual([{ topic: 'a', data: 1, ts: 7, id: 'm1' }]);
});

test('brings to the page what inbound-topics allow, and nothing else', async () => {
  const scene = await openSocket({ 'inbound-topics': 'orders.* chat' });
  for (const topic of ['orders.new', 'orders', 'chat', 'other']) scene.send({ topic, data: 1 });
  scene.send({ type: 'other', payload: {}, timestamp: 1 });
  await scene.stage.advance(0);
  const topics = scene.published.map(({ topic }) => topic).filter((topic) => !/ws/.test(topic));
  expect(topics).toEqual(['orders.new', 'chat']);
});

test.each([false, true])(
  'never echoes to the server what came from it (late bus: %j)',
  async (late) => {
    const scene = await openSocket({ 'outbound-topics': '* orders.*', 'inbound-topics': '*' });
    scene.bus.late = late;
    scene.send({ topic: 'orders.new', data: 1, id: 'm1' });
    scene.send({ topic: 'orders.new', data: 2 });
    scene.send({ type: 'orders.new', payload: 3, timestamp: 1 });
    await scene.stage.advance(1000);
    expect(scene.on('orders.new')).toEqual([1, 2, 3]);
    expect(scene.received).toEqual([]);
    scene.publish('orders.new', 4);
    await scene.stage.advance(0);
    expect(scene.received).toMatchObject([{ topic: 'orders.new', data: 4 }]);
  },
);

test('what comes in on one connection may go out on another', async () => {
  const scene = socketScene();
  const [one, other] = [
    scene.add({ name: 'one' }),
    scene.add({ name: 'other', url: '/other', 'outbound-topics': '*', 'inbound-topics': '' }),
  ];
  await scene.stage.advance(0);
  expect([one.state, other.state]).toEqual(['open', 'open']);
  scene.servers[0]!.send(JSON.stringify({ topic: 'orders.new', data: 1, id: 'm1' }));
  await scene.stage.advance(0);
  expect(scene.received).toEqual([
    { topic: 'orders.new', data: 1, id: 'm1', ts: expect.any(Number) as number },
  ]);
});

test('a message that several patterns match is sent once', async () => {
  const scene = await openSocket({ 'outbound-topics': 'a.* *.b a.b' });
  scene.publish('a.b', 1);
  await scene.stage.advance(0);
  expect(scene.received).toHaveLength(1);
});

test.each(['ws.custom', 'other.ws.connected', 'sse.message', 'pan:publish', 'sys:x'])(
  '%s never leaves the page',
  async (topic) => {
    const scene = await openSocket({ 'outbound-topics': `* *.* *.*.* ${topic}` });
    scene.publish(topic, 1);
    await scene.stage.advance(0);
    expect(scene.received).toEqual([]);
  },
);

test('ws.state tells of the attempts, and a bus keeps it', async () => {
  const scene = await openSocket({ 'reconnect-delay': '1000' });
  const { stage, servers, on } = scene;
  const told = eventsOf(scene.element, 'ws-state');
  servers[0]!.drop();
  await stage.advance(0);
  const [state] = told;
  expect(state).toMatchObject({ state: 'waiting', attempt: 1 });
  expect(on('ws.state').at(-1)).toEqual({
    state: 'waiting',
    attempt: 1,
    retryAt: state?.retryAt,
  });
  expect(state!.retryAt! - stage.runtime.clock.now()).toBeLessThanOrEqual(1000);
  expect(attempts(scene)).toHaveLength(1);
});
