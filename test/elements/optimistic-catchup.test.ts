import { expect, test } from 'vitest';
import { rows, said } from '../../stories/optimistic-parts.js';
import { optimisticScene } from './optimistic-scene.js';

test('what others did during an outage is known before what waited goes out', async () => {
  const { stage, list, server } = await optimisticScene();
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  list.edit('i1', { text: 'Oat milk' });
  list.edit('i2', { text: 'Rye bread' });
  await stage.advance(1000);
  server.other('updated', { id: 'i1', text: 'Almond milk' });
  stage.cue('updates', { do: 'restore' });
  await stage.advance(3000);
  expect([rows(list), server.texts]).toEqual([
    ['Oat milk (conflict)', 'Rye bread'],
    ['Almond milk', 'Rye bread'],
  ]);
  expect(said(list)).toBe('Somebody else changed this item: Almond milk');
});
