import { expect, test } from 'vitest';
import type { StandardSchema } from '../../src/core/standard-schema.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';
import { scene } from './websocket-scene.js';

test('gives typed handlers the payload and the handlers of everything the whole message', async () => {
  const { stage, client, say } = await open();
  const heard: unknown[] = [];
  client.on('note', (payload, { timestamp }) => heard.push([payload, timestamp]));
  client.on('*', (message) => heard.push(message));
  say('note', { n: 1 });
  await stage.advance(0);
  expect(heard).toEqual([[{ n: 1 }, 0], { type: 'note', payload: { n: 1 }, timestamp: 0 }]);
});

test('keeps pongs to itself', async () => {
  const { stage, client, say } = await open();
  client.on('pong', () => expect.unreachable());
  client.on('*', () => expect.unreachable());
  say('pong');
  await stage.advance(0);
  expect(stage.errors).toEqual([]);
});

test('a handler that throws harms no other', async () => {
  const { stage, client, say } = await open();
  const heard: string[] = [];
  const failure = new Error('mine');
  client.on('note', () => heard.push('first'));
  client.on('note', () => {
    throw failure;
  });
  client.on('note', () => heard.push('third'));
  say('note');
  await stage.advance(0);
  expect(heard).toEqual(['first', 'third']);
  expect(stage.errors).toEqual([failure]);
});

test('unsubscribing removes one registration, at once and safely', async () => {
  const { stage, client, say } = await open();
  const heard: string[] = [];
  const twice = (): void => void heard.push('twice');
  client.on('note', () => {
    heard.push('first');
    stopLast();
    client.on('note', () => heard.push('added'));
  });
  const stop = client.on('note', twice);
  client.on('note', twice);
  const stopLast = client.on('note', () => heard.push('last'));
  stop();
  stop();
  say('note');
  await stage.advance(0);
  expect(heard).toEqual(['first', 'twice']);
});

test.each([
  ['not json', 'unparsable-frame'],
  ['', 'unparsable-frame'],
  ['null', 'malformed-frame'],
  ['[1]', 'malformed-frame'],
  ['{"type":7}', 'malformed-frame'],
  ['{}', 'malformed-frame'],
  [new Uint8Array([1, 2]), 'unexpected-binary'],
  [`"${'x'.repeat(1_048_575)}"`, 'frame-too-large'],
])('reports the frame %.20s as %s and goes on', async (frame, code) => {
  const { stage, client, server, say } = await open();
  const heard: unknown[] = [];
  client.on('error', ({ error }) => heard.push(error.code, error.message.length < 200));
  client.on('note', (payload) => heard.push(payload));
  server().send(frame);
  say('note', 'next');
  await stage.advance(0);
  expect(heard).toEqual([code, true, 'next']);
});

test('types that are names of Object.prototype are types like any other', async () => {
  const { stage, client, server } = await open({ schemas: {} });
  const heard: string[] = [];
  for (const type of ['__proto__', 'constructor', 'toString']) {
    client.on(type, () => heard.push(type));
    server().send(`{"type":"${type}","payload":{"__proto__":{"polluted":true}}}`);
  }
  await stage.advance(0);
  expect(heard).toEqual(['__proto__', 'constructor', 'toString']);
  expect('polluted' in {}).toBe(false);
});

test('delivers a message with an id once, messages without as they come', async () => {
  const { stage, client, say } = await open({ dedupeWindow: 2 });
  const heard: unknown[] = [];
  client.on('note', (payload) => heard.push(payload));
  const ids = ['a', 'a', 'b', 'c', 'b', 'd', 'e', 'f', 'a', undefined, undefined, null, null];
  for (const id of ids) say('note', id, { id });
  await stage.advance(0);
  expect(heard).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'a', {}, {}, null, null]);
});

test('tells of payloads that do not meet their schema, and delivers what the schema makes', async () => {
  const number = schema((value) =>
    typeof value === 'string' ? { value: Number(value) } : { issues: [{ message: 'no text' }] },
  );
  const broken = schema(() => {
    throw new Error('broken schema');
  });
  const { stage, client, say } = await open({ schemas: { number, broken } });
  const heard: unknown[] = [];
  client.on('*', ({ type, payload }) => heard.push([type, payload]));
  client.addEventListener('invalid', ({ message, issues }) =>
    heard.push(['invalid', message.type, issues[0]!.message]),
  );
  say('number', '7');
  say('number', 7);
  say('broken', 1);
  say('free', 1);
  await stage.advance(0);
  expect(heard).toEqual([
    ['number', 7],
    ['invalid', 'number', 'no text'],
    ['invalid', 'broken', 'Error: broken schema'],
    ['free', 1],
  ]);
});

test('keeps the order while an asynchronous schema takes its time, and bounds what waits', async () => {
  const answers: (() => void)[] = [];
  const slow = schema((value) => new Promise((done) => answers.push(() => done({ value }))));
  const { stage, client, say, told } = await open({ schemas: { slow } });
  const heard: unknown[] = [];
  client.on('*', ({ type }) => heard.push(type));
  say('slow');
  for (let n = 0; n < 1000; n++) say('quick');
  await stage.advance(0);
  expect([heard.length, told.at(-1)]).toEqual([0, 'error inbound-full@0']);
  answers[0]!();
  await stage.advance(1);
  expect([heard[0], heard[1], heard.length]).toEqual(['slow', 'quick', 1000]);
});

async function open(options: WebSocketClientOptions = {}): Promise<ReturnType<typeof scene>> {
  const scenery = scene(options);
  await Promise.all([scenery.client.connect(), scenery.stage.advance(0)]);
  return scenery;
}

function schema(validate: StandardSchema['~standard']['validate']): StandardSchema {
  return { '~standard': { version: 1, vendor: 'test', validate } };
}
