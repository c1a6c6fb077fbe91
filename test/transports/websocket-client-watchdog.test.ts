import { expect, test } from 'vitest';
import { every, NOTHING_LEFT, scene } from './websocket-scene.js';

const retry = { reconnectDelay: every(1000) };

test('pings every interval while open and stops on close', async () => {
  const { stage, client, pings } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  await stage.advance(90_000);
  expect(pings).toEqual([30_000, 60_000, 90_000]);
  client.disconnect();
  await stage.advance(90_000);
  expect(pings).toHaveLength(3);
});

test('pings as the wire format says', async () => {
  const { stage, client, server } = scene({ heartbeatInterval: 100 });
  const frames: unknown[] = [];
  await Promise.all([client.connect(), stage.advance(0)]);
  server().onmessage((data) => frames.push(JSON.parse(data as string)));
  await stage.advance(100);
  expect(frames).toEqual([{ type: 'ping', payload: {}, timestamp: stage.runtime.clock.now() }]);
});

test('any frame is life, even one that cannot be read', async () => {
  const scenery = scene({ ...retry, heartbeatTimeout: 2000 });
  const { stage, client, server } = scenery;
  scenery.pongs = false;
  await Promise.all([client.connect(), stage.advance(30_000)]);
  await stage.advance(1999);
  server().send('not json');
  await stage.advance(10_000);
  expect(client.state).toBe('open');
});

test('replaces a half-open socket without waiting for its close', async () => {
  const { stage, client, server, servers, told } = scene(retry);
  await Promise.all([client.connect(), stage.advance(0)]);
  server().stall();
  await stage.advance(36_000);
  expect(servers).toHaveLength(2);
  expect(told.slice(3)).toEqual([
    'waiting@35000',
    'disconnected 1006 Heartbeat timeout@35000',
    'connecting@36000',
    'open@36000',
    'connected@36000',
  ]);
  servers[0]!.restore();
  servers[0]!.send(JSON.stringify({ type: 'late', payload: {} }));
  client.on('*', () => expect.unreachable());
  await stage.advance(1000);
  expect(client.state).toBe('open');
});

test.each(['focus', 'goOnline', 'pageshow', 'resume', 'show'] as const)(
  'probes when the page wakes up: %s',
  async (signal) => {
    const { stage, client, server, told, pings } = scene(retry);
    await Promise.all([client.connect(), stage.advance(12_000)]);
    if (signal === 'show') stage.page.hide();
    if (signal === 'resume') stage.page.freeze();
    if (signal === 'goOnline') stage.page.goOffline();
    stage.page[signal]();
    await stage.advance(0);
    expect(pings).toEqual([12_000]);
    server().stall();
    stage.page.focus();
    await stage.advance(5000);
    expect(told.at(-1)).toBe('disconnected 1006 Heartbeat timeout@17000');
  },
);

test('has only one probe under way', async () => {
  const { stage, client, server } = scene(retry);
  await Promise.all([client.connect(), stage.advance(12_000)]);
  server().stall();
  for (let n = 0; n < 4; n++) {
    stage.page.focus();
    await stage.advance(1000);
  }
  await stage.advance(1000);
  expect(client.state).toBe('waiting');
  const out = stage.log.entries.filter((entry) => JSON.stringify(entry).includes('ping'));
  expect(out).toHaveLength(1);
});

test('probes afresh after a jump of the clock instead of killing', async () => {
  const { stage, client, pings, told } = scene(retry);
  await Promise.all([client.connect(), stage.advance(1000)]);
  stage.cue('clock', { do: 'jump', by: 3_600_000 });
  await stage.advance(4000);
  expect(pings).toEqual([5000]);
  await stage.advance(10_000);
  expect([client.state, told]).toEqual(['open', ['connecting@0', 'open@0', 'connected@0']]);
});

test('a jump while a ping is out gives the server a full deadline more, once', async () => {
  const { stage, client, server } = scene(retry);
  await Promise.all([client.connect(), stage.advance(0)]);
  server().stall();
  await stage.advance(32_000);
  stage.cue('clock', { do: 'jump', by: 3_600_000 });
  await stage.advance(7999);
  expect(client.state).toBe('open');
  await stage.advance(1);
  expect(client.state).toBe('waiting');
});

test('with an interval of 0 it neither pings nor probes', async () => {
  const { stage, client, pings } = scene({ heartbeatInterval: 0 });
  await Promise.all([client.connect(), stage.advance(0)]);
  stage.page.focus();
  stage.page.pageshow();
  await stage.advance(600_000);
  expect([client.state, pings]).toEqual(['open', []]);
});

test('leaves nothing behind on a page that sleeps and wakes', async () => {
  const { stage, client } = scene(retry);
  await Promise.all([client.connect(), stage.advance(0)]);
  stage.page.freeze();
  await stage.advance(100_000);
  stage.page.resume();
  await stage.advance(100_000);
  expect(client.state).toBe('open');
  client.disconnect();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});
