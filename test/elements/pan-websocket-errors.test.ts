import { expect, test } from 'vitest';
import { attempts, eventsOf, socketScene, openSocket, codes } from './pan-scene.js';

test('CONNECTION_FAILED for every attempt that fails', async () => {
  const scene = socketScene();
  scene.stage.websocket('*', (server) => server.refuse());
  const element = scene.add({ 'max-reconnect-attempts': '1', 'reconnect-delay': '100' });
  const told = eventsOf(element, 'ws-error');
  await scene.stage.advance(0);
  expect(told).toMatchObject([
    {
      code: 'CONNECTION_FAILED',
      error: { code: 'connection-failed' },
      timestamp: scene.stage.runtime.clock.now(),
      bubbles: false,
      composed: false,
    },
  ]);
  expect(scene.on('ws.error')).toEqual([
    {
      code: 'CONNECTION_FAILED',
      error: 'Failed to connect: Connection failed. Check the URL and the server.',
      timestamp: scene.stage.runtime.clock.now(),
    },
  ]);
});

test('CONNECTION_FAILED when a server does not answer', async () => {
  const scene = socketScene();
  scene.stage.websocket('*', () => undefined);
  scene.add();
  await scene.stage.advance(9999);
  expect(codes(scene)).toEqual([]);
  await scene.stage.advance(1);
  expect(codes(scene)).toEqual(['CONNECTION_FAILED']);
});

test('MAX_RECONNECT_EXCEEDED with the last one, then ws.reconnect-failed', async () => {
  const scene = socketScene();
  scene.stage.websocket('*', (server) => server.refuse());
  scene.add({ 'max-reconnect-attempts': '1', 'reconnect-delay': '100' });
  await scene.stage.advance(100);
  expect(codes(scene)).toEqual([
    'CONNECTION_FAILED',
    'CONNECTION_FAILED',
    'MAX_RECONNECT_EXCEEDED',
  ]);
  expect(scene.published.at(-1)).toMatchObject({ topic: 'ws.reconnect-failed', data: {} });
});

test('CONNECTION_CLOSED when an open connection is lost', async () => {
  const scene = await openSocket();
  scene.servers[0]!.drop();
  await scene.stage.advance(0);
  expect(codes(scene)).toEqual(['CONNECTION_CLOSED']);
  expect(scene.on('ws.disconnected')).toMatchObject([{ code: 1006, wasClean: false }]);
});

test.each([1000, 1001])('no error when the server says goodbye with %i', async (code) => {
  const scene = await openSocket();
  scene.servers[0]!.close(code, 'Bye');
  await scene.stage.advance(60_000);
  expect(codes(scene)).toEqual([]);
  expect(scene.on('ws.disconnected')).toMatchObject([{ code, reason: 'Bye', wasClean: true }]);
  expect([scene.element.state, attempts(scene).length]).toEqual(['closed', 1]);
});

test.each(['http://[', 'ftp://stage.test/', 'wss://stage.test/#top', 'mailto:ada@stage.test'])(
  'INVALID_URL for %s',
  async (url) => {
    const scene = await openSocket({ url });
    expect(codes(scene)).toEqual(['INVALID_URL']);
    expect(scene.on('ws.error')).toMatchObject([
      { error: expect.stringContaining(`("${url}"). Give url a path`) as string },
    ]);
    expect([attempts(scene), scene.element.state]).toEqual([[], 'idle']);
    scene.element.url = '/ws';
    await scene.stage.advance(0);
    expect([scene.element.state, codes(scene).length]).toEqual(['open', 1]);
  },
);

test('INVALID_URL for connect() without one', async () => {
  const scene = await openSocket({ url: '' });
  await expect(scene.element.connect()).rejects.toMatchObject({ code: 'invalid-url' });
  expect(codes(scene)).toEqual(['INVALID_URL']);
});

test.each([7, null, ['wss://x.test/'], {}])('INVALID_URL for a command to %j', async (url) => {
  const scene = await openSocket();
  scene.publish('ws.connect', { url });
  await scene.stage.advance(0);
  expect(codes(scene)).toEqual(['INVALID_URL']);
  expect([scene.element.state, attempts(scene)]).toEqual(['open', [0]]);
});

test('MESSAGE_PARSE_ERROR for what is no JSON, and the next frame is read', async () => {
  const scene = await openSocket();
  scene.send('{"topic":"a","da');
  scene.servers[0]!.send(new Uint8Array([0, 1, 2]));
  scene.send(`{"topic":"a","data":"${'x'.repeat(1048576)}"}`);
  scene.send({ topic: 'a', data: 1 });
  await scene.stage.advance(0);
  expect(codes(scene)).toEqual([
    'MESSAGE_PARSE_ERROR',
    'MESSAGE_PARSE_ERROR',
    'MESSAGE_PARSE_ERROR',
  ]);
  expect(scene.on('a')).toEqual([1]);
});

test('connect() rejects, and nobody has to catch it', async () => {
  const scene = socketScene();
  scene.stage.websocket('*', (server) => server.refuse());
  const element = scene.add({ 'auto-connect': 'false' });
  const connected = element.connect();
  await scene.stage.advance(0);
  await expect(connected).rejects.toMatchObject({ code: 'connection-failed' });
  void element.connect();
  await scene.stage.advance(0);
  const outside = document.createElement('pan-websocket');
  await expect(outside.connect()).rejects.toMatchObject({ code: 'closed' });
});
