import { expect, test } from 'vitest';
import { messageStream } from '../../src/core/message-stream.js';

test.each(['break', 'return', 'signal'] as const)('is unsubscribed by %s', async (how) => {
  const controller = new AbortController();
  const source = subscription();
  const stream = messageStream(source.subscribe, { signal: controller.signal });
  source.push('a');
  if (how === 'signal') controller.abort();
  for await (const item of stream) {
    expect(item).toBe('a');
    if (how === 'break') break;
    await stream.return();
  }
  expect(source.subscribers).toBe(0);
});

test('is subscribed before it is read', async () => {
  const source = subscription();
  const stream = messageStream(source.subscribe);
  expect(source.subscribers).toBe(1);
  source.push('early');
  expect((await stream.next()).value).toBe('early');
});

function subscription() {
  const pushes = new Set<(item: string) => void>();
  return {
    subscribe(push: (item: string) => void) {
      pushes.add(push);
      return () => void pushes.delete(push);
    },
    push: (item: string) => pushes.forEach((push) => push(item)),
    get subscribers() {
      return pushes.size;
    },
  };
}
