import { expect, test } from 'vitest';
import type { Asked, Fate } from '../../stories/item-server.js';
import { add, alerted, control, rows, said } from '../../stories/optimistic-parts.js';
import { part, text } from '../../stories/scene-parts.js';
import { optimisticScene } from './optimistic-scene.js';

test('what waits for too long says so, and is not lost', async () => {
  const { stage, list, settled } = await optimisticScene({}, { outbox: { maxAge: 10_000 } });
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  add(list, 'Eggs');
  await stage.advance(9999);
  expect(rows(list)[2]).toBe('Eggs (waiting)');
  await stage.advance(1);
  expect(text(control(list, 'Eggs', 'error'))).toContain('Failed to add item · Waited too long');
  expect(settled).toEqual(['add expired']);
  stage.cue('updates', { do: 'restore' });
  await stage.advance(1000);
  control(list, 'Eggs', 'retry').click();
  await stage.advance(500);
  expect(rows(list)[2]).toBe('Eggs');
});

test.each([
  ['drop-oldest', ['a (failed)', 'b (waiting)', 'c (waiting)']],
  ['drop-newest', ['a (waiting)', 'b (waiting)', 'c (failed)']],
  ['reject', ['a (waiting)', 'b (waiting)']],
] as const)('a full outbox obeys the policy %s', async (policy, expected) => {
  const { stage, list } = await optimisticScene({}, { outbox: { maxCount: 2, policy } });
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  add(list, 'a', 'b', 'c');
  await stage.advance(0);
  expect(rows(list).slice(2)).toEqual(expected);
  expect(text(part(list, 'notice'))).toContain('Too many changes are waiting');
});

test.each(['keep', 'auto'] as const)(
  'does not say that all is saved when the server refuses what waited (%s)',
  async (rollback) => {
    const plan = ({ method }: Asked): Fate => (method === 'POST' ? { status: 422 } : {});
    const { stage, list } = await optimisticScene({ plan }, { rollback });
    stage.cue('updates', { do: 'refuse' });
    stage.cue('updates', { do: 'drop' });
    await stage.advance(0);
    add(list, 'Eggs');
    await stage.advance(10_000);
    stage.cue('updates', { do: 'restore' });
    await stage.advance(3000);
    expect([alerted(list), said(list)]).toEqual(['Failed to add item: Eggs', '']);
  },
);

test('what waits for a source goes out when there is none any more', async () => {
  const { stage, list, server } = await optimisticScene();
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  add(list, 'Eggs');
  await stage.advance(1000);
  list.source = undefined;
  await stage.advance(200);
  expect([server.texts, rows(list)[2]]).toEqual([['Milk', 'Bread', 'Eggs'], 'Eggs']);
});

test('what is added after a failure has all its tries', async () => {
  const plan = ({ method }: Asked): Fate => (method === 'POST' ? { lost: 'request' } : {});
  const { stage, list, server } = await optimisticScene({ plan }, { retries: 2 });
  add(list, 'Eggs');
  await stage.advance(60_000);
  add(list, 'Salt');
  await stage.advance(1999);
  expect(rows(list).slice(2)).toEqual(['Eggs (failed)', 'Salt (waiting)']);
  await stage.advance(1);
  expect(rows(list)[3]).toBe('Salt (failed)');
  expect(server.log.filter((line) => line.startsWith('POST Salt'))).toHaveLength(3);
});
