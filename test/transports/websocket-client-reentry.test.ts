import { expect, test } from 'vitest';
import { every, NOTHING_LEFT, outcome, scene } from './websocket-scene.js';

const POLICIES = ['shouldReconnect', 'reconnectDelay'] as const;
const STATES = ['connecting', 'open'] as const;

test.each(POLICIES.flatMap((policy) => STATES.map((state) => [policy, state] as const)))(
  '%s may disconnect for good a link lost while %s',
  async (policy, state) => {
    const decide = (): never => {
      scenery.client.disconnect();
      return (policy === 'reconnectDelay' ? 1000 : true) as never;
    };
    const scenery = scene({ [policy]: decide });
    const { stage, client, server, servers, told } = scenery;
    scenery.answer = state === 'open' ? 'accept' : 'refuse';
    const opened = outcome(client.connect());
    await stage.advance(0);
    if (state === 'open') server().drop();
    await stage.advance(600_000);
    expect([client.state, client.connection.attempt, servers.length]).toEqual(['closed', 0, 1]);
    expect(opened.now).toBe(state === 'open' ? 'resolved' : 'closed');
    expect(told.filter((text) => text === 'closed@0')).toHaveLength(1);
    expect(stage.pending).toEqual(NOTHING_LEFT);
  },
);

test('a policy may disconnect and connect anew', async () => {
  const scenery = scene({
    shouldReconnect: () => {
      scenery.client.disconnect();
      void scenery.client.connect();
      return false;
    },
  });
  const { stage, client, server, servers } = scenery;
  await Promise.all([client.connect(), stage.advance(0)]);
  server().drop();
  await stage.advance(0);
  expect([client.state, servers.length]).toEqual(['open', 2]);
  client.disconnect();
  await stage.advance(0);
  expect([client.state, stage.pending]).toEqual(['closed', NOTHING_LEFT]);
});

test('a policy that throws after it disconnected is reported, and changes nothing', async () => {
  const failure = new Error('mine');
  const scenery = scene({
    shouldReconnect: () => {
      scenery.client.disconnect();
      throw failure;
    },
  });
  const { stage, client, server } = scenery;
  await Promise.all([client.connect(), stage.advance(0)]);
  server().drop();
  await stage.advance(600_000);
  expect([client.state, stage.errors]).toEqual(['closed', [failure]]);
});

test.each(STATES)('connect() rejects when a handler of `%s` disconnects', async (state) => {
  const { stage, client } = scene();
  client.addEventListener('statechange', () => {
    if (client.state === state) client.disconnect();
  });
  const opened = outcome(client.connect());
  await stage.advance(1000);
  expect([client.state, opened.now]).toEqual(['closed', 'closed']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('a handler that disconnects while waiting to retry has the last word', async () => {
  const scenery = scene({ reconnectDelay: every(1000) });
  const { stage, client, servers } = scenery;
  scenery.answer = 'refuse';
  client.addEventListener('statechange', () => {
    if (client.state === 'waiting') client.disconnect();
  });
  void client.connect();
  await stage.advance(600_000);
  expect([client.state, servers.length, stage.pending]).toEqual(['closed', 1, NOTHING_LEFT]);
});
