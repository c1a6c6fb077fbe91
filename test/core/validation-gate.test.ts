import { expect, test } from 'vitest';
import type { StandardSchema } from '../../src/core/standard-schema.js';
import { createValidationGate } from '../../src/core/validation-gate.js';

test('a burst behind a schema that answers at once is heard whole, and at once', () => {
  const { take, heard } = gate({ note: schema((value) => ({ value })) });
  for (let n = 0; n < 1500; n++) take('note', n);
  expect(heard).toHaveLength(1500);
});

test('what a schema must think about keeps its place among the others', async () => {
  let decide = (): void => {};
  const slow = schema((value) => new Promise((resolve) => (decide = () => resolve({ value }))));
  const { take, heard } = gate({ slow, note: schema((value) => ({ value })) });
  take('note', 1);
  take('slow', 2);
  take('note', 3);
  take('free', 4);
  expect(heard).toEqual(['note 1']);
  decide();
  await Promise.resolve().then(() => new Promise<void>(queueMicrotask));
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual(['note 1', 'slow 2', 'note 3', 'free 4']);
  take('note', 5);
  expect(heard.at(-1)).toBe('note 5');
});

test('only what really waits is bounded', () => {
  const never = schema(() => new Promise(() => undefined));
  const { take, heard } = gate({ never });
  for (let n = 0; n < 1001; n++) take('never', n);
  expect(heard).toEqual(['error inbound-full']);
});

test('a schema that throws, or rejects, makes the message invalid and harms no other', async () => {
  const throws = schema(() => {
    throw new Error('broken');
  });
  const rejects = schema(() => Promise.reject(new Error('late')));
  const { take, heard } = gate({ throws, rejects });
  take('throws', 1);
  take('rejects', 2);
  take('free', 3);
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual(['invalid throws Error: broken', 'invalid rejects Error: late', 'free 3']);
});

function schema(validate: StandardSchema['~standard']['validate']): StandardSchema {
  return { '~standard': { version: 1, vendor: 'test', validate } };
}

function gate(schemas: Record<string, StandardSchema>) {
  const heard: string[] = [];
  const receive = createValidationGate(
    schemas,
    ({ type, payload }) => heard.push(`${type} ${String(payload)}`),
    ({ type }, [issue]) => heard.push(`invalid ${type} ${issue?.message}`),
    ({ code }) => heard.push(`error ${code}`),
  );
  return {
    heard,
    take: (type: string, payload: unknown) => receive({ type, payload, timestamp: 0 }),
  };
}
