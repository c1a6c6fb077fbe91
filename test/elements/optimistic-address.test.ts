import { expect, test } from 'vitest';
import { control, rows } from '../../stories/optimistic-parts.js';
import { part } from '../../stories/scene-parts.js';
import { optimisticScene } from './optimistic-scene.js';

test('what is being edited in one list is not edited in another', async () => {
  const { stage, list } = await optimisticScene();
  control(list, 'Milk', 'edit').click();
  await stage.advance(0);
  stage.http('/api/others', (_, respond) => respond({ body: [{ id: 'i1', text: 'Ink' }] }));
  list.src = '/api/others';
  await stage.advance(0);
  expect([part(list, 'editor'), rows(list)]).toEqual([null, ['Ink']]);
});

test('attributes that are taken away give the default', async () => {
  const { list } = await optimisticScene();
  for (const name of ['src', 'rollback']) {
    list.setAttribute(name, 'auto');
    list.removeAttribute(name);
  }
  expect([list.src, list.rollback]).toEqual(['/api/items', 'keep']);
});
