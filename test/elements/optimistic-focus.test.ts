import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Asked, Fate } from '../../stories/item-server.js';
import { add, control, rows } from '../../stories/optimistic-parts.js';
import { need, part } from '../../stories/scene-parts.js';
import { focused } from './feed-scene.js';
import { optimisticScene } from './optimistic-scene.js';

/** Says what has the focus: its name, or else its part. */
function place(): string | null | undefined {
  return focused()?.getAttribute('aria-label') ?? focused()?.getAttribute('part');
}

test('everything can be done with keys alone', async () => {
  const { stage, list, server } = await optimisticScene();
  need(list, 'input').focus();
  await userEvent.keyboard('Eggs{Enter}Salt{Enter}');
  await stage.advance(200);
  expect([rows(list).slice(2), place()]).toEqual([['Eggs', 'Salt'], 'input']);
  await userEvent.keyboard('{Tab}{Tab}');
  expect(place()).toBe('Edit: Milk');
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  await userEvent.keyboard('Oat milk{Enter}');
  await stage.advance(0);
  expect([rows(list)[0], place()]).toEqual(['Oat milk (pending)', 'Edit: Oat milk']);
  await userEvent.keyboard('{Tab}{Enter}');
  await stage.advance(0);
  expect([rows(list)[0], place()]).toEqual(['Bread', 'Remove: Bread']);
  await stage.advance(1000);
  expect(server.texts).toEqual(['Bread', 'Eggs', 'Salt']);
});

test('Escape closes the editor, and nothing around the list', async () => {
  const { stage, list, place: page } = await optimisticScene();
  const heard: string[] = [];
  page.addEventListener('keydown', ({ key }) => heard.push(key));
  control(list, 'Milk', 'edit').click();
  await stage.advance(0);
  await userEvent.keyboard('Oat{Escape}');
  await stage.advance(0);
  expect([rows(list)[0], part(list, 'editor'), place()]).toEqual(['Milk', null, 'Edit: Milk']);
  await userEvent.keyboard('{Escape}');
  expect(heard.filter((key) => key === 'Escape')).toHaveLength(1);
});

test('after the last row the focus goes to the one before, and then to the field', async () => {
  const { stage, list } = await optimisticScene();
  control(list, 'Bread', 'remove').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect(place()).toBe('Remove: Milk');
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect([rows(list), place()]).toEqual([[], 'input']);
});

test('a row that somebody else removes hands the focus on', async () => {
  const { stage, list, server } = await optimisticScene();
  control(list, 'Milk', 'edit').focus();
  server.other('removed', { id: 'i1' });
  await stage.advance(0);
  expect(place()).toBe('Edit: Bread');
});

test('what was pressed and has gone leaves the focus in its row', async () => {
  const plan = ({ text }: { text: string }) => (text === 'Fish' ? { status: 422 } : {});
  const { stage, list } = await optimisticScene({ plan });
  add(list, 'Fish');
  await stage.advance(200);
  control(list, 'Fish', 'retry').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect(place()).toBe('Edit: Fish');
  await stage.advance(200);
  control(list, 'Fish', 'discard').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect([rows(list), place()]).toEqual([['Milk', 'Bread'], 'Edit: Bread']);
});

test('several editors may be open at once, and nothing typed is lost', async () => {
  const { stage, list } = await optimisticScene();
  control(list, 'Milk', 'edit').click();
  await stage.advance(0);
  await userEvent.keyboard('Oat milk');
  control(list, 'Bread', 'edit').click();
  await stage.advance(0);
  await userEvent.keyboard('Rye bread{Enter}');
  await stage.advance(0);
  const [field] = list.shadowRoot!.querySelectorAll<HTMLInputElement>('.editor input');
  expect([field?.value, rows(list)[1]]).toEqual(['Oat milk', 'Rye bread (pending)']);
});

test('a button outside of all rows that has done its work leaves the focus in the field', async () => {
  const { stage, list } = await optimisticScene();
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  add(list, 'Eggs');
  await stage.advance(100);
  need(list, 'try-now').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(500);
  expect([part(list, 'try-now'), place()]).toEqual([null, 'input']);
});

test('whoever asks for the list again keeps their place', async () => {
  const plan = ({ method, at }: Asked): Fate =>
    method === 'GET' && at < 1000 ? { status: 500 } : {};
  const { stage, list } = await optimisticScene({ plan });
  need(list, 'reload').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(500);
  expect([rows(list), place()]).toEqual([['Milk', 'Bread'], 'input']);
});
