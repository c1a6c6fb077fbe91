import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { createJob } from '../../src/transports/worker-job.js';
import { scene, sleeper } from './worker-scene.js';

test.each([2, 3])('a call that waits keeps its list of %d rows as it was', async (length) => {
  const { stage, manager } = scene({ chunkRows: 2 });
  void manager.process('aggregate', []);
  const list = Array.from({ length }, (_, index) => length - index);
  const sorted = manager.process('sort', list);
  list.fill(0);
  list.length = 1;
  await stage.advance(0);
  expect(await sorted).toEqual([1, 2, 3].slice(0, length));
});

test('rows themselves are cloned when it is their turn', async () => {
  const { stage, manager, sent } = scene({}, sleeper(10));
  void manager.process('first', []);
  const row = { n: 1 };
  void manager.process('second', [row]);
  row.n = 2;
  await stage.advance(20);
  expect(sent().at(-1)).toMatchObject({ type: 'second', data: [{ n: 2 }] });
});

test('rows with something to transfer go in one piece, however many there are', async () => {
  const { stage, manager, sent } = scene({ chunkRows: 2 }, sleeper(10));
  const many = Array.from({ length: 5 }, (_, index) => new Uint8Array([index]));
  const transfer = many.map(({ buffer }) => buffer);
  const call = manager.process('join', many, {}, { transfer });
  expect(many.map(({ length }) => length)).toEqual([0, 0, 0, 0, 0]);
  await stage.advance(10);
  expect(await call).toBe('join');
  expect(sent()).toMatchObject([{ id: 'req-1', type: 'join', data: { length: 5 } }]);
});

test('a call that goes to another worker starts from its beginning', () => {
  const { runtime } = new Stage();
  const request = { id: 'req-1', type: 'sort', data: [5, 4, 3, 2, 1], options: {} };
  const job = createJob(request, 2, 1000, {}, runtime, () => undefined);
  const first = { ...request, data: [5, 4], more: true };
  const next = { id: 'req-1', data: [3, 2], more: true };
  expect([job.message(true), job.message(false)]).toEqual([first, next]);
  expect([job.message(true), job.message(false)]).toEqual([first, next]);
  expect(job.message(false)).toEqual({ id: 'req-1', data: [1], more: false });
});
