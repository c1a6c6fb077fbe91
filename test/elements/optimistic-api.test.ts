import { html } from 'lit';
import { expect, test } from 'vitest';
import { add, control, listIn, rewrite, rows } from '../../stories/optimistic-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { optimisticScene } from './optimistic-scene.js';

test('what the reader means to do can be done otherwise', async () => {
  const { stage, list, place, server } = await optimisticScene();
  const meant: unknown[] = [];
  place.addEventListener('item-add', (event) => {
    meant.push(event.text);
    event.preventDefault();
  });
  place.addEventListener('item-edit', (event) => {
    meant.push([event.id, event.patch]);
    event.preventDefault();
  });
  place.addEventListener('item-remove', (event) => {
    meant.push(event.id);
    event.preventDefault();
  });
  add(list, 'Eggs');
  control(list, 'Milk', 'edit').click();
  await stage.advance(0);
  rewrite(list, 'Oat milk');
  await stage.advance(0);
  control(list, 'Milk', 'remove').click();
  await stage.advance(1000);
  expect(meant).toEqual(['Eggs', ['i1', { text: 'Oat milk' }], 'i1']);
  expect([rows(list), server.log]).toEqual([['Milk', 'Bread'], []]);
});

test('methods take ids of the server and of the client', async () => {
  const plan = ({ text }: { text: string }) => (text === 'Fish' ? { status: 422 } : {});
  const { stage, list, settled } = await optimisticScene({ plan });
  const eggs = list.add('Eggs')!;
  list.edit(eggs, { text: 'Six eggs' });
  const fish = list.add({ text: 'Fish', aisle: 7 })!;
  expect(list.items[3]).toMatchObject({ id: fish, text: 'Fish', aisle: 7 });
  await stage.advance(1000);
  expect(list.items.map((item) => item.text)).toEqual(['Milk', 'Bread', 'Six eggs']);
  list.edit(fish, { text: 'Tofu' });
  await stage.advance(1000);
  list.remove('i1');
  list.edit('unknown', { text: 'x' });
  list.remove('unknown');
  list.retry('unknown');
  list.discard('unknown');
  await stage.advance(1000);
  expect(rows(list)).toEqual(['Bread', 'Six eggs', 'Tofu']);
  expect(settled).toEqual([
    'add delivered',
    'add failed',
    'edit delivered',
    'add delivered',
    'remove delivered',
  ]);
});

test('what is settled says by which id it is known now', async () => {
  const { stage, list } = await optimisticScene();
  const ids: unknown[] = [];
  list.addEventListener('item-settled', ({ id, clientId }) => ids.push([id, clientId]));
  const key = list.add('Eggs');
  await stage.advance(500);
  expect(ids).toEqual([['i3', key]]);
});

test('an item that was added and removed before it was sent is nobody’s business', async () => {
  const { stage, list, server } = await optimisticScene();
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  list.remove(list.add('Never mind'));
  await stage.advance(0);
  expect([rows(list), part(list, 'waiting'), server.log]).toEqual([['Milk', 'Bread'], null, []]);
});

test('what is no item is reported and adds nothing', async () => {
  const { stage, list } = await optimisticScene();
  const problems: string[] = [];
  list.addEventListener('item-invalid', ({ problem }) => problems.push(problem));
  for (const item of ['', '  ', {}, { text: 7 }, null, undefined]) list.add(item as never);
  add(list, '', '   ');
  await stage.advance(0);
  expect(rows(list)).toEqual(['Milk', 'Bread']);
  expect(problems).toHaveLength(6);
  expect(problems[3]).toBe('"text" is a value of type number. Give each item a text.');
});

test('the page may render items itself', async () => {
  const { stage, list } = await optimisticScene({}, { retries: 0 });
  list.renderItem = ({ text: says, id }, state) => html`<b>${id}</b> ${says} ${state}`;
  add(list, 'Eggs');
  await stage.advance(0);
  expect(text(need(list, 'text'))).toBe('i1 Milk settled');
  expect(rows(list)[2]).toMatch(/Eggs pending \(pending\)$/);
});

test('an item that says whether it is done can be ticked off', async () => {
  const { stage, list, server } = await optimisticScene({ items: [{ text: 'Milk', done: false }] });
  need(list, 'done').click();
  await stage.advance(500);
  expect(list.items[0]?.done).toBe(true);
  expect(server.log).toEqual(['PATCH i1 @1000']);
  expect(getComputedStyle(need(list, 'text')).textDecorationLine).toBe('line-through');
});

test('remove() without an id takes the element out of the page', async () => {
  const { list, place } = await optimisticScene();
  list.remove();
  expect(place.querySelector('optimistic-list')).toBeNull();
  place.append(list);
  expect(listIn(place)).toBe(list);
});

test('another address is another list', async () => {
  const { stage, list } = await optimisticScene();
  stage.http('/api/others?page=2', (_, respond) => respond({ body: [{ id: 1, text: 'Ink' }] }));
  list.src = '/api/others?page=2';
  await stage.advance(0);
  expect(rows(list)).toEqual(['Ink']);
  const asked: string[] = [];
  stage.http('*', ({ method, url }, respond) => {
    asked.push(`${method} ${new URL(url).pathname}${new URL(url).search}`);
    respond({ status: 204 });
  });
  list.edit('1', { text: 'Red ink' });
  await stage.advance(0);
  expect([asked, rows(list)]).toEqual([['PATCH /api/others/1?page=2'], ['Red ink']]);
});
