import { expect, test } from 'vitest';
import type { MessageSource } from '../../src/core/message-source.js';
import { every, NOTHING_LEFT, outcome, scene } from './websocket-scene.js';

test('is a message source', () => {
  const source: MessageSource = scene().client;
  expect(source.connection).toEqual({
    state: 'idle',
    attempt: 0,
    maxAttempts: 10,
    retryAt: undefined,
    unsent: 0,
  });
});

test('goes from idle through connecting to open and tells so', async () => {
  const { stage, client, told } = scene();
  const opened = outcome(client.connect());
  expect(client.state).toBe('connecting');
  await stage.advance(0);
  expect(opened.now).toBe('resolved');
  expect(client.isConnected()).toBe(true);
  expect(told).toEqual(['connecting@0', 'open@0', 'connected@0']);
});

test('gives every caller the same promise while connecting', async () => {
  const { stage, client, servers } = scene();
  expect(client.connect()).toBe(client.connect());
  await stage.advance(0);
  expect(servers).toHaveLength(1);
  expect(outcome(client.connect()).now).toBe('pending');
  await client.connect();
  expect(servers).toHaveLength(1);
});

test('closes with 1000 and the reason "Client disconnect", and leaves nothing behind', async () => {
  const { stage, client, server, told } = scene();
  const closes: unknown[] = [];
  await Promise.all([client.connect(), stage.advance(0)]);
  server().onclose((code, reason) => closes.push([code, reason]));
  client.disconnect();
  expect(client.state).toBe('closed');
  expect(told.slice(-2)).toEqual(['closed@0', 'disconnected 1000 Client disconnect@0']);
  await stage.advance(0);
  expect(closes).toEqual([[1000, 'Client disconnect']]);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  await stage.advance(600_000);
  expect(told).toHaveLength(5);
});

test('stays idle when it is disconnected before it ever connected', () => {
  const { client, told } = scene();
  client.disconnect();
  expect([client.state, told]).toEqual(['idle', []]);
});

test('disconnects while waiting, and no attempt follows', async () => {
  const scenery = scene({ reconnectDelay: every(3000) });
  const { stage, client, servers } = scenery;
  scenery.answer = 'refuse';
  void client.connect();
  await stage.advance(1000);
  expect(client.state).toBe('waiting');
  client.disconnect();
  expect(client.connection).toMatchObject({ state: 'closed', attempt: 0, retryAt: undefined });
  expect(stage.pending).toEqual(NOTHING_LEFT);
  await stage.advance(100_000);
  expect(servers).toHaveLength(1);
});

test('connects at once when asked while waiting, and counts the attempts anew', async () => {
  const scenery = scene({ reconnectDelay: every(3000) });
  const { stage, client } = scenery;
  scenery.answer = 'refuse';
  void client.connect();
  await stage.advance(7000);
  expect(client.connection.attempt).toBe(3);
  scenery.answer = 'accept';
  const opened = outcome(client.connect());
  expect(client.connection).toMatchObject({ state: 'connecting', attempt: 0 });
  await stage.advance(0);
  expect(opened.now).toBe('resolved');
});

test('rejects after a first attempt that failed, and goes on trying', async () => {
  const scenery = scene({ reconnectDelay: every(3000) });
  const { stage, client, told } = scenery;
  scenery.answer = 'refuse';
  const opening = client.connect();
  const failed = expect(opening).rejects.toMatchObject({ code: 'connection-failed' });
  await stage.advance(0);
  await failed;
  await expect(opening).rejects.toThrow('Connection failed');
  scenery.answer = 'accept';
  await stage.advance(3000);
  expect(told).toEqual([
    'connecting@0',
    'waiting@0',
    'error connection-failed@0',
    'connecting@3000',
    'open@3000',
    'connected@3000',
  ]);
});

test('gives up an attempt after the connection timeout, to the millisecond', async () => {
  const scenery = scene({ reconnectDelay: every(3000) });
  const { stage, client } = scenery;
  scenery.answer = 'hang';
  const opening = client.connect();
  const opened = outcome(opening);
  await stage.advance(9999);
  expect([client.state, opened.now]).toEqual(['connecting', 'pending']);
  await stage.advance(1);
  expect([client.state, opened.now]).toEqual(['waiting', 'connection-timeout']);
  await expect(opening).rejects.toThrow('Connection timeout');
});

test('lets a handler disconnect in the midst of connecting', async () => {
  const { stage, client, told } = scene();
  client.on('connected', () => client.disconnect());
  const opened = outcome(client.connect());
  await stage.advance(0);
  expect(told.slice(-2)).toEqual(['closed@0', 'disconnected 1000 Client disconnect@0']);
  expect(opened.now).not.toBe('pending');
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('ends with a using block', async () => {
  const { stage, client } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  client[Symbol.dispose]();
  await stage.advance(0);
  expect([client.state, stage.pending]).toEqual(['closed', NOTHING_LEFT]);
});
