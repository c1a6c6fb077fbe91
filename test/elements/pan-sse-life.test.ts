import { expect, test } from 'vitest';
import { NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';
import { attempts, eventsOf } from './pan-scene.js';
import { openStream, streamScene } from './pan-sse-scene.js';

const page = [window, document, document.documentElement, document.body];

test('the last event survives a reload, in the header and in the address', async () => {
  const { stage, element, place, send, servers, add } = await openStream({
    'persist-last-event': 'orders',
  });
  expect(new URL(servers[0]!.url).search).toBe('');
  send({ event: 'tick', id: 'é 1&2', data: 1 });
  await stage.advance(0);
  expect(stage.runtime.storage?.getItem('pan:sse:last:orders')).toBe('é 1&2');
  element.remove();
  await stage.advance(0);
  expect(place.querySelector('pan-sse')).toBe(null);
  add({ 'persist-last-event': 'orders', topics: 'a b' });
  await stage.advance(0);
  expect(servers[1]?.lastEventId).toBe('é 1&2');
  expect(new URL(servers[1]!.url).search).toBe('?topics=a,b&lastEventId=%C3%A9%201%262');
});

test('without a key nothing is kept, nor put into the address', async () => {
  const { stage, send, servers, add } = await openStream();
  send({ id: 'e1', data: 1 });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(20_000);
  expect([servers[1]?.lastEventId, new URL(servers[1]!.url).search]).toEqual(['e1', '']);
  add();
  await stage.advance(0);
  expect(servers[2]?.lastEventId).toBeUndefined();
});

test('a reconnect goes on after the last event, by the newest id', async () => {
  const { stage, send, servers } = await openStream({ 'persist-last-event': 'k', backoff: '100' });
  for (const id of ['e1', 'e2']) send({ id, data: 1 });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(100);
  expect(new URL(servers[1]!.url).search).toBe('?lastEventId=e2');
});

test('a stream that is moved stays open, and alive', async () => {
  const scene = await openStream();
  const { stage, place, element, send, on } = scene;
  place.append(element);
  element.remove();
  place.append(element);
  await stage.advance(10_000);
  expect([attempts(scene), element.state, on('sse.disconnected')]).toEqual([[0], 'open', []]);
  send({ event: 'tick', data: 1 });
  await stage.advance(0);
  expect(on('tick')).toEqual([1]);
});

test('a removed stream is closed and lets go of everything, one put back opens again', async () => {
  const listeners = countListeners(...page);
  const scene = streamScene();
  const { stage, place, bus, servers } = scene;
  bus.remove();
  const before = listeners();
  const element = scene.add();
  await stage.advance(0);
  element.remove();
  await stage.advance(0);
  expect([servers[0]?.state, stage.pending]).toEqual(['closed', NOTHING_LEFT]);
  expect(listeners()).toBe(before);
  expect(scene.on('sse.disconnected')).toHaveLength(1);
  place.append(element);
  await stage.advance(0);
  expect([element.state, servers.length]).toEqual(['open', 2]);
});

test('nothing is left after a thousand times', async () => {
  const { stage, bus, add } = streamScene();
  const listeners = countListeners(...page);
  const before = listeners();
  for (let n = 0; n < 1000; n++) {
    const element = add({ topics: 'a', ...(n % 5 === 0 && { src: '' }) });
    if (n % 3 > 0) await element.updateComplete;
    if (n % 100 === 99) await stage.advance(10);
    element.remove();
  }
  await stage.advance(0);
  expect([stage.pending, stage.errors, bus.subscriptions]).toEqual([NOTHING_LEFT, [], []]);
  expect(listeners() - before).toBe(0);
});

test.each([
  [503, 0, 'waiting'],
  [404, 2, 'failed'],
])('sse.error tells why status %i opens no stream', async (status, readyState, state) => {
  const scene = streamScene();
  scene.stage.sse('*', (server) => server.refuse(status));
  const element = scene.add();
  const told = eventsOf(element, 'sse-error');
  await scene.stage.advance(0);
  expect(told).toMatchObject([{ error: { code: 'connection-failed' }, readyState }]);
  expect(scene.on('sse.error')).toEqual([
    {
      error: expect.stringContaining(`status ${status}`) as string,
      readyState,
      url: '/api/events',
    },
  ]);
  expect(element.state).toBe(state);
});

test.each(['http://[', 'wss://stage.test/', 'data:text/event-stream,x'])(
  'sse.error for the address %s, and another one helps',
  async (src) => {
    const { stage, element, on } = await openStream({ src });
    expect(on('sse.error')).toEqual([
      {
        error: expect.stringContaining(`("${src}"). Give src a path`) as string,
        readyState: 2,
        url: src,
      },
    ]);
    element.src = '/api/events';
    await stage.advance(0);
    expect([element.state, on('sse.error').length]).toEqual(['open', 1]);
  },
);

test('sse.error for a backoff that makes no sense, and nothing else is lost', async () => {
  const { element, on } = await openStream({ backoff: 'soon' });
  expect(on('sse.error')).toMatchObject([
    {
      error: expect.stringContaining(
        'Failed to read backoff: Invalid attribute ("soon")',
      ) as string,
    },
  ]);
  expect(element.state).toBe('open');
});

test('sse.error for connect() without an address, and for a command to none', async () => {
  const { stage, element, publish, on } = await openStream({ src: '' });
  await expect(element.connect()).rejects.toMatchObject({ code: 'invalid-url' });
  publish('sse.connect', { url: 7 });
  await stage.advance(0);
  expect(on('sse.error')).toHaveLength(2);
});
