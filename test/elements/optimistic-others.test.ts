import { expect, test } from 'vitest';
import type { Asked, Fate } from '../../stories/item-server.js';
import { add, control, rewrite, row, rows, said } from '../../stories/optimistic-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { optimisticScene } from './optimistic-scene.js';

/** Says something to the page that the server did not do. */
function say(stage: Scene['stage'], type: string, payload: unknown): void {
  stage.cue('updates', { do: 'message', type: `item-${type}`, payload });
}

type Scene = Awaited<ReturnType<typeof optimisticScene>>;

test('what others do is shown, and the focus and the draft of the reader stay', async () => {
  const { stage, list, server } = await optimisticScene();
  control(list, 'Milk', 'edit').click();
  await stage.advance(0);
  const field = need(list, 'edit-input') as HTMLInputElement;
  field.value = 'Oat';
  server.other('added', { id: 'x', text: 'Coffee' });
  server.other('updated', { id: 'i1', text: 'Almond milk' });
  server.other('removed', { id: 'i2' });
  await stage.advance(0);
  expect(rows(list).slice(1)).toEqual(['Coffee']);
  expect([need(list, 'edit-input'), field.value]).toEqual([field, 'Oat']);
  expect(list.shadowRoot?.activeElement).toBe(field);
  expect(text(row(list, 'Save'))).toContain('Somebody else changed this item');
});

test.each([
  ['before its answer', { delay: 300, echo: -250 }],
  ['after its answer', { delay: 100, echo: 100 }],
])('an echo of one’s own that comes %s makes no second row', async (_, fate) => {
  const { stage, list, server } = await optimisticScene({ plan: () => fate });
  add(list, 'Eggs');
  await stage.advance(0);
  const before = row(list, 'Eggs');
  for (let n = 0; n < 5; n++) {
    await stage.advance(100);
    expect(rows(list)).toHaveLength(3);
  }
  expect([row(list, 'Eggs'), rows(list)[2], server.texts.length]).toEqual([before, 'Eggs', 3]);
});

test('an echo without a key is recognised by its id when the answer comes', async () => {
  const plan = (): Fate => ({ delay: 500, echo: Infinity });
  const { stage, list } = await optimisticScene({ plan });
  add(list, 'Eggs');
  await stage.advance(100);
  say(stage, 'added', { id: 'i3', text: 'Eggs', version: 3 });
  say(stage, 'added', { id: 'x', text: 'Somebody else’s', version: 9 });
  await stage.advance(100);
  expect(rows(list).slice(2)).toEqual(['Eggs (pending)', 'Somebody else’s']);
  await stage.advance(500);
  expect(rows(list).slice(2)).toEqual(['Eggs', 'Somebody else’s']);
});

test('what comes late, or twice, of an item that has gone does not bring it back', async () => {
  const { stage, list, server } = await optimisticScene();
  server.other('removed', { id: 'i1', version: 5 });
  server.other('removed', { id: 'i1', version: 5 });
  say(stage, 'updated', { id: 'i1', text: 'Old milk', version: 4 });
  say(stage, 'added', { id: 'i1', text: 'Old milk' });
  await stage.advance(0);
  expect(rows(list)).toEqual(['Bread']);
});

test('items without versions are told apart by their time, field by field', async () => {
  const { stage, list } = await optimisticScene({ items: [] });
  say(stage, 'added', { id: 'a', text: 'new', timestamp: '2026-01-15T09:00:02Z' });
  say(stage, 'updated', { id: 'a', text: 'old', timestamp: '2026-01-15T09:00:01Z' });
  say(stage, 'updated', { id: 'a', text: 'old', timestamp: 0 });
  await stage.advance(0);
  expect(rows(list)).toEqual(['new']);
});

test('a remote change of another field is no conflict', async () => {
  const { stage, list, server } = await optimisticScene({
    items: [{ text: 'Milk', done: false }],
    plan: () => ({ delay: 300 }),
  });
  list.edit('i1', { text: 'Oat milk' });
  server.other('updated', { id: 'i1', done: true });
  await stage.advance(100);
  expect(rows(list)).toEqual(['Oat milk (pending)']);
  expect((part(list, 'done') as HTMLInputElement).checked).toBe(true);
  await stage.advance(400);
  expect(list.items[0]).toMatchObject({ text: 'Oat milk', done: true });
});

test('an item that is removed under a pending edit is made anew, or gone', async () => {
  const plan = ({ method }: Asked): Fate => (method === 'PATCH' ? { delay: 500 } : {});
  const { stage, list, server } = await optimisticScene({ plan });
  list.edit('i1', { text: 'Oat milk' });
  list.edit('i2', { text: 'Rye bread' });
  server.other('removed', { id: 'i1' });
  server.other('removed', { id: 'i2' });
  await stage.advance(0);
  expect(rows(list)).toEqual(['Oat milk (conflict)', 'Rye bread (conflict)']);
  control(list, 'Somebody', 'keep-mine').click();
  await stage.advance(0);
  control(list, 'Somebody', 'take-theirs').click();
  await stage.advance(1000);
  expect([rows(list), server.texts]).toEqual([['Oat milk'], ['Oat milk']]);
});

test('an edit that was begun before somebody else’s is not sent over it', async () => {
  const { stage, list, server } = await optimisticScene();
  control(list, 'Milk', 'edit').click();
  server.other('updated', { id: 'i1', text: 'Almond milk' });
  await stage.advance(0);
  rewrite(list, 'Oat milk');
  await stage.advance(1000);
  expect([rows(list)[0], server.log]).toEqual(['Oat milk (conflict)', []]);
  expect(said(list)).toBe('Somebody else changed this item: Almond milk');
  need(list, 'keep-mine').click();
  await stage.advance(500);
  expect(server.texts[0]).toBe('Oat milk');
});

test('an edit of what the server has no longer asks the reader, a removal is done', async () => {
  const plan = ({ method }: Asked): Fate =>
    method === 'PATCH' || method === 'DELETE' ? { status: 404 } : {};
  const { stage, list, settled } = await optimisticScene({ plan });
  list.edit('i1', { text: 'Oat milk' });
  list.remove('i2');
  await stage.advance(200);
  expect(rows(list)).toEqual(['Oat milk (conflict)']);
  expect(settled).toEqual(['remove delivered']);
});

test('what was missed during an outage is there after it', async () => {
  const { stage, list, server } = await optimisticScene();
  stage.cue('updates', { do: 'drop' });
  server.other('added', { id: 'x', text: 'Coffee' });
  server.other('removed', { id: 'i1' });
  await stage.advance(1000);
  expect(rows(list)).toEqual(['Bread', 'Coffee']);
});
