import { expect, test } from 'vitest';
import { defineCodec } from '../../src/core/codec.js';
import { type Deferred, deferred } from '../../src/core/deferred.js';
import { batchCodec } from '../../src/transports/codecs/batch-codec.js';
import { messagePackCodec } from '../../src/transports/codecs/messagepack-codec.js';
import { codecScene, note } from './codec-scene.js';
import { NOTHING_LEFT } from './websocket-scene.js';

test('a slow codec changes no order, inward or outward', async () => {
  const work: Deferred<void>[] = [];
  const slowly = async <T>(value: T): Promise<T> => {
    const mine = deferred<void>();
    work.push(mine);
    await mine.promise;
    return value;
  };
  const codec = defineCodec({
    name: 'slow',
    encode: (json) => (json.includes('slow') ? slowly(json) : json),
    decode: () => slowly({ type: 'note', payload: 'slow' }),
  });
  const { stage, client, server, frames, heard } = await codecScene([codec]);
  for (const text of ['first', 'slow', 'last']) client.send('note', text);
  server.send(new Uint8Array(1));
  server.send(note('quick'));
  await stage.advance(0);
  expect(frames).toHaveLength(1);
  expect(heard).toEqual([]);
  for (const { resolve } of work) resolve();
  await stage.advance(0);
  expect(
    frames.map((frame) => (JSON.parse(frame as string) as { payload: string }).payload),
  ).toEqual(['first', 'slow', 'last']);
  expect(heard).toEqual(['slow', 'quick']);
});

test('more frames than a slow codec can take are an error, not a flood of memory', async () => {
  const never = new Promise<never>(() => {});
  const codec = defineCodec({ name: 'stuck', encode: (json) => json, decode: () => never });
  const { stage, server, heard } = await codecScene([codec]);
  for (let count = 0; count < 1001; count++) server.send(new Uint8Array(1));
  await stage.advance(0);
  expect(heard).toEqual(['inbound-full']);
});

test('a pong that is read after the link was lost proves nothing any more', async () => {
  const reading = deferred<unknown>();
  const codec = defineCodec({
    name: 'slow',
    encode: (json) => json,
    decode: () => reading.promise,
  });
  const { stage, client, server } = await codecScene([codec], undefined, {
    heartbeatInterval: 1000,
  });
  const sent = client.send('note', 1);
  await stage.advance(1000);
  server.send(new Uint8Array(1));
  await stage.advance(0);
  server.drop();
  await stage.advance(0);
  reading.resolve({ type: 'pong' });
  await stage.advance(0);
  expect(sent.fate).toBe('failed');
});

test('batches what is sent within the wait, and takes apart what comes batched', async () => {
  const { stage, client, server, frames, heard } = await codecScene([batchCodec({ maxWait: 50 })]);
  for (const n of [1, 2, 3]) client.send('note', n);
  await stage.advance(49);
  expect(frames).toEqual([]);
  await stage.advance(1);
  client.send('note', 4);
  await stage.advance(50);
  expect(frames.map((frame) => JSON.parse(frame as string) as unknown)).toMatchObject([
    { type: 'batch', payload: [{ payload: 1 }, { payload: 2 }, { payload: 3 }] },
    { type: 'note', payload: 4 },
  ]);
  server.send(`{"type":"batch","payload":[${note('a')},7,${note('b')}]}`);
  server.send('not json');
  server.send(note('c'));
  await stage.advance(0);
  expect(heard).toEqual(['a', 'malformed-frame', 'b', 'unparsable-frame', 'c']);
});

test('batches may be encoded as well', async () => {
  const codec = batchCodec({ codec: messagePackCodec(), maxWait: 10 });
  const { stage, client, server, frames, heard } = await codecScene([codec]);
  expect(server.protocols[0]).toBe('tallylight.batch+tallylight.msgpack');
  client.send('note', 1);
  client.send('note', 2);
  await stage.advance(10);
  server.send(frames[0] as Uint8Array);
  await stage.advance(0);
  expect(frames).toHaveLength(1);
  expect(heard).toEqual([1, 2]);
});

test('disconnect() sends the batch that waits and leaves nothing behind', async () => {
  const { stage, client, frames } = await codecScene([batchCodec()]);
  client.send('note', 1);
  client.disconnect();
  await stage.advance(0);
  expect(frames).toHaveLength(1);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});
