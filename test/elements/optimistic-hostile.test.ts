import { expect, test } from 'vitest';
import { add, alerted, control, rewrite, rows } from '../../stories/optimistic-parts.js';
import { need } from '../../stories/scene-parts.js';
import { optimisticScene } from './optimistic-scene.js';
import { openStrictPage } from './strict-frame.js';

const values: [string, string][] = [
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a prototype', '__proto__'],
  ['a constructor', 'constructor'],
  ['emoji', '👩‍👩‍👧‍👦'],
  ['a direction override', '\u202Egpj.exe'],
  ['a path', '../../admin?x=#y'],
  ['a null character', 'a\0b'],
  ['Lit’s own marker', '<!--?lit$1$-->'],
];

test.each(values)(
  'an id and a text that are %s are one item, which can be changed',
  async (_, value) => {
    const { stage, list, server } = await optimisticScene({ items: [] });
    server.other('added', { id: value, text: value, version: 5 });
    server.other('added', { id: value, text: value, version: 5 });
    await stage.advance(0);
    expect([rows(list).length, list.items[0]?.id]).toEqual([1, value]);
    list.edit(value, { text: 'Tame' });
    await stage.advance(500);
    expect([rows(list), server.texts]).toEqual([['Tame'], ['Tame']]);
    list.remove(value);
    await stage.advance(500);
    expect([rows(list), server.texts, stage.errors]).toEqual([[], [], []]);
  },
);

test('a megabyte of text is cut where it is shown, and whole where it is edited', async () => {
  const { stage, list, server } = await optimisticScene({ items: [] });
  const text = 'x'.repeat(2 ** 20);
  stage.cue('updates', { do: 'message', type: 'item-added', payload: { id: 1, text: 'short' } });
  list.add(text);
  await stage.advance(500);
  expect(need(list, 'text').textContent.length).toBeLessThan(600);
  expect(server.texts).toEqual([text]);
  control(list, 'x', 'edit').click();
  await stage.advance(0);
  expect((need(list, 'edit-input') as HTMLInputElement).value).toHaveLength(2 ** 20);
  rewrite(list, 'short too');
  await stage.advance(500);
  expect(server.texts).toEqual(['short too']);
});

test.each<[string, unknown]>([
  ['an object', { rows: [] }],
  ['a text', 'nothing here'],
  ['a number', 7],
  ['null', null],
])('a list that is %s could not be loaded', async (_, body) => {
  const { stage, list } = await optimisticScene();
  stage.http('/api/broken', (__, respond) => respond({ body }));
  list.src = '/api/broken';
  await stage.advance(0);
  expect([rows(list), need(list, 'load-error').textContent]).toEqual([
    [],
    expect.stringContaining('Failed to load the list'),
  ]);
});

test('what is no item among others is left out, and doubles are one', async () => {
  const { stage, list } = await optimisticScene();
  const problems: string[] = [];
  list.addEventListener('item-invalid', ({ problem }) => problems.push(problem));
  const good = { id: 'a', text: 'Good' };
  const items = [null, 7, good, { id: 'b' }, { text: 'c' }, good, { id: '.', text: 'd' }, []];
  stage.http('/api/mixed', (_, respond) => respond({ body: { items } }));
  list.src = '/api/mixed';
  await stage.advance(0);
  expect([rows(list), problems.length]).toEqual([['Good'], 6]);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'created'],
  ['an item without an id', { text: 'Eggs' }],
])('a server that answers an addition with %s has it all the same', async (_, body) => {
  const { stage, list } = await optimisticScene({ items: [] });
  stage.http('/api/items', (__, respond) => respond({ status: 201, body }), { method: 'POST' });
  add(list, 'Eggs');
  await stage.advance(500);
  expect([rows(list), alerted(list)]).toEqual([['Eggs'], '']);
});

test('works in a page that forbids inline styles and markup from text', async () => {
  const { stage, source } = await optimisticScene();
  const { page, violations } = await openStrictPage('optimistic-list');
  const list = page.createElement('optimistic-list');
  page.body.append(Object.assign(list, { runtime: stage.runtime, source }));
  await stage.advance(500);
  add(list, '<b>Eggs</b>');
  control(list, 'Milk', 'edit').click();
  await stage.advance(0);
  rewrite(list, 'Oat milk');
  await stage.advance(500);
  expect(rows(list)).toEqual(['Oat milk', 'Bread', '<b>Eggs</b>']);
  expect(violations).toEqual([]);
});
