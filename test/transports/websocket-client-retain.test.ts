import { expect, test } from 'vitest';
import { every, NOTHING_LEFT, scene } from './websocket-scene.js';

test('the first lease connects, the last one to leave disconnects', async () => {
  const { stage, client, servers } = scene();
  const leases = [client.retain(), client.retain()];
  await stage.advance(0);
  expect([client.state, servers.length]).toEqual(['open', 1]);
  leases[0]!();
  leases[0]!();
  await stage.advance(0);
  expect(client.state).toBe('open');
  leases[1]!();
  await stage.advance(0);
  expect([client.state, stage.pending]).toEqual(['closed', NOTHING_LEFT]);
});

test('letting go and taking hold in one task changes nothing', async () => {
  const { stage, client, servers, told } = scene();
  const release = client.retain();
  await stage.advance(0);
  release();
  client.retain();
  await stage.advance(1000);
  expect([client.state, servers.length, told.length]).toEqual(['open', 1, 3]);
});

test('a connection that somebody asked for outlives the leases', async () => {
  const { stage, client } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  client.retain()();
  await stage.advance(0);
  expect(client.state).toBe('open');
  client.disconnect();
  client.retain()();
  await stage.advance(1);
  expect(client.state).toBe('closed');
});

test('lives again when it is retained again', async () => {
  const { stage, client, servers } = scene();
  client.retain()();
  await stage.advance(0);
  client.retain();
  await stage.advance(0);
  expect([client.state, servers.length]).toEqual(['open', 2]);
});

test('does not hurry an attempt that waits', async () => {
  const scenery = scene({ reconnectDelay: every(3000) });
  scenery.answer = 'refuse';
  scenery.client.retain();
  await scenery.stage.advance(1000);
  scenery.client.retain();
  await scenery.stage.advance(0);
  expect(scenery.servers).toHaveLength(1);
});

test('a failed attempt of a lease rejects nowhere', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const scenery = scene({ reconnectDelay: every(1000), maxReconnectAttempts: 2 });
  scenery.answer = 'refuse';
  scenery.client.retain();
  await scenery.stage.advance(5000);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect([scenery.client.state, unhandled]).toEqual(['failed', []]);
});

test.each([
  ['waits', 10],
  ['has given up', 0],
])('trying again while it %s asks for nothing that outlives the leases', async (_, attempts) => {
  const options = { reconnectDelay: every(60_000), maxReconnectAttempts: attempts };
  const scenery = scene(options);
  const { stage, client } = scenery;
  scenery.answer = 'refuse';
  const release = client.retain();
  await stage.advance(1000);
  scenery.answer = 'accept';
  client.retry();
  await stage.advance(0);
  expect(client.state).toBe('open');
  release();
  await stage.advance(0);
  expect([client.state, stage.pending]).toEqual(['closed', NOTHING_LEFT]);
});

test.each(['idle', 'closed'])(
  'trying again does nothing to a connection that is %s',
  async (state) => {
    const { stage, client } = scene();
    if (state === 'closed') client.retain()();
    await stage.advance(0);
    client.retry();
    await stage.advance(1000);
    expect(client.state).toBe(state);
  },
);

test.each([
  ['a lease', 1000],
  ['a lease', 1001],
  ['connect()', 1001],
] as const)(
  'trying again revives what %s holds and the server closed: %i',
  async (holder, code) => {
    const { stage, client, server, servers } = scene();
    if (holder === 'a lease') client.retain();
    else void client.connect();
    await stage.advance(0);
    server().close(code);
    await stage.advance(600_000);
    expect([client.state, servers.length]).toEqual(['closed', 1]);
    client.retry();
    client.retry();
    await stage.advance(0);
    expect([client.state, servers.length]).toEqual(['open', 2]);
  },
);

test.each(['lease', 'nothing'])(
  'after disconnect(), trying again needs a lease: %s',
  async (held) => {
    const { stage, client } = scene();
    if (held === 'lease') client.retain();
    await Promise.all([client.connect(), stage.advance(0)]);
    client.disconnect();
    client.retry();
    await stage.advance(1000);
    expect(client.state).toBe(held === 'lease' ? 'open' : 'closed');
  },
);
