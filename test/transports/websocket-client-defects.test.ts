import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { every, NOTHING_LEFT, outcome, scene } from './websocket-scene.js';

test('disconnect() while connecting ends the attempt for good', async () => {
  const scenery = scene();
  const { stage, client, servers, told } = scenery;
  scenery.answer = 'hang';
  const opened = outcome(client.connect());
  await stage.advance(500);
  client.disconnect();
  await stage.advance(0);
  expect([client.state, opened.now]).toEqual(['closed', 'closed']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  await stage.advance(600_000);
  expect(servers).toHaveLength(1);
  expect(told).toEqual(['connecting@0', 'closed@500']);
});

test('a second connect() does not resolve before the socket is open', async () => {
  const scenery = scene();
  const { stage, client, server } = scenery;
  scenery.answer = 'hang';
  const first = outcome(client.connect());
  await stage.advance(700);
  const second = outcome(client.connect());
  await stage.advance(1);
  expect([first.now, second.now, client.isConnected()]).toEqual(['pending', 'pending', false]);
  server().accept();
  await stage.advance(0);
  expect([first.now, second.now, client.isConnected()]).toEqual(['resolved', 'resolved', true]);
});

test.each(['connected', 'disconnected', 'error', 'reconnect-failed', '*'])(
  'a frame of the type %s reaches only the handlers of everything, once',
  async (type) => {
    const { stage, client, say } = scene();
    await Promise.all([client.connect(), stage.advance(0)]);
    const heard: unknown[] = [];
    if (type !== '*') client.on(type as 'connected', () => heard.push('lifecycle'));
    if (type !== '*') client.addEventListener(type, () => heard.push('event'));
    client.on('*', (message) => heard.push(message.type));
    say(type, { code: 1000, reason: 'forged', error: new Error() });
    await stage.advance(0);
    expect(heard).toEqual([type]);
    expect(client.isConnected()).toBe(true);
  },
);

test('the token joins the query that the URL has', async () => {
  const { stage, client, server } = scene({ token: 'a+b/c=&d' }, 'wss://stage.test/ws?room=7');
  void client.connect();
  await stage.advance(0);
  const { searchParams, href } = new URL(server().url);
  expect([...searchParams]).toEqual([
    ['room', '7'],
    ['token', 'a+b/c=&d'],
  ]);
  expect(href.match(/\?/g)).toHaveLength(1);
});

test('a socket that timed out is closed, and its late opening changes nothing', async () => {
  const scenery = scene({ reconnectDelay: every(60_000) });
  const { stage, client, server, told } = scenery;
  scenery.answer = 'hang';
  void client.connect();
  await stage.advance(10_000);
  server().accept();
  await stage.advance(0);
  expect(client.state).toBe('waiting');
  expect(stage.pending.sockets).toBe(0);
  expect(told).toEqual(['connecting@0', 'waiting@10000', 'error connection-timeout@10000']);
});

test('a ping that nobody answers has a deadline', async () => {
  const { stage, client, server, told } = scene({ reconnectDelay: every(1000) });
  await Promise.all([client.connect(), stage.advance(0)]);
  server().stall();
  await stage.advance(34_999);
  expect(client.state).toBe('open');
  await stage.advance(1);
  expect(told.slice(-2)).toEqual(['waiting@35000', 'disconnected 1006 Heartbeat timeout@35000']);
});

test('no two clients retry at the same moment', async () => {
  const moments = new Set<number | undefined>();
  for (let seed = 0; seed < 5; seed++) {
    const scenery = scene();
    scenery.answer = 'refuse';
    for (let draw = 0; draw < seed; draw++) scenery.stage.runtime.random();
    void scenery.client.connect();
    await scenery.stage.advance(0);
    moments.add(scenery.client.connection.retryAt);
  }
  expect(moments.size).toBe(5);
});

test('what `connected` handlers send joins again after every reconnect, ahead of the queue', async () => {
  const { stage, client, server, received } = scene({ reconnectDelay: every(1000) });
  client.on('connected', () => client.send('join', { room: 7 }));
  await Promise.all([client.connect(), stage.advance(0)]);
  server().drop();
  await stage.advance(0);
  client.send('note', { text: 'written offline' });
  await stage.advance(1000);
  expect(received.map(({ type }) => type)).toEqual(['join', 'join', 'note']);
});

test('nothing in the client reads process.env', async () => {
  for (const file of ['websocket-client', 'connection', 'socket-link', 'browser-runtime']) {
    const source = await readFile(`src/transports/${file}.ts`, 'utf8');
    expect(source).not.toMatch(/\bprocess\b/);
  }
});
