import { expect, test } from 'vitest';
import { eventsOf, openSocket } from './pan-scene.js';

const falsy = [0, '', false, null];

test('a frame with a topic is published on it, with all that the bus understands', async () => {
  const scene = await openSocket();
  const frame = {
    topic: 'orders.new',
    data: { n: 1 },
    ts: 1234,
    id: 'm1',
    replyTo: 'orders.ack',
    correlationId: 'c1',
    headers: { trace: 't' },
    retain: true,
  };
  scene.send(frame);
  await scene.stage.advance(0);
  expect(scene.published.filter(({ topic }) => topic === 'orders.new')).toEqual([frame]);
});

test('what a bus does not understand, or understands otherwise, stays behind', async () => {
  const scene = await openSocket();
  scene.send({ topic: 'a', data: 1, id: {}, replyTo: 1, retain: 'yes', headers: 'x', more: 1 });
  await scene.stage.advance(0);
  const [message] = scene.published.filter(({ topic }) => topic === 'a');
  expect(Object.keys(message!).sort()).toEqual(['data', 'id', 'topic', 'ts']);
  expect(typeof message?.id).toBe('string');
});

test('a frame with a type reaches its handlers, and the bus under its type', async () => {
  const scene = await openSocket();
  const heard: unknown[] = [];
  scene.element.client?.on('note', (payload) => heard.push(payload));
  scene.send({ type: 'note', payload: { n: 1 }, timestamp: 1, id: 'm1' });
  await scene.stage.advance(0);
  expect([heard, scene.on('note')]).toEqual([[{ n: 1 }], [{ n: 1 }]]);
});

test('a frame with a topic reaches handlers of that name as well', async () => {
  const scene = await openSocket();
  const heard: unknown[] = [];
  scene.element.client?.on('note', (payload) => heard.push(payload));
  scene.send({ topic: 'note', data: 0 });
  await scene.stage.advance(0);
  expect(heard).toEqual([0]);
});

test.each(falsy)('data %j arrives as it is', async (data) => {
  const scene = await openSocket();
  scene.send({ topic: 'a', data, ts: 1 });
  scene.send({ type: 'b', payload: data, timestamp: 1 });
  await scene.stage.advance(0);
  expect([scene.on('a'), scene.on('b')]).toEqual([[data], [data]]);
});

test.each(falsy)('data %j leaves as it is', async (data) => {
  const scene = await openSocket({ 'outbound-topics': 'a' });
  scene.publish('a', data);
  scene.element.send({ topic: 'b', data });
  scene.element.send({ type: 'c', payload: data });
  scene.publish('ws.send', { topic: 'd', data });
  await scene.stage.advance(0);
  expect(scene.received).toMatchObject([
    { topic: 'a', data },
    { topic: 'b', data },
    { type: 'c', payload: data },
    { topic: 'd', data },
  ]);
});

test('every frame is told of as ws.message, as it came', async () => {
  const scene = await openSocket({ 'inbound-topics': '' });
  const told = eventsOf(scene.element, 'ws-message');
  const frames = [
    { topic: 'a', data: null, ts: 1, id: 'x' },
    { type: 'b', payload: 0, timestamp: 1 },
    { neither: true },
    [1, 2],
    null,
  ];
  for (const frame of frames) scene.send(frame);
  await scene.stage.advance(0);
  const timestamp = scene.stage.runtime.clock.now();
  expect(told.map(({ message }) => message)).toEqual(frames);
  expect(scene.on('ws.message')).toEqual(frames.map((message) => ({ message, timestamp })));
  expect([scene.on('a'), scene.on('b'), scene.on('ws.error')]).toEqual([[], [], []]);
});

test('a frame that is no JSON is told of as it is', async () => {
  const scene = await openSocket();
  const told = eventsOf(scene.element, 'ws-message');
  scene.send('plain text');
  await scene.stage.advance(0);
  expect(told).toMatchObject([{ raw: 'plain text', message: undefined }]);
  const timestamp = scene.stage.runtime.clock.now();
  expect(scene.on('ws.message')).toEqual([{ raw: 'plain text', timestamp }]);
});

test('what is sent twice under one id is published once', async () => {
  const scene = await openSocket();
  for (const data of [1, 2]) scene.send({ topic: 'a', data, id: 'same' });
  await scene.stage.advance(0);
  expect(scene.on('a')).toEqual([1]);
});
