import { expect, test } from 'vitest';
import { every, NOTHING_LEFT, outcome, scene } from './websocket-scene.js';

test('asks for a fresh token before every attempt', async () => {
  let count = 0;
  const token = async (): Promise<string> => `t${++count}`;
  const scenery = scene({ token, tokenName: 'access', reconnectDelay: every(1000) });
  scenery.answer = 'refuse';
  void scenery.client.connect();
  await scenery.stage.advance(2500);
  expect(scenery.servers.map(({ url }) => new URL(url).searchParams.get('access'))).toEqual([
    't1',
    't2',
    't3',
  ]);
});

test('offers the token as a subprotocol after its name', async () => {
  const { stage, client, server } = scene({
    protocols: ['tally'],
    token: 'secret',
    tokenIn: 'protocol',
    tokenName: 'bearer',
  });
  void client.connect();
  await stage.advance(0);
  expect(server().protocols).toEqual(['tally', 'bearer', 'secret']);
  expect(server().url).not.toContain('secret');
});

test('sends the token as the first message, ahead of joins and the queue', async () => {
  const { stage, client, received } = scene({ token: 'secret', tokenIn: 'message' });
  client.on('connected', () => client.send('join'));
  client.send('queued');
  void client.connect();
  await stage.advance(0);
  expect(received.map(({ type }) => type)).toEqual(['auth', 'join', 'queued']);
  expect(received[0]!.payload).toEqual({ token: 'secret' });
});

test('resolves a relative URL against the page, http becoming ws', async () => {
  const { stage, client, server } = scene({}, '/live?x=1');
  void client.connect();
  await stage.advance(0);
  expect(server().url).toBe('wss://stage.test/live?x=1');
});

test.each([
  [
    'throws',
    () => {
      throw new Error('no session');
    },
  ],
  ['rejects', () => Promise.reject(new Error('no session'))],
] as const)('a token function that %s is a failed attempt', async (_, token) => {
  const { stage, client, servers } = scene({ token, reconnectDelay: every(1000) });
  const opening = client.connect();
  const rejected = expect(opening).rejects.toMatchObject({
    code: 'connection-failed',
    cause: { message: 'no session' },
  });
  await stage.advance(0);
  await rejected;
  expect([client.state, servers.length]).toEqual(['waiting', 0]);
});

test('a token that never comes runs into the connection timeout', async () => {
  const { stage, client } = scene({ token: () => new Promise(() => {}) });
  const opened = outcome(client.connect());
  await stage.advance(10_000);
  expect(opened.now).toBe('connection-timeout');
});

test('disconnect() while the token is pending ends the attempt', async () => {
  let give = (_: string): void => {};
  const token = (): Promise<string> => new Promise((resolve) => (give = resolve));
  const { stage, client, servers } = scene({ token });
  const opened = outcome(client.connect());
  await stage.advance(0);
  client.disconnect();
  give('late');
  await stage.advance(60_000);
  expect([client.state, opened.now, servers.length]).toEqual(['closed', 'closed', 0]);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test.each([
  ['a bad subprotocol', { tokenIn: 'protocol' as const, token: 'top secret' }, '/ws'],
  ['a bad URL', { token: 'top secret' }, 'ftp://stage.test'],
])('%s is a failed attempt that does not quote the token', async (_, options, url) => {
  const { stage, client } = scene({ ...options, reconnectDelay: every(1000) }, url);
  const errors: unknown[] = [];
  client.on('error', ({ error }) => errors.push(error.message, error.stack, error.cause));
  void client.connect();
  await stage.advance(0);
  expect(client.state).toBe('waiting');
  expect(errors).toHaveLength(3);
  expect(errors.join() + JSON.stringify(client.connection)).not.toMatch(/secret/);
});
