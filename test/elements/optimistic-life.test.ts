import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';
import { add, control, row, rows } from '../../stories/optimistic-parts.js';
import { need } from '../../stories/scene-parts.js';
import { NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';
import { optimisticScene } from './optimistic-scene.js';

test('nothing is left after a thousand lists', async () => {
  const { stage, list: first, addList } = await optimisticScene();
  first.remove();
  const listeners = countListeners(window, document, document.documentElement, document.body);
  for (let n = 0; n < 1000; n++) {
    const list = addList();
    if (n % 3 > 0) await list.updateComplete;
    if (n % 200 === 199) {
      await stage.advance(500);
      add(list, 'Eggs');
      control(list, 'Milk', 'edit').click();
      await stage.advance(10);
    }
    list.remove();
  }
  await stage.advance(1000);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect([listeners(), stage.errors]).toEqual([0, []]);
});

test('a list that is moved goes on, and asks for nothing again', async () => {
  const { stage, list, place } = await optimisticScene();
  control(list, 'Bread', 'edit').click();
  add(list, 'Eggs');
  await stage.advance(100);
  (need(list, 'edit-input') as HTMLInputElement).value = 'Rye';
  const asked = stage.log.entries.length;
  const milk = row(list, 'Milk');
  const parent = document.createElement('section');
  place.prepend(parent);
  parent.append(list);
  await stage.advance(0);
  expect([row(list, 'Milk'), rows(list)[2]]).toEqual([milk, 'Eggs (pending)']);
  expect((need(list, 'edit-input') as HTMLInputElement).value).toBe('Rye');
  expect(stage.log.entries).toHaveLength(asked);
  await stage.advance(100);
  expect(rows(list)[2]).toBe('Eggs');
});

test('a list that was away has its changes still, sends them, and catches up', async () => {
  const { stage, list, place, server } = await optimisticScene({}, { parallel: 1 });
  add(list, 'Eggs', 'Salt');
  await stage.advance(0);
  list.remove();
  server.other('removed', { id: 'i1' });
  await stage.advance(60_000);
  expect(server.texts).toEqual(['Bread', 'Eggs']);
  place.append(list);
  await stage.advance(1000);
  expect([rows(list), server.texts]).toEqual([
    ['Bread', 'Eggs', 'Salt'],
    ['Bread', 'Eggs', 'Salt'],
  ]);
});

test('a runtime and a source that come late are used from then on', async () => {
  const { stage, place, source } = await optimisticScene();
  const before = new Stage();
  before.http('*', (_, respond) => respond({ delay: 100, body: [{ id: 'old', text: 'Old' }] }));
  const list = document.createElement('optimistic-list');
  list.runtime = before.runtime;
  place.append(list);
  list.add('Early');
  await before.advance(0);
  Object.assign(list, { runtime: stage.runtime, source });
  await stage.advance(1000);
  await before.advance(1000);
  expect(rows(list).slice(0, 2)).toEqual(['Milk', 'Bread']);
  expect(rows(list)).not.toContain('Old');
  expect(before.pending).toMatchObject({ timers: 0, frames: 0, listeners: 0 });
});

test('a list that is upgraded late has what was set before', async () => {
  const { stage, place, source } = await optimisticScene();
  const list = document.createElement('optimistic-list');
  list.setAttribute('src', '/api/items');
  list.add('Before it was in the page');
  place.append(Object.assign(list, { runtime: stage.runtime, source }));
  await stage.advance(1000);
  expect(rows(list)).toEqual(['Milk', 'Bread', 'Before it was in the page']);
});

test('a clock that jumps by a day, on either side, lets nothing expire', async () => {
  const { stage, list } = await optimisticScene({ plan: () => ({ delay: 500 }) });
  for (const by of [-86_400_000, 172_800_000]) {
    add(list, `By ${by}`);
    stage.cue('clock', { do: 'jump', by });
    await stage.advance(400);
  }
  await stage.advance(1000);
  expect(rows(list).slice(2)).toEqual(['By -86400000', 'By 172800000']);
});
