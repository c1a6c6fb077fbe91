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

test('return() before the first next() leaves nothing', async () => {
  const { signal } = new AbortController();
  const listeners = countListeners(signal);
  const source = subscription();
  const stream = messageStream(source.subscribe, { signal });
  source.push('never read');
  await stream.return();
  expect([source.subscribers, listeners.size]).toEqual([0, 0]);
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

test('return() ends the next() calls that wait', async () => {
  const source = subscription();
  const stream = messageStream(source.subscribe);
  const waiting = [stream.next(), stream.next(), stream.return()];
  expect(source.subscribers).toBe(0);
  const done = { done: true, value: undefined };
  expect(await Promise.all(waiting)).toEqual([done, done, done]);
});

test('next() calls that wait get the items in their order', async () => {
  const source = subscription();
  const stream = messageStream(source.subscribe);
  const waiting = [stream.next(), stream.next(), stream.next()];
  for (const item of ['a', '', 'c']) source.push(item);
  expect((await Promise.all(waiting)).map(({ value }) => value)).toEqual(['a', '', 'c']);
});

test('a signal leaves nothing of an iteration that nobody reads', () => {
  const controller = new AbortController();
  const source = subscription();
  messageStream(source.subscribe, controller);
  controller.abort();
  expect(source.subscribers).toBe(0);
});

test('a signal that has aborted leaves nothing to read', async () => {
  const source = subscription();
  const stream = messageStream(source.subscribe, { signal: AbortSignal.abort() });
  expect(source.subscribers).toBe(0);
  expect((await stream.next()).done).toBe(true);
});

/** The abort listeners that a signal has from now on. */
function countListeners(signal: AbortSignal): Set<unknown> {
  const listeners = new Set<unknown>();
  signal.addEventListener = (_: string, listener: unknown) => void listeners.add(listener);
  signal.removeEventListener = (_: string, listener: unknown) => void listeners.delete(listener);
  return listeners;
}

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
