import { expect, test } from 'vitest';
import { attempts, eventsOf } from './pan-scene.js';
import { openStream, streamScene } from './pan-sse-scene.js';

test('opens when it is inserted, and says so', async () => {
  const { stage, add, on, servers } = streamScene();
  const element = add();
  const told = eventsOf(element, 'sse-connected');
  await stage.advance(0);
  expect([element.state, element.client?.state]).toEqual(['open', 'open']);
  expect(servers.map(({ url }) => url)).toEqual(['https://stage.test/api/events']);
  expect(told).toMatchObject([{ url: '/api/events', bubbles: false, composed: false }]);
  expect(on('sse.connected')).toEqual([{ url: '/api/events' }]);
  expect(getComputedStyle(element).display).toBe('contents');
  expect([...element.shadowRoot!.children].map((child) => child.localName)).toEqual(['slot']);
});

test('url is another name for src, which comes first', async () => {
  const { stage, add, servers } = streamScene();
  const element = add({ src: '', url: '/by-url' });
  await stage.advance(0);
  element.src = '/by-src';
  await stage.advance(0);
  element.removeAttribute('src');
  element.src = '';
  await stage.advance(0);
  const paths = servers.map(({ url, state }) => [new URL(url).pathname, state]);
  expect(paths).toEqual([
    ['/by-url', 'closed'],
    ['/by-src', 'closed'],
    ['/by-url', 'open'],
  ]);
  expect(stage.pending.sockets).toBe(1);
});

test('asks for its topics in the address, and leaves the rest of it alone', async () => {
  const { stage, add, servers } = streamScene();
  const element = add({ src: '/api/events?key=a%2Cb', topics: 'orders.*  chat/1&2 orders.*' });
  await stage.advance(0);
  expect(new URL(servers[0]!.url).search).toBe('?key=a%2Cb&topics=orders.*,chat%2F1%262');
  element.src = '/api/events';
  element.topics = 'a b';
  await stage.advance(0);
  expect(new URL(servers[1]!.url).search).toBe('?topics=a,b');
  expect(stage.pending.sockets).toBe(1);
});

test.each([
  [{}, 'include'],
  [{ 'with-credentials': '' }, 'include'],
  [{ 'with-credentials': 'false' }, 'same-origin'],
])('with %j credentials are %s', async (attributes, expected) => {
  const asked: (string | undefined)[] = [];
  const { stage, place, servers } = streamScene();
  const element = document.createElement('pan-sse');
  const runtime = Object.create(stage.runtime) as typeof stage.runtime;
  Object.defineProperty(runtime, 'fetch', {
    value: (input: string, init?: RequestInit) => {
      asked.push(init?.credentials);
      return stage.runtime.fetch(input, init);
    },
  });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, { runtime, src: '/api/events' });
  place.append(element);
  await stage.advance(0);
  expect([asked, servers.length]).toEqual([[expected], 1]);
});

test('auto-connect="false" waits for connect(), disconnect() ends it for good', async () => {
  const scene = streamScene();
  const { stage, on } = scene;
  const element = scene.add({ 'auto-connect': 'false' });
  const told = eventsOf(element, 'sse-disconnected');
  await stage.advance(60_000);
  expect(attempts(scene)).toEqual([]);
  let opened = false;
  void element.connect().then(() => (opened = true));
  await stage.advance(0);
  expect([opened, element.state]).toEqual([true, 'open']);
  element.disconnect();
  await stage.advance(600_000);
  expect([element.state, attempts(scene).length, stage.pending.sockets]).toEqual(['closed', 1, 0]);
  expect([told.length, on('sse.disconnected')]).toEqual([1, [{}]]);
});

test.each([undefined, null, 7, {}])('survives properties that are %j', async (value) => {
  const { stage, element } = await openStream();
  const names = ['src', 'url', 'topics', 'events', 'persistLastEvent', 'backoff'];
  Object.assign(element, Object.fromEntries(names.map((name) => [name, value])));
  await stage.advance(0);
  element.src = '/again';
  await stage.advance(0);
  expect([element.state, stage.errors]).toEqual(['open', []]);
});

test('never opens two streams, whatever is asked for at once', async () => {
  const { stage, bus, publish, servers, add } = streamScene();
  const element = add();
  void element.connect();
  void element.connect();
  element.topics = 'a';
  element.withCredentials = false;
  publish('sse.connect');
  bus.announce();
  await stage.advance(0);
  void element.connect();
  publish('sse.connect', { url: '/api/events' });
  element.events = 'tick';
  await stage.advance(0);
  expect([servers.length, stage.pending.sockets]).toEqual([1, 1]);
});

test('obeys sse.disconnect and sse.connect', async () => {
  const { stage, element, publish, servers } = await openStream();
  publish('sse.disconnect', {});
  await stage.advance(0);
  expect(element.state).toBe('closed');
  publish('sse.connect');
  await stage.advance(0);
  expect(element.state).toBe('open');
  publish('sse.connect', { url: '/other' });
  await stage.advance(0);
  expect(servers.map(({ url, state }) => [new URL(url).pathname, state])).toEqual([
    ['/api/events', 'closed'],
    ['/api/events', 'closed'],
    ['/other', 'open'],
  ]);
});

test('draws every delay from the whole window, also at the cap', async () => {
  const scene = streamScene();
  const { stage } = scene;
  stage.sse('*', (server) => server.refuse(503));
  scene.add({ backoff: '1000,4000' });
  await stage.advance(200_000);
  const times = attempts(scene);
  const delays = times.slice(1).map((time, index) => time - times[index]!);
  const windows = delays.map((_, index) => Math.min(1000 * (index + 1), 4000));
  expect(delays.length).toBeGreaterThan(50);
  expect(delays.every((delay, index) => delay <= windows[index]!)).toBe(true);
  expect(Math.min(...delays.slice(4))).toBeLessThan(400);
  expect(Math.max(...delays.slice(4))).toBeGreaterThan(3600);
});
