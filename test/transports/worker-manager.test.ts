import { expect, test } from 'vitest';
import type { Progress } from '../../src/core/row-operation.js';
import { outcome, NOTHING_LEFT, processor, scene, sleeper } from './worker-scene.js';

const rows = [{ n: 2 }, { n: 3 }, { n: 1 }];

test('sorts, filters and aggregates in the worker', async () => {
  const { stage, manager } = scene();
  const sorted = manager.process('sort', rows, { field: 'n', order: 'desc' });
  const filtered = manager.process('filter', rows, { field: 'n', value: 1, operator: 'greater' });
  const aggregated = manager.process('aggregate', rows, { field: 'n' });
  await stage.advance(0);
  expect(await sorted).toEqual([{ n: 3 }, { n: 2 }, { n: 1 }]);
  expect(await filtered).toEqual([{ n: 2 }, { n: 3 }]);
  expect(await aggregated).toEqual({ count: 3, sum: 6, average: 2, min: 1, max: 3 });
  expect(rows).toEqual([{ n: 2 }, { n: 3 }, { n: 1 }]);
});

test('numbers its requests and starts no worker before the first', async () => {
  const { stage, manager, sent, scopes } = scene();
  await stage.advance(0);
  expect(scopes.length).toBe(0);
  void manager.process('sort', [2, 1], { order: 'asc' });
  void manager.process('aggregate', []);
  await stage.advance(0);
  expect(sent()).toEqual([
    { id: 'req-1', type: 'sort', data: [2, 1], options: { order: 'asc' } },
    { id: 'req-2', type: 'aggregate', data: [], options: {} },
  ]);
  expect(scopes.length).toBe(1);
});

test.each([
  ['shuffle', {}, 'unknown-operation', 'Unknown operation type: shuffle.'],
  ['filter', { operator: 'near' }, 'unknown-operator', 'Unknown operator: near.'],
  ['sort', { order: 'up' }, 'unknown-order', 'Unknown order: up.'],
])('passes on what is wrong with %s %j', async (type, options, code, text) => {
  const { stage, manager } = scene();
  const bad = outcome(stage, manager.process(type, [1], options));
  const good = outcome(stage, manager.process('sort', [2, 1]));
  await stage.advance(0);
  expect(bad).toEqual({ code, said: expect.stringContaining(text) as string });
  expect(good.said).toBe('[1,2] @0');
});

test('sends and receives many rows in pieces', async () => {
  const { stage, manager, sent, answered } = scene({ chunkRows: 1000 });
  const many = Array.from({ length: 4500 }, (_, index) => 4500 - index);
  const parts: number[] = [];
  const onPart = (part: readonly unknown[]): void => void parts.push(part.length);
  const call = manager.process('sort', many, {}, { onPart });
  many.length = 0;
  await stage.advance(0);
  const sorted = await call;
  expect([sorted.length, sorted[0], sorted[4499]]).toEqual([4500, 1, 4500]);
  expect(sent()).toMatchObject([
    { id: 'req-1', type: 'sort', data: '1000 items', more: true },
    ...Array.from({ length: 3 }, () => ({ id: 'req-1', data: '1000 items', more: true })),
    { id: 'req-1', data: '500 items', more: false },
  ]);
  expect(answered().filter((reply) => 'next' in (reply as object)).length).toBe(4);
  expect(parts).toEqual(new Array(9).fill(500));
});

test('tells how far the worker is, step by step', async () => {
  const { stage, manager } = scene({}, processor({ slice: 0, pause: 10 }));
  const seen: string[] = [];
  const onProgress = ({ done, total }: Progress): void =>
    void seen.push(`${done}/${total} @${stage.now}`);
  const call = outcome(stage, manager.process('aggregate', new Array(5000), {}, { onProgress }));
  await stage.advance(29);
  expect([seen, call.said]).toEqual([
    ['2000/5000 @0', '4000/5000 @10', '5000/5000 @20'],
    undefined,
  ]);
  await stage.advance(1);
  expect(call.said).toContain('"count":5000');
});

test('a throwing progress or part listener harms nothing', async () => {
  const { stage, manager } = scene({}, processor({ slice: 0 }));
  const fail = (): never => {
    throw new Error('planned');
  };
  const many = new Array<number>(4500).fill(1);
  const call = manager.process('sort', many, {}, { onProgress: fail, onPart: fail });
  await stage.advance(0);
  expect((await call).length).toBe(4500);
  expect(stage.errors.length).toBeGreaterThan(3);
});

test('moves what is to be transferred', async () => {
  const { stage, manager } = scene();
  const numbers = new Float64Array([3, 1, 2]);
  const call = manager.process('sort', numbers, {}, { transfer: [numbers.buffer] });
  expect(numbers.length).toBe(0);
  await stage.advance(0);
  expect(await call).toEqual([1, 2, 3]);
});

test('refuses what cannot be cloned, at any place, and goes on', async () => {
  const { stage, manager } = scene({ chunkRows: 2 });
  const whole = outcome(stage, manager.process('sort', [() => 1]));
  const late = outcome(stage, manager.process('sort', [1, 2, 3, () => 1, 5]));
  const good = outcome(stage, manager.process('sort', [2, 1]));
  await stage.advance(0);
  expect([whole.code, late.code, good.said]).toEqual(['uncloneable', 'uncloneable', '[1,2] @0']);
  expect(late.said).toMatch(/^Failed to process "sort": Uncloneable \(DataCloneError: .*\)\. Send/);
});

test('speaks to workers that know nothing of pieces', async () => {
  const { stage, manager, sent } = scene({ chunkRows: Infinity }, sleeper(5));
  const call = outcome(stage, manager.process('anything', new Array(9000).fill(0), { x: 1 }));
  await stage.advance(5);
  expect([call.said, sent()]).toEqual([
    '"anything" @5',
    [{ id: 'req-1', type: 'anything', data: '9000 items', options: { x: 1 } }],
  ]);
});

test('ignores what it did not ask for', async () => {
  const { stage, manager, scope } = scene({}, sleeper(10));
  const call = outcome(stage, manager.process('wait', 1));
  await stage.advance(0);
  for (const odd of [null, 5, 'x', {}, { id: 'req-7', result: 1 }]) scope().postMessage(odd);
  scope().postMessage({ id: 'req-1', part: 'odd' });
  await stage.advance(10);
  expect(call.said).toBe('"wait" @10');
});

test('leaves nothing behind after the last answer but the worker', async () => {
  const { stage, manager } = scene();
  void manager.process('sort', rows, { field: 'n' });
  await stage.advance(0);
  expect([stage.pending.timers, stage.pending.sockets, manager.pending]).toEqual([0, 1, 0]);
  manager.terminate();
  expect(stage.pending).toEqual(NOTHING_LEFT);
});
