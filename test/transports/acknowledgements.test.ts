import { expect, test } from 'vitest';
import { scene } from './websocket-scene.js';

const ack = { ack: true } as const;

test.each([
  ['out of stock', 'out of stock'],
  [{ code: 7, message: 'out of stock' }, 'out of stock'],
  [{ code: 7 }, 'a value of type object'],
  ['x'.repeat(1000), 'x'.repeat(200)],
])('a refusal fails with the words of the server: %j', async (error, words) => {
  const { stage, client, told, say } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('order', {}, ack);
  say('ack', { id: sent.id, error });
  await stage.advance(0);
  expect([sent.fate, told.at(-1)]).toEqual(['failed', 'error rejected@0']);
  await expect(sent).rejects.toMatchObject({
    code: 'rejected',
    message: `Failed to send "order": Rejected (${words}). Mend it, or give it up.`,
    cause: { id: sent.id, error },
  });
});

test('acknowledgements are messages like any other, with a place in their stream', async () => {
  const { stage, client, say } = scene();
  const heard: unknown[] = [];
  client.on('ack', (payload) => heard.push(payload));
  await Promise.all([client.connect(), stage.advance(0)]);
  say('ack', { id: 'of nobody' });
  say('ack', null);
  say('ack', { id: 7 });
  await stage.advance(0);
  expect(heard).toEqual([{ id: 'of nobody' }, null, { id: 7 }]);
});

test('other servers acknowledge in other words', async () => {
  const { stage, client, told, say } = scene({
    readAck: ({ type, payload }) => {
      if (type === 'broken') throw new Error('not ours');
      const { ref, reason } = payload as { ref: string; reason?: string };
      return type === 'reply' ? { id: ref, error: reason } : undefined;
    },
  });
  const heard: string[] = [];
  client.on('*', ({ type }) => heard.push(type));
  await Promise.all([client.connect(), stage.advance(0)]);
  const [good, bad] = [client.send('a', {}, ack), client.send('b', {}, ack)];
  say('broken');
  say('reply', { ref: good.id });
  say('reply', { ref: bad.id, reason: 'no' });
  await stage.advance(0);
  expect([good.fate, bad.error?.message]).toEqual([
    'delivered',
    'Failed to send "b": Rejected (no). Mend it, or give it up.',
  ]);
  expect([heard, told.filter((line) => line.startsWith('error')).length]).toEqual([
    ['broken', 'reply', 'reply'],
    2,
  ]);
});
