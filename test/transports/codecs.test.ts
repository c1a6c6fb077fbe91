import { decode, encode } from '@msgpack/msgpack';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipCodec } from '../../src/transports/codecs/gzip-codec.js';
import { messagePackCodec } from '../../src/transports/codecs/messagepack-codec.js';
import { codecScene, note, settled } from './codec-scene.js';

const LARGE = 'much the same '.repeat(1000);

test('offers the codecs in their order and plain JSON last', async () => {
  const { server, client } = await codecScene([messagePackCodec(), gzipCodec()]);
  expect(server.protocols).toEqual([
    'tallylight.msgpack',
    'tallylight.gzip+json',
    'tallylight.json',
  ]);
  expect(client.state).toBe('open');
});

test('speaks JSON with a server that selects JSON', async () => {
  const { stage, client, server, frames, heard } = await codecScene(
    [messagePackCodec()],
    'tallylight.json',
  );
  client.send('note', { n: 1 });
  server.send(note({ n: 2 }));
  await stage.advance(0);
  expect(JSON.parse(frames[0] as string)).toMatchObject({ type: 'note', payload: { n: 1 } });
  expect(heard).toEqual([{ n: 2 }]);
});

test('speaks MessagePack both ways, pings included', async () => {
  const { stage, client, server, frames, heard } = await codecScene(
    [messagePackCodec()],
    undefined,
    { heartbeatInterval: 1000 },
  );
  const sent = client.send('note', { text: 'né', list: [1, -2.5, null, true] });
  await stage.advance(1000);
  server.send(encode({ type: 'pong', payload: {}, timestamp: 0 }));
  server.send(encode({ type: 'note', payload: { n: 2 }, timestamp: 0 }));
  await stage.advance(0);
  expect(frames.map((frame) => decode(frame as Uint8Array))).toMatchObject([
    { type: 'note', payload: { text: 'né', list: [1, -2.5, null, true] } },
    { type: 'ping' },
  ]);
  expect(heard).toEqual([{ n: 2 }]);
  expect(sent.fate).toBe('delivered');
});

test('compresses what is large, leaves small things alone, and reads both', async () => {
  const { stage, client, server, frames, heard } = await codecScene([gzipCodec()]);
  client.send('note', LARGE);
  client.send('note', 'small');
  server.send(gzipSync(note(LARGE)));
  server.send(note('small'));
  await settled(stage, () => heard.length === 2 && frames.length === 2);
  expect(frames[0]).toBeInstanceOf(Uint8Array);
  expect(frames[0]!.length).toBeLessThan(400);
  expect(JSON.parse(gunzipSync(frames[0] as Uint8Array).toString())).toMatchObject({
    payload: LARGE,
  });
  expect(JSON.parse(frames[1] as string)).toMatchObject({ payload: 'small' });
  expect(heard).toEqual([LARGE, 'small']);
});

test.each([
  ['MessagePack', messagePackCodec(), encode({ type: 'note', payload: 'next' })],
  ['gzip', gzipCodec(), gzipSync(note('next'))],
])('%s that is none is an error; the next message arrives', async (_, codec, next) => {
  const { stage, server, heard } = await codecScene([codec]);
  server.send(new Uint8Array([0xc1, 2, 3]));
  server.send(new Uint8Array(0));
  server.send(next);
  await settled(stage, () => heard.length === 3);
  expect(heard).toEqual(['undecodable-frame', 'undecodable-frame', 'next']);
});

test('what is no message after decoding is malformed', async () => {
  const { stage, server, heard } = await codecScene([messagePackCodec()]);
  for (const value of [null, 7, [1], { type: 7 }]) server.send(encode(value));
  await stage.advance(0);
  expect(heard).toEqual(Array(4).fill('malformed-frame'));
});

test('a few bytes that stand for very many are cut off', async () => {
  const { stage, server, heard } = await codecScene([gzipCodec()], undefined, {
    maxFrameSize: 10_000,
  });
  server.send(gzipSync(note('x'.repeat(5_000_000))));
  server.send(gzipSync(note('next')));
  await settled(stage, () => heard.length === 2);
  expect(heard).toEqual(['frame-too-large', 'next']);
});

test('a header that promises four billion elements is no use', async () => {
  const { stage, server, heard } = await codecScene([messagePackCodec()]);
  server.send(new Uint8Array([0xdd, 0xff, 0xff, 0xff, 0xff, 0x01]));
  await stage.advance(0);
  expect(heard).toEqual(['undecodable-frame']);
});

test('what MessagePack cannot hold goes as JSON', async () => {
  const { stage, client, frames } = await codecScene([messagePackCodec()]);
  let deep: unknown = 'end';
  for (let level = 0; level < 200; level++) deep = [deep];
  client.send('note', deep);
  await stage.advance(0);
  expect(JSON.parse(frames[0] as string)).toMatchObject({ type: 'note' });
});

test('a payload with a key that MessagePack readers refuse goes as JSON', async () => {
  const { stage, client, server, frames, heard } = await codecScene([messagePackCodec()]);
  const payload: unknown = JSON.parse('{"__proto__": {"admin": true}}');
  client.send('note', payload);
  await stage.advance(0);
  expect(JSON.parse(frames[0] as string)).toMatchObject({ type: 'note' });
  expect(frames[0]).toContain('"__proto__":{"admin":true}');
  server.send(frames[0]!);
  await stage.advance(0);
  expect(JSON.stringify(heard)).toBe('[{"__proto__":{"admin":true}}]');
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});
