import { expect, test } from 'vitest';
import { attempts, eventsOf, socketScene } from './pan-scene.js';

test('connects when it is inserted, and says so', async () => {
  const scene = socketScene();
  const { stage, on, add } = scene;
  const element = add();
  const told = eventsOf(element, 'ws-connected');
  expect([element.state, element.client]).toEqual(['idle', undefined]);
  await stage.advance(0);
  expect([element.state, element.client?.state]).toEqual(['open', 'open']);
  const news = { url: 'wss://stage.test/ws', timestamp: stage.runtime.clock.now() };
  expect(told).toMatchObject([{ ...news, bubbles: false, composed: false }]);
  expect(on('ws.connected')).toEqual([news]);
  expect(on('ws.state').map((data) => (data as { state: string }).state)).toEqual([
    'idle',
    'connecting',
    'open',
  ]);
  expect(scene.published.find(({ topic }) => topic === 'ws.state')?.retain).toBe(true);
  expect(scene.published.find(({ topic }) => topic === 'ws.connected')?.retain).toBeUndefined();
});

test('renders nothing but what is inside', async () => {
  const { stage, add } = socketScene();
  const element = add();
  await stage.advance(0);
  expect(getComputedStyle(element).display).toBe('contents');
  expect([...element.shadowRoot!.children].map((child) => child.localName)).toEqual(['slot']);
  element.hidden = true;
  expect(getComputedStyle(element).display).toBe('none');
});

test('has no connection without a URL, and none any more when the URL goes', async () => {
  const scene = socketScene();
  const { stage, add } = scene;
  const element = add({ url: '' });
  await stage.advance(60_000);
  expect([attempts(scene), element.state, element.client]).toEqual([[], 'idle', undefined]);
  element.url = '/ws';
  await stage.advance(0);
  expect(scene.servers.map(({ url }) => url)).toEqual(['wss://stage.test/ws']);
  element.removeAttribute('url');
  await stage.advance(60_000);
  expect([element.state, stage.pending.sockets]).toEqual(['idle', 0]);
  expect(scene.on('ws.error')).toEqual([]);
});

test('leaves no old socket alive when its URL changes, and connects once', async () => {
  const { stage, servers, on, add } = socketScene();
  const element = add();
  await stage.advance(0);
  const first = element.client;
  element.url = 'wss://stage.test/left';
  element.setAttribute('url', 'wss://stage.test/other');
  await stage.advance(0);
  expect(servers.map(({ url, state }) => [url, state])).toEqual([
    ['wss://stage.test/ws', 'closed'],
    ['wss://stage.test/other', 'open'],
  ]);
  expect(stage.pending.sockets).toBe(1);
  expect(element.client).not.toBe(first);
  expect(on('ws.disconnected')).toMatchObject([{ code: 1000, wasClean: true }]);
  expect(on('ws.connected')).toMatchObject([{}, { url: 'wss://stage.test/other' }]);
});

test('a URL that changes while it connects leaves no old socket either', async () => {
  const { stage, servers, add } = socketScene();
  stage.websocket('wss://stage.test/slow', (server) => servers.push(server));
  const element = add({ url: 'wss://stage.test/slow' });
  await stage.advance(0);
  expect(element.state).toBe('connecting');
  element.url = '/ws';
  await stage.advance(0);
  expect(servers.map(({ state }) => state)).toEqual(['closed', 'open']);
  expect(stage.pending.sockets).toBe(1);
});

test('leaves no old socket alive after reconnect()', async () => {
  const { stage, servers, add } = socketScene();
  const element = add();
  await stage.advance(0);
  const connected = element.reconnect();
  await stage.advance(0);
  await connected;
  expect(servers.map(({ state }) => state)).toEqual(['closed', 'open']);
  expect([element.state, stage.pending.sockets]).toEqual(['open', 1]);
});

test('reconnect() tries at once what would have been tried later, and keeps what waits', async () => {
  const scene = socketScene();
  const { stage, servers, add } = scene;
  const element = add({ 'reconnect-delay': '60000' });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(0);
  expect(element.state).toBe('waiting');
  element.send({ topic: 'note', data: 1 });
  void element.reconnect();
  await stage.advance(0);
  expect([element.state, attempts(scene)]).toEqual(['open', [0, 0]]);
  expect(scene.received).toMatchObject([{ topic: 'note', data: 1 }]);
});
