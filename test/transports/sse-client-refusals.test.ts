import { expect, test } from 'vitest';
import { sseScene } from './sse-scene.js';
import { every, NOTHING_LEFT, outcome } from './websocket-scene.js';

test('status 204 ends the connection without an error', async () => {
  const scenery = sseScene({ reconnectDelay: every(100) });
  const { stage, client, server, told, servers } = scenery;
  void client.connect();
  await stage.advance(0);
  scenery.answer = (connection) => connection.refuse(204);
  server().close();
  await stage.advance(600_000);
  expect(servers).toHaveLength(2);
  expect(told.slice(-2)).toEqual(['connecting@100', 'closed@100']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test.each([401, 403])('status %d asks for a fresh token, once', async (status) => {
  const tokens: string[] = [];
  const token = (): string => {
    tokens.push(`t${tokens.length + 1}`);
    return tokens.at(-1)!;
  };
  const scenery = sseScene({ token });
  const { stage, client, servers } = scenery;
  scenery.answer = (connection) => {
    if (connection.request.headers.get('authorization') === 'Bearer t2') connection.open();
    else connection.refuse(status);
  };
  const opened = outcome(client.connect().catch(() => client.connect()));
  await stage.advance(0);
  expect([client.state, tokens, opened.now]).toEqual(['open', ['t1', 't2'], 'resolved']);
  servers[1]!.drop();
  await stage.advance(10_000);
  expect([client.state, tokens.length]).toEqual(['failed', 4]);
  await stage.advance(600_000);
  expect(servers).toHaveLength(4);
});

test.each([
  ['a fixed token', { token: 'fixed' }],
  ['no token', {}],
])('is refused once and for all with %s', async (_, options) => {
  const scenery = sseScene(options);
  scenery.answer = (connection) => connection.refuse(401);
  const errors: string[] = [];
  scenery.client.on('error', ({ error }) => errors.push(error.message));
  void scenery.client.connect();
  await scenery.stage.advance(600_000);
  expect([scenery.client.state, scenery.servers.length]).toEqual(['failed', 1]);
  expect(errors).toEqual(['Failed to connect: Unauthorised (status 401). Check the token.']);
});

test.each([500, 502, 503, 504, 408, 429])('status %d is tried again later', async (status) => {
  const scenery = sseScene({ reconnectDelay: every(1000) });
  scenery.answer = (connection) => connection.refuse(status);
  void scenery.client.connect();
  await scenery.stage.advance(3000);
  expect([scenery.client.state, scenery.servers.length]).toEqual(['waiting', 4]);
});

test.each([400, 404, 410, 301, 206])('status %d is final', async (status) => {
  const scenery = sseScene({ reconnectDelay: every(1000) });
  scenery.answer = (connection) => connection.refuse(status);
  const opened = outcome(scenery.client.connect());
  await scenery.stage.advance(600_000);
  expect([scenery.client.state, scenery.servers.length]).toEqual(['failed', 1]);
  expect(opened.now).toBe('connection-failed');
  expect(scenery.told.at(-1)).toBe('reconnect-failed@0');
});

test.each(['text/html', 'application/json', 'text/event-streams', 'text/event-stream-x'])(
  'content type %s is final, and the error says what is right',
  async (type) => {
    const scenery = sseScene();
    scenery.answer = (connection) => connection.open({ headers: { 'content-type': type } });
    const message = scenery.client.connect().catch((error: Error) => error.message);
    await scenery.stage.advance(0);
    expect(await message).toBe(
      `Failed to connect: Wrong content type (${type}). Make the server answer with text/event-stream.`,
    );
    expect(scenery.client.state).toBe('failed');
    expect(scenery.stage.pending).toEqual(NOTHING_LEFT);
  },
);

test('content types may have parameters and capitals', async () => {
  const scenery = sseScene();
  const type = 'Text/Event-Stream; charset=utf-8';
  scenery.answer = (connection) => connection.open({ headers: { 'content-type': type } });
  void scenery.client.connect();
  await scenery.stage.advance(0);
  expect(scenery.client.state).toBe('open');
});

test('a token function that fails is an attempt that failed', async () => {
  const token = (): never => {
    throw new Error('no session');
  };
  const scenery = sseScene({ token, reconnectDelay: every(1000) });
  void scenery.client.connect();
  await scenery.stage.advance(1000);
  expect(scenery.told).toContain('error connection-failed@1000');
  expect([scenery.client.state, scenery.servers.length]).toEqual(['waiting', 0]);
});
