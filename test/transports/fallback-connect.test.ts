import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { FallbackSource } from '../../src/transports/fallback-source.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { twoWays } from './fallback-scene.js';
import { every, NOTHING_LEFT, outcome } from './websocket-scene.js';

test('connect() in an outage tries at once, and resolves when something is open', async () => {
  const { stage, source, world, servers, requests } = twoWays();
  source.retain();
  await stage.advance(0);
  world.websocket = false;
  servers[0]!.drop();
  await stage.advance(10);
  expect(source.state).toBe('waiting');
  const connected = outcome(source.connect());
  await stage.advance(0);
  expect([requests.at(-1), connected.now]).toEqual(['ws@10', 'pending']);
  world.websocket = true;
  await stage.advance(1000);
  expect([source.state, connected.now]).toEqual(['open', 'resolved']);
});

test.each(['connect', 'retain'] as const)(
  '%s() begins anew when everything had failed',
  async (call) => {
    const { stage, source, world } = twoWays({ websocket: false, sse: { status: 404 } });
    const first = outcome(source.connect());
    await stage.advance(5000);
    expect([source.state, first.now]).toEqual(['failed', 'connection-failed']);
    world.websocket = true;
    const again = call === 'connect' ? outcome(source.connect()) : source.retain();
    await stage.advance(0);
    expect(source.state).toBe('open');
    if ('now' in again) expect(again.now).toBe('resolved');
  },
);

test('connect() makes a new connection after the server has said goodbye', async () => {
  const stage = new Stage();
  const { runtime } = stage;
  let count = 0;
  stage.websocket('/ws', (server) => {
    count++;
    server.accept();
    if (count === 1) server.close(1000);
  });
  const source = new FallbackSource([new WebSocketClient('/ws', { runtime })], { runtime });
  source.retain();
  await stage.advance(0);
  expect(source.state).toBe('closed');
  const connected = outcome(source.connect());
  await stage.advance(0);
  expect([source.state, connected.now, count]).toEqual(['open', 'resolved', 2]);
});

test('connect() is rejected when the only source is ended by the server', async () => {
  const stage = new Stage();
  const { runtime } = stage;
  stage.sse('/sse', (connection) => connection.refuse(204));
  const source = new FallbackSource([new SSEClient('/sse', { runtime })], { runtime });
  const connected = outcome(source.connect());
  await stage.advance(0);
  expect([source.state, connected.now]).toEqual(['closed', 'closed']);
});

test('who aborts withdraws, and the last one ends the attempt', async () => {
  const { stage, source } = twoWays({ websocket: false, sse: false });
  const [one, other] = [new AbortController(), new AbortController()];
  const [first, second] = [outcome(source.connect(one)), outcome(source.connect(other))];
  await stage.advance(0);
  one.abort();
  await stage.advance(0);
  expect([source.state, first.now, second.now]).toEqual(['waiting', 'aborted', 'pending']);
  other.abort();
  await stage.advance(0);
  expect([source.state, second.now]).toEqual(['closed', 'aborted']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect(await outcomeOf(source.connect({ signal: AbortSignal.abort() }))).toBe('aborted');
});

test('an abort after it has opened ends nothing', async () => {
  const { stage, source } = twoWays();
  const controller = new AbortController();
  void source.connect(controller);
  await stage.advance(0);
  controller.abort();
  await stage.advance(1000);
  expect(source.state).toBe('open');
});

test('says that it connects even where somebody else does already', async () => {
  const { stage, source, websocket, told } = twoWays();
  websocket.retain();
  expect(websocket.state).toBe('connecting');
  source.retain();
  expect(told).toEqual(['connecting@0']);
  await stage.advance(0);
  expect(told).toEqual(['connecting@0', 'open@0']);
});

test('takes a better source that is open already', async () => {
  const { stage, source, websocket } = twoWays();
  void websocket.connect();
  await stage.advance(0);
  source.retain();
  expect([source.state, source.active === websocket]).toEqual(['open', true]);
});

test('disconnect() fails what waits in the outbox, as a WebSocketClient does', async () => {
  const { stage, source, websocket, world, received } = twoWays({ websocket: false });
  source.retain();
  await stage.advance(3000);
  source.send('note');
  expect(websocket.connection.unsent).toBe(1);
  source.disconnect();
  world.websocket = true;
  await stage.advance(0);
  void source.connect();
  await stage.advance(1000);
  expect([source.connection.unsent, received]).toEqual([0, []]);
});

test('retry() tries the source in use again, and those above it', async () => {
  const { stage, source, requests } = twoWays(
    { websocket: false, sse: false },
    {},
    { stream: { reconnectDelay: every(50_000) } },
  );
  source.retain();
  await stage.advance(10_000);
  requests.length = 0;
  source.retry();
  await stage.advance(0);
  expect(requests.sort()).toEqual(['sse@10000', 'ws@10000']);
});

async function outcomeOf(promise: Promise<void>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    (error: { code?: string }) => error.code,
  );
}
