import { expect, test } from 'vitest';
import { need, part, text } from '../../stories/scene-parts.js';
import { add, alerted, control, rewrite, row, rows } from '../../stories/optimistic-parts.js';
import { optimisticScene } from './optimistic-scene.js';

test('shows an item at once, and as the server has it when it has answered', async () => {
  const { stage, list, server, settled } = await optimisticScene();
  expect(rows(list)).toEqual(['Milk', 'Bread']);
  add(list, 'Eggs');
  await stage.advance(0);
  expect(rows(list)).toEqual(['Milk', 'Bread', 'Eggs (pending)']);
  await stage.advance(199);
  expect(rows(list)[2]).toBe('Eggs (pending)');
  await stage.advance(1);
  expect(rows(list)).toEqual(['Milk', 'Bread', 'Eggs']);
  expect(list.items.map(({ id }) => id)).toEqual(['i1', 'i2', 'i3']);
  expect([server.texts, settled]).toEqual([['Milk', 'Bread', 'Eggs'], ['add delivered']]);
});

test('one that fails is taken back with a word, and no other is touched', async () => {
  const plan = ({ text }: { text: string }) =>
    text === 'Fish' ? { status: 422, delay: 100 } : { delay: 300 };
  const { stage, list, settled } = await optimisticScene({ plan });
  add(list, 'Eggs', 'Fish', 'Salt');
  await stage.advance(100);
  expect(rows(list).slice(2)).toEqual(['Eggs (pending)', 'Fish (failed)', 'Salt (pending)']);
  expect(text(control(list, 'Fish', 'error'))).toContain('Failed to add item');
  expect(alerted(list)).toBe('Failed to add item: Fish');
  expect(list.items.map((item) => item.text)).toEqual(['Milk', 'Bread', 'Eggs', 'Salt']);
  await stage.advance(200);
  expect(rows(list).slice(2)).toEqual(['Eggs', 'Fish (failed)', 'Salt']);
  expect(settled).toEqual(['add failed', 'add delivered', 'add delivered']);
});

test('an edit shows at once, and the server’s text again when it fails', async () => {
  const plan = ({ method }: { method: string }) => (method === 'PATCH' ? { status: 403 } : {});
  const { stage, list } = await optimisticScene({ plan });
  control(list, 'Milk', 'edit').click();
  await stage.advance(0);
  rewrite(list, 'Oat milk');
  await stage.advance(0);
  expect(rows(list)[0]).toBe('Oat milk (pending)');
  await stage.advance(200);
  expect(rows(list)[0]).toBe('Milk (failed)');
  expect(text(control(list, 'Milk', 'error'))).toContain('Failed to save item Yours: Oat milk');
  control(list, 'Milk', 'discard').click();
  await stage.advance(0);
  expect(rows(list)[0]).toBe('Milk');
});

test('an item that is removed goes at once, and comes back when that fails', async () => {
  const plan = ({ id }: { id: string }) => (id === 'i1' ? { status: 403 } : {});
  const { stage, list, server } = await optimisticScene({ plan });
  control(list, 'Milk', 'remove').click();
  control(list, 'Bread', 'remove').click();
  await stage.advance(0);
  expect(text(need(list, 'list'))).toBe('');
  await stage.advance(200);
  expect(rows(list)).toEqual(['Milk (failed)']);
  expect(alerted(list)).toBe('Failed to remove item: Milk');
  expect(server.texts).toEqual(['Milk']);
});

test('edits of one item go out one after the other, the later ones together', async () => {
  const { stage, list, server } = await optimisticScene();
  list.edit('i1', { text: 'a' });
  list.edit('i1', { text: 'b' });
  list.edit('i1', { text: 'c' });
  list.edit('i2', { text: 'd' });
  await stage.advance(1000);
  expect(server.log).toEqual(['PATCH i1 a @1000', 'PATCH i2 d @1000', 'PATCH i1 c @1200']);
  expect(rows(list)).toEqual(['c', 'd']);
});

test('no more requests are under way than allowed', async () => {
  const { stage, list, server } = await optimisticScene({}, { parallel: 2 });
  add(list, 'a', 'b', 'c');
  await stage.advance(1000);
  expect(server.log).toEqual(['POST a @1000', 'POST b @1000', 'POST c @1200']);
});

test('a list that cannot be loaded says so, and loads when it is asked to', async () => {
  let status: number | undefined = 500;
  const { stage, list } = await optimisticScene({ plan: () => (status ? { status } : {}) });
  expect(text(part(list, 'load-error'))).toContain('Failed to load the list');
  expect([part(list, 'empty'), part(list, 'skeleton')]).toEqual([null, null]);
  status = undefined;
  need(list, 'reload').click();
  await stage.advance(200);
  expect([rows(list), part(list, 'load-error')]).toEqual([['Milk', 'Bread'], null]);
});

test('the row of a new item stays the same when the server gives it an id', async () => {
  const { stage, list } = await optimisticScene();
  add(list, 'Eggs');
  await stage.advance(0);
  const before = row(list, 'Eggs');
  control(list, 'Eggs', 'edit').focus();
  await stage.advance(500);
  expect(list.items[2]?.id).toBe('i3');
  expect([row(list, 'Eggs'), list.shadowRoot?.activeElement]).toEqual([
    before,
    control(list, 'Eggs', 'edit'),
  ]);
});
