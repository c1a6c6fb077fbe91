import { expect, test } from 'vitest';
import { sseScene } from './sse-scene.js';
import { every, NOTHING_LEFT } from './websocket-scene.js';

test('asks politely, with cookies, headers and a fresh token each time', async () => {
  let n = 0;
  const scenery = sseScene({
    reconnectDelay: every(1000),
    headers: () => Promise.resolve({ 'X-Page': String(++n) }),
    token: () => `t${n}`,
  });
  const { stage, client, server, servers } = scenery;
  void client.connect();
  await stage.advance(0);
  server().drop();
  await stage.advance(1000);
  const { method, headers, credentials, body } = servers[1]!.request;
  expect([method, credentials, body]).toEqual(['GET', 'include', '']);
  expect(Object.fromEntries(headers)).toMatchObject({
    accept: 'text/event-stream',
    authorization: 'Bearer t1',
    'x-page': '2',
  });
});

test('the token may join the query, and cookies may stay at home', async () => {
  const options = { token: 'a+b&c', tokenIn: 'query', withCredentials: false } as const;
  const { stage, client, servers } = sseScene(options);
  void client.connect();
  await stage.advance(0);
  expect(new URL(servers[0]!.url).searchParams.get('token')).toBe('a+b&c');
  expect(servers[0]!.request.headers.has('authorization')).toBe(false);
  expect(servers[0]!.request.credentials).toBe('same-origin');
});

test.each([
  ['ends', 'closed', 'close'],
  ['breaks', 'failed', 'drop'],
] as const)('a POST whose stream %s is %s and never sent again', async (_, state, end) => {
  const { stage, client, server, servers } = sseScene({ body: '{"ask":1}' });
  const leave = client.retain();
  await stage.advance(0);
  expect([server().request.method, server().request.body]).toEqual(['POST', '{"ask":1}']);
  server()[end]();
  await stage.advance(0);
  expect(client.state).toBe(state);
  client.retain();
  stage.page.pageshow();
  await stage.advance(600_000);
  expect(servers).toHaveLength(1);
  leave();
  void client.connect();
  await stage.advance(0);
  expect(servers).toHaveLength(2);
});

test('a POST that was refused is not sent again either', async () => {
  const scenery = sseScene({ method: 'POST', token: () => 'fresh' });
  scenery.answer = (connection) => connection.refuse(401);
  void scenery.client.connect();
  await scenery.stage.advance(600_000);
  expect([scenery.client.state, scenery.servers.length]).toEqual(['failed', 1]);
});

test('a POST is sent again when that is asked for', async () => {
  const options = { method: 'POST', reconnect: true, reconnectDelay: every(1000) };
  const { stage, client, server, servers } = sseScene(options);
  void client.connect();
  await stage.advance(0);
  server().drop();
  await stage.advance(1000);
  expect(servers).toHaveLength(2);
});

test('leaving an iteration ends a stream that only it held', async () => {
  const { stage, client, say, servers } = sseScene();
  const read: unknown[] = [];
  const iterate = async (): Promise<void> => {
    for await (const { payload } of client.messages('tick')) {
      read.push(payload);
      if (read.length === 2) break;
    }
  };
  void iterate();
  await stage.advance(0);
  for (const data of [1, 2, 3]) say({ event: 'tick', data });
  await stage.advance(0);
  expect([read, client.state, servers[0]?.state]).toEqual([[1, 2], 'closed', 'closed']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('leaving an iteration keeps a stream that somebody else holds', async () => {
  const { stage, client, say } = sseScene();
  client.retain();
  const iteration = client.messages();
  const first = iteration.next();
  await stage.advance(0);
  say({ data: 1 });
  await stage.advance(0);
  expect((await first).value).toMatchObject({ payload: 1 });
  await iteration.return();
  await stage.advance(0);
  expect(client.state).toBe('open');
});

test('sending is an error that names the way', () => {
  const { client } = sseScene();
  expect(() => client.send('note')).toThrow(
    'Failed to send "note": One way. Use fetch or a WebSocketClient.',
  );
});

test('an aborted connect withdraws the request', async () => {
  const scenery = sseScene();
  scenery.answer = () => {};
  const controller = new AbortController();
  void scenery.client.connect({ signal: controller.signal });
  await scenery.stage.advance(10);
  controller.abort();
  await scenery.stage.advance(0);
  expect([scenery.client.state, scenery.servers[0]?.state]).toEqual(['closed', 'closed']);
  expect(scenery.stage.pending).toEqual(NOTHING_LEFT);
});

test('who iterates with an aborted signal asks for nothing', async () => {
  const { stage, client, servers } = sseScene();
  const seen = [];
  for await (const event of client.messages(undefined, { signal: AbortSignal.abort() })) {
    seen.push(event);
  }
  await stage.advance(1000);
  expect([seen, servers]).toEqual([[], []]);
});

test('an iteration ends with the stream, once everything has been read', async () => {
  const scenery = sseScene({ reconnectDelay: () => 100 });
  const { stage, client, say, server } = scenery;
  const seen: unknown[] = [];
  const read = (async () => {
    for await (const { payload } of client.messages()) seen.push(payload);
    seen.push('end');
  })();
  await stage.advance(0);
  for (const data of [1, 2, 3]) say({ data });
  scenery.answer = (connection) => connection.refuse(204);
  server().close();
  await stage.advance(100);
  await read;
  expect(seen).toEqual([1, 2, 3, 'end']);
});
