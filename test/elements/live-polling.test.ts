import { expect, test } from 'vitest';
import { text, need } from '../../stories/scene-parts.js';
import { asks, ids, liveScene, loaded, rows, SRC } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

test.each([
  ['0', [0]],
  ['1', [0, 1000, 2000, 3000]],
  ['999', [0, 1000, 2000, 3000]],
  ['1500', [0, 1500, 3000]],
])('with an interval of %s ms it asks at %j', async (interval, expected) => {
  const scene = await loaded({ interval });
  await scene.stage.advance(3000);
  expect(asks(scene)).toEqual(expected);
});

test('it rests from an answer on, not from a question on', async () => {
  const scene = liveScene();
  scene.answer = { body: [], delay: 400 };
  scene.add({ ...SRC, interval: '1000' });
  await scene.stage.advance(2800);
  expect(asks(scene)).toEqual([0, 1400, 2800]);
});

test.each([
  ['interval', 'often', '"NaN"). Use ms, or 0 for no polling; 0 is used.'],
  ['max-items', '-1', '"-1"). Use a number; 100 is used.'],
  ['retry-delay', 'soon', '"soon"). Use "min,max" in ms; 3000,30000 is used.'],
])('%s="%s" is reported, and nothing else is lost', async (name, value, expected) => {
  const scene = liveScene();
  const element = scene.add({ ...SRC, [name]: value });
  const errors = eventsOf(element, 'live-data-error');
  await scene.stage.advance(0);
  expect(errors.map(({ error }) => error.message)).toEqual([
    `Failed to read ${name}: Invalid attribute (${expected}`,
  ]);
  expect([element.status, ids(element)]).toEqual(['live', ['a', 'b']]);
});

test('after failures it waits longer and longer, each time by a draw from the whole window', async () => {
  const scene = liveScene();
  scene.answer = undefined;
  scene.add({ ...SRC, 'retry-delay': '1000,4000' });
  await scene.stage.advance(200_000);
  const times = asks(scene);
  const delays = times.slice(1).map((time, index) => time - times[index]!);
  expect(delays.length).toBeGreaterThan(50);
  expect(delays.every((delay, n) => delay <= Math.min(1000 * (n + 1), 4000))).toBe(true);
  expect(Math.min(...delays.slice(4))).toBeLessThan(400);
  expect(Math.max(...delays.slice(4))).toBeGreaterThan(3600);
});

test('Retry-After is obeyed by everybody: after a failure, an answer, and a click', async () => {
  const scene = await loaded({ interval: '1000' });
  const { element, stage } = scene;
  scene.answer = { status: 429, headers: { 'retry-after': '30' } };
  await stage.advanceTo(1000);
  scene.answer = { body: rows('c'), headers: { 'retry-after': '10' } };
  need(element, 'retry').click();
  await stage.advanceTo(30_999);
  expect([asks(scene), text(need(element, 'retry'))]).toEqual([[0, 1000], 'Retrying…']);
  await stage.advance(1);
  expect([asks(scene), ids(element)]).toEqual([[0, 1000, 31_000], ['c']]);
  void element.refresh();
  await stage.advanceTo(40_999);
  expect(asks(scene)).toHaveLength(3);
  await stage.advance(1);
  expect(asks(scene)).toHaveLength(4);
});

test.each([401, 403, 404, 410])('a refusal with %i is not repeated by itself', async (status) => {
  const scene = liveScene();
  scene.answer = { status };
  const element = scene.add({ ...SRC, interval: '1000' });
  await scene.stage.advance(600_000);
  expect([asks(scene), element.status]).toEqual([[0], 'error']);
  scene.answer = { body: rows('a') };
  need(element, 'retry').click();
  await scene.stage.advance(1000);
  expect([element.status, asks(scene).length]).toEqual(['live', 3]);
});

test('an answer that never comes is given up after thirty seconds', async () => {
  const scene = await loaded();
  const { element, stage } = scene;
  scene.answer = { body: rows('late'), delay: 600_000 };
  const refreshed = element.refresh();
  await stage.advance(29_999);
  expect(element.status).toBe('live');
  await stage.advance(1);
  await expect(refreshed).rejects.toMatchObject({ code: 'no-answer' });
  expect([element.status, ids(element)]).toEqual(['stale', ['a', 'b']]);
});

test.each<[string, object, string]>([
  ['no JSON', { body: '<html>' }, 'unparsable-list'],
  ['no list', { body: { a: 1 } }, 'malformed-list'],
  ['too much', { body: ' '.repeat(2 ** 23 + 1) }, 'answer-too-large'],
])('an answer that is %s is an error, and asked for again', async (_, answer, code) => {
  const scene = liveScene();
  scene.answer = answer;
  const element = scene.add();
  await scene.stage.advance(0);
  expect(element.error?.code).toBe(code);
  scene.answer = { body: rows('a') };
  await scene.stage.advance(3000);
  expect([element.status, element.error]).toEqual(['live', undefined]);
});

test('an answer without content is an empty list', async () => {
  const scene = liveScene();
  scene.answer = { status: 204 };
  const element = scene.add();
  await scene.stage.advance(0);
  expect([element.status, ids(element)]).toEqual(['live', []]);
});
