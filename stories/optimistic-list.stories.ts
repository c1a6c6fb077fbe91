import '../src/elements/optimistic-list/optimistic-list.define.js';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { Asked, Fate } from './item-server.js';
import {
  add,
  alerted,
  control,
  listIn,
  rewrite,
  row,
  rows,
  said,
  serverOf,
  withItems,
} from './optimistic-parts.js';
import { need, part, text } from './scene-parts.js';
import alone from './streams/items-alone.json';
import conflict from './streams/items-conflict.json';
import hostile from './streams/items-hostile.json';
import outage from './streams/items-outage.json';
import rightToLeft from './streams/items-right-to-left.json';
import stale from './streams/items-stale.json';
import team from './streams/items-team.json';

const groceries = ['Milk', 'Bread', 'Apples'];

/** Words in another language; what is left out stays in English. */
const arabic = {
  label: 'القائمة',
  addLabel: 'أضف عنصرًا',
  add: 'إضافة',
  edit: 'تعديل',
  remove: 'إزالة',
  retry: 'إعادة المحاولة',
  discard: 'تجاهل',
  pending: 'جارٍ الحفظ…',
  yours: 'نصّك',
  theirs: 'نصّهم',
  keepMine: 'احتفظ بنصّي',
  takeTheirs: 'خذ نصّهم',
  changedByOthers: 'غيّر شخص آخر هذا العنصر',
  failed: { add: 'تعذّرت إضافة العنصر', edit: 'تعذّر حفظ العنصر', remove: 'تعذّرت إزالة العنصر' },
};

const meta = preview.meta({
  title: 'Scenes/Optimistic list',
  component: 'optimistic-list',
  args: { rollback: 'keep' },
  render: (args) => html`
    <optimistic-list
      .rollback=${args.rollback ?? 'keep'}
      .retries=${args.retries ?? 5}
      .retryDelay=${() => 1000}
      .outbox=${args.outbox ?? {}}
      .strings=${args.strings ?? {}}
    ></optimistic-list>
  `,
});

/** What the reader does shows at once, and what others do as soon as they do it. */
export const AddEditRemove = meta.story({
  decorators: [withItems(team, { items: groceries })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(199);
    await expect(part(list, 'skeleton')).not.toBeNull();
    await stage.advance(1);
    await expect(rows(list)).toEqual(groceries);
    await stage.advanceTo(1000);
    await moment('loaded');
    add(list, 'Eggs');
    await stage.advance(199);
    await expect(rows(list)).toEqual([...groceries, 'Eggs (pending)']);
    await moment('one is being saved');
    await stage.advance(1);
    await expect(rows(list)).toEqual([...groceries, 'Eggs']);
    control(list, 'Milk', 'edit').click();
    await stage.advance(0);
    await moment('the editor is open');
    rewrite(list, 'Oat milk');
    control(list, 'Apples', 'remove').click();
    await stage.advance(0);
    await expect(rows(list)).toEqual(['Oat milk (pending)', 'Bread', 'Eggs']);
    await stage.advance(200);
    await expect(rows(list)).toEqual(['Oat milk', 'Bread', 'Eggs']);
    await expect(serverOf(stage).texts).toEqual(['Oat milk', 'Bread', 'Eggs']);
    await stage.advanceTo(3999);
    await expect(rows(list)).toHaveLength(3);
    await stage.advance(1);
    await expect(rows(list)[3]).toBe('Coffee');
    await stage.advanceTo(5500);
    await expect(rows(list)[1]).toBe('Rye bread');
  },
});

/** Several changes at once, each on its own. Edits of one item go out one after the other. */
export const Pending = meta.story({
  decorators: [withItems(alone, { items: groceries, plan: () => ({ delay: 1000 }) })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(2000);
    add(list, 'Eggs', 'Salt');
    list.edit('i1', { text: 'Oat' });
    list.edit('i1', { text: 'Oat mi' });
    list.edit('i1', { text: 'Oat milk' });
    await stage.advance(999);
    await expect(rows(list)).toEqual([
      'Oat milk (pending)',
      'Bread',
      'Apples',
      'Eggs (pending)',
      'Salt (pending)',
    ]);
    await moment('three are being saved');
    await stage.advance(1);
    await expect(rows(list)[3]).toBe('Eggs');
    await expect(rows(list)[0]).toBe('Oat milk (pending)');
    await stage.advance(1000);
    await expect(rows(list)[0]).toBe('Oat milk');
    await expect(serverOf(stage).log.filter((line) => line.startsWith('PATCH'))).toEqual([
      'PATCH i1 Oat @2000',
      'PATCH i1 Oat milk @3000',
    ]);
  },
});

const refusesFish = ({ text }: Asked): Fate => (text === 'Fish' ? { status: 422 } : { delay: 400 });

/** One of three fails. It says so, keeps what was written, and touches no other. */
export const AddFails = meta.story({
  decorators: [withItems(alone, { items: groceries, plan: refusesFish })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    add(list, 'Eggs', 'Fish', 'Salt');
    await stage.advance(199);
    await expect(rows(list)[4]).toBe('Fish (pending)');
    await expect(alerted(list)).toBe('');
    await stage.advance(1);
    await expect(rows(list).slice(3)).toEqual([
      'Eggs (pending)',
      'Fish (failed)',
      'Salt (pending)',
    ]);
    await expect(text(control(list, 'Fish', 'error'))).toBe('Failed to add item Retry Discard');
    await expect(alerted(list)).toBe('Failed to add item: Fish');
    await moment('one has failed');
    await stage.advance(200);
    await expect(rows(list).slice(3)).toEqual(['Eggs', 'Fish (failed)', 'Salt']);
    await expect(list.items.map((item) => item.text)).not.toContain('Fish');
    control(list, 'Fish', 'retry').click();
    await stage.advance(199);
    await expect(rows(list)[4]).toBe('Fish (pending)');
    await stage.advance(1);
    await expect(rows(list)[4]).toBe('Fish (failed)');
    control(list, 'Fish', 'discard').click();
    await stage.advance(0);
    await expect(rows(list)).toEqual([...groceries, 'Eggs', 'Salt']);
    await expect(serverOf(stage).texts).toEqual([...groceries, 'Eggs', 'Salt']);
  },
});

/** Where there is to be no row for what failed, it goes at once, and its text back into the field. */
export const RollbackAtOnce = meta.story({
  args: { rollback: 'auto' },
  decorators: [withItems(alone, { items: groceries, plan: refusesFish })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    add(list, 'Fish');
    await stage.advance(199);
    await expect(rows(list)).toHaveLength(4);
    await stage.advance(1);
    await expect(rows(list)).toEqual(groceries);
    await expect(text(part(list, 'notice'))).toContain('Failed to add item: Fish');
    await expect((need(list, 'input') as HTMLInputElement).value).toBe('Fish');
    await moment('taken back');
  },
});

/** An edit that fails is taken back. What the reader wrote stays beside what the server has. */
export const RollbackOfAnEdit = meta.story({
  decorators: [
    withItems(alone, {
      items: groceries,
      plan: ({ method, at }) => (method === 'PATCH' && at < 2000 ? { status: 403 } : {}),
    }),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    control(list, 'Milk', 'edit').click();
    await stage.advance(0);
    rewrite(list, 'Oat milk');
    await stage.advance(199);
    await expect(rows(list)[0]).toBe('Oat milk (pending)');
    await stage.advance(1);
    await expect(rows(list)[0]).toBe('Milk (failed)');
    await expect(alerted(list)).toBe('Failed to save item: Oat milk');
    await moment('taken back');
    await stage.advanceTo(2000);
    control(list, 'Milk', 'retry').click();
    await stage.advance(200);
    await expect(rows(list)[0]).toBe('Oat milk');
  },
});

/** Old news comes late, and while an edit is on its way. It changes nothing. */
export const StaleEcho = meta.story({
  decorators: [withItems(stale, { items: groceries, plan: () => ({ delay: 400 }) })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    list.edit('i1', { text: 'Oat milk' });
    await stage.advanceTo(1100);
    await expect(rows(list)[0]).toBe('Oat milk (pending)');
    await stage.advanceTo(1399);
    await expect(rows(list)[0]).toBe('Oat milk (pending)');
    await moment('still mine');
    await stage.advance(1);
    await expect(rows(list)[0]).toBe('Oat milk');
    await stage.advance(1000);
    await expect(rows(list)[0]).toBe('Oat milk');
  },
});

/** Somebody else was faster. The reader sees both, and decides; nothing is sent before that. */
export const Conflict = meta.story({
  decorators: [withItems(conflict, { items: groceries, plan: () => ({ delay: 400 }) })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1500);
    list.edit('i1', { text: 'Oat milk' });
    list.edit('i1', { text: 'Oat milk, two' });
    await stage.advanceTo(1599);
    await expect(rows(list)[0]).toBe('Oat milk, two (pending)');
    await stage.advance(1);
    await expect(rows(list)[0]).toBe('Oat milk, two (conflict)');
    await expect(text(part(list, 'theirs'))).toBe('Almond milk');
    await expect(said(list)).toBe('Somebody else changed this item: Oat milk');
    await moment('both versions');
    await stage.advanceTo(3000);
    await expect(rows(list)[0]).toBe('Oat milk, two (conflict)');
    need(list, 'keep-mine').click();
    await stage.advance(399);
    await expect(rows(list)[0]).toBe('Oat milk, two (pending)');
    await stage.advance(1);
    await expect(serverOf(stage).texts[0]).toBe('Oat milk, two');
    control(list, 'Bread', 'edit').click();
    await stage.advanceTo(3600);
    await moment('removed under the editor');
    rewrite(list, 'Rye bread');
    await stage.advance(0);
    await expect(text(part(list, 'theirs'))).toBe('Removed');
    await moment('mine or none');
    need(list, 'take-theirs').click();
    await stage.advance(0);
    await expect(rows(list)).toEqual(['Oat milk, two', 'Apples']);
  },
});

/** What somebody else wrote is taken. */
export const TakeTheirs = meta.story({
  decorators: [withItems(conflict, { items: groceries, plan: () => ({ delay: 400 }) })],
  play: async ({ canvasElement, stage }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1500);
    list.edit('i1', { text: 'Oat milk' });
    await stage.advanceTo(2500);
    need(list, 'take-theirs').click();
    await stage.advance(400);
    await expect(rows(list)[0]).toBe('Almond milk');
    await expect(serverOf(stage).texts[0]).toBe('Almond milk');
  },
});

/** The server gives a new item its id. The row stays, and so does the focus in it. */
export const IdSwapKeepsRow = meta.story({
  decorators: [withItems(alone, { items: groceries, plan: () => ({ echo: -1 }) })],
  play: async ({ canvasElement, stage }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    add(list, 'Eggs');
    await stage.advance(0);
    const before = row(list, 'Eggs');
    control(list, 'Eggs', 'edit').focus();
    await expect(list.items[3]?.id).not.toBe('i4');
    await stage.advance(1000);
    await expect(list.items[3]?.id).toBe('i4');
    await expect(row(list, 'Eggs')).toBe(before);
    await expect(list.shadowRoot?.activeElement).toBe(control(list, 'Eggs', 'edit'));
  },
});

const isGone = ({ at }: Asked): Fate =>
  at >= 2000 && at < 6000 ? { lost: 'request' } : { delay: 100 };

/** Without a connection changes wait. When it is back they go out in order, each of them once. */
export const Offline = meta.story({
  decorators: [withItems(outage, { items: groceries, plan: isGone })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(2500);
    add(list, 'Eggs', 'Salt');
    list.edit('i1', { text: 'Oat milk' });
    list.edit('i1', { text: 'Oat milk, two' });
    list.remove('i2');
    list.remove(list.add('Never mind'));
    await stage.advance(0);
    await expect(text(part(list, 'waiting'))).toBe('4 changes waiting Try now');
    await expect(rows(list)).toEqual([
      'Oat milk, two (waiting)',
      'Apples',
      'Eggs (waiting)',
      'Salt (waiting)',
    ]);
    await moment('four changes wait');
    await stage.advanceTo(5999);
    await expect(serverOf(stage).log).toEqual([]);
    await stage.advanceTo(6200);
    await moment('back');
    await stage.advanceTo(8000);
    await expect(serverOf(stage).log.map((line) => line.replace(/ @.*/, ''))).toEqual([
      'POST Eggs',
      'POST Salt',
      'PATCH i1 Oat milk, two',
      'DELETE i2',
    ]);
    await expect(rows(list)).toEqual(['Oat milk, two', 'Apples', 'Eggs', 'Salt']);
    await expect(serverOf(stage).texts).toEqual(['Oat milk, two', 'Apples', 'Eggs', 'Salt']);
    await expect(part(list, 'waiting')).toBeNull();
    await expect(said(list)).toBe('All changes are saved');
  },
});

/** The answer is lost, but not the request: it is sent again under its key, and nothing is doubled. */
export const AnswerLost = meta.story({
  decorators: [
    withItems(alone, {
      items: groceries,
      plan: ({ at, method }) =>
        method === 'POST' && at < 2000 ? { lost: 'answer', echo: Infinity } : {},
    }),
  ],
  play: async ({ canvasElement, stage }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    add(list, 'Eggs');
    await stage.advance(200);
    await expect(rows(list)[3]).toBe('Eggs (waiting)');
    await stage.advance(1199);
    await expect(rows(list)[3]).toBe('Eggs (waiting)');
    await stage.advance(1);
    await expect(rows(list)).toEqual([...groceries, 'Eggs']);
    await expect(serverOf(stage).texts).toEqual([...groceries, 'Eggs']);
    await expect(serverOf(stage).log).toEqual(['POST Eggs @1000', 'POST Eggs @2200']);
  },
});

/** The server asks to be left alone for three seconds, and is. */
export const ServerBusy = meta.story({
  decorators: [
    withItems(alone, {
      items: groceries,
      plan: ({ at, method }) =>
        method === 'POST' && at < 4000 ? { status: 503, headers: { 'retry-after': '3' } } : {},
    }),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    add(list, 'Eggs');
    await stage.advance(200);
    await expect(rows(list)[3]).toBe('Eggs (busy)');
    await moment('put off');
    await stage.advance(2999);
    await expect(serverOf(stage).log).toHaveLength(1);
    await stage.advance(1);
    await expect(serverOf(stage).log[1]).toBe('POST Eggs @4200');
    await stage.advance(200);
    await expect(rows(list)[3]).toBe('Eggs');
  },
});

/** Everything takes three seconds. The reader does not wait. */
export const SlowNetwork = meta.story({
  decorators: [withItems(alone, { items: groceries, plan: () => ({ delay: 3000 }) })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1000);
    add(list, 'Eggs');
    await stage.advance(0);
    await moment('added before the list is there');
    await stage.advanceTo(2999);
    await expect(rows(list)).toEqual(['Eggs (pending)']);
    await stage.advance(1);
    await expect(rows(list)).toEqual([...groceries, 'Eggs (pending)']);
    await stage.advanceTo(4000);
    await expect(rows(list)[3]).toBe('Eggs');
  },
});

/** The list cannot be loaded. It says so, and tries again when it is asked to. */
export const LoadFails = meta.story({
  decorators: [
    withItems(alone, {
      items: groceries,
      plan: ({ at }) => (at < 1000 ? { status: 500 } : {}),
    }),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(400);
    await expect(text(part(list, 'load-error'))).toBe('Failed to load the list Retry');
    await moment('failed');
    await stage.advanceTo(1000);
    need(list, 'reload').click();
    await stage.advance(199);
    await expect(rows(list)).toEqual([]);
    await stage.advance(1);
    await expect(rows(list)).toEqual(groceries);
  },
});

/** Nothing is on the list yet. */
export const Empty = meta.story({
  decorators: [withItems(alone)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1000);
    await expect(text(part(listIn(canvasElement), 'empty'))).toContain('Nothing here yet');
    await moment('empty');
  },
});

/** The list is on its way. */
export const Loading = meta.story({
  decorators: [withItems(alone, { items: groceries, plan: () => ({ delay: 60_000 }) })],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1000);
    await expect(part(listIn(canvasElement), 'skeleton')).not.toBeNull();
    await moment('loading');
  },
});

/** No more than three changes may wait. The fourth stays in the field. */
export const Full = meta.story({
  args: { outbox: { maxCount: 3 } },
  decorators: [withItems(outage, { items: groceries, plan: isGone })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(2500);
    add(list, 'Eggs', 'Salt', 'Rice', 'Flour');
    await stage.advance(0);
    await expect(rows(list).slice(3)).toEqual([
      'Eggs (waiting)',
      'Salt (waiting)',
      'Rice (waiting)',
    ]);
    await expect(text(part(list, 'notice'))).toContain('Too many changes are waiting.');
    await expect(alerted(list)).toContain('Too many changes are waiting.');
    await expect((need(list, 'input') as HTMLInputElement).value).toBe('Flour');
    await moment('full');
    await stage.advanceTo(7000);
    need(list, 'add').click();
    await stage.advance(1000);
    await expect(rows(list).slice(3)).toEqual(['Eggs', 'Salt', 'Rice', 'Flour']);
  },
});

/** All of it without a pointer. */
export const KeyboardOnly = meta.story({
  decorators: [withItems(alone, { items: groceries, plan: refusesFish })],
  play: async ({ canvasElement, stage }) => {
    const list = listIn(canvasElement);
    const focused = (): string | undefined =>
      (list.shadowRoot?.activeElement as HTMLElement | null)?.getAttribute('aria-label') ??
      list.shadowRoot?.activeElement?.getAttribute('part') ??
      undefined;
    await stage.advanceTo(1000);
    need(list, 'input').focus();
    await userEvent.keyboard('Eggs{Enter}');
    await stage.advance(400);
    await expect(rows(list)).toEqual([...groceries, 'Eggs']);
    await expect(focused()).toBe('input');
    control(list, 'Milk', 'edit').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advance(0);
    await userEvent.keyboard('Oat milk{Escape}');
    await stage.advance(0);
    await expect(rows(list)[0]).toBe('Milk');
    await expect(focused()).toBe('Edit: Milk');
    await userEvent.keyboard('{Enter}');
    await stage.advance(0);
    await userEvent.keyboard('Oat milk{Enter}');
    await stage.advance(400);
    await expect(rows(list)[0]).toBe('Oat milk');
    await expect(focused()).toBe('Edit: Oat milk');
    control(list, 'Oat milk', 'remove').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advance(0);
    await expect(rows(list)[0]).toBe('Bread');
    await expect(focused()).toBe('Remove: Bread');
  },
});

/** What comes off the wire is text. What is no item is reported, and harms no other. */
export const Hostile = meta.story({
  decorators: [withItems(hostile, { items: groceries })],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    const problems: string[] = [];
    list.addEventListener('item-invalid', ({ problem }) => problems.push(problem));
    await stage.advanceTo(1100);
    await expect(rows(list)).toHaveLength(7);
    await expect(rows(list)[3]).toBe('<img src=x onerror=alert(1)>');
    await expect(problems).toEqual([
      '"id" cannot be part of an address. Give each item a short, plain id.',
      '"text" is missing. Give each item a text.',
      '"id" is missing. Give each item a text or a number.',
      'The item is an array. Send an object with "id" and "text".',
      'The item is a value of type string. Send an object with "id" and "text".',
      '"id" is a value of type object. Give each item a text or a number.',
    ]);
    await moment('all of it text');
  },
});

/** Everything at once, on a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withItems(conflict, { items: groceries, plan: refusesFish })],
  play: async ({ canvasElement, stage, moment }) => {
    await everything(listIn(canvasElement), stage);
    await moment('everything');
  },
});

/** In a column of 240 pixels. */
export const Narrow = meta.story({
  decorators: [
    (story) => html`<div style=${styleMap({ inlineSize: '240px' })}>${story()}</div>`,
    withItems(conflict, { items: groceries, plan: refusesFish }),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    await everything(listIn(canvasElement), stage);
    await moment('everything');
  },
});

/** In a right-to-left page, with its own words. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { strings: arabic },
  decorators: [
    withItems(rightToLeft, {
      items: ['حليب', 'خبز', 'Cornflakes'],
      plan: ({ text }) => (text === 'سمك' ? { status: 422 } : { delay: 400 }),
    }),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const list = listIn(canvasElement);
    await stage.advanceTo(1300);
    add(list, 'سمك', 'بيض');
    list.edit('i1', { text: 'حليب الشوفان' });
    await stage.advanceTo(1550);
    await moment('everything');
  },
});

/** One is being saved, one has failed, one is in conflict, and one is being edited. */
async function everything(
  list: ReturnType<typeof listIn>,
  stage: { advanceTo(time: number): Promise<void> },
): Promise<void> {
  await stage.advanceTo(1500);
  list.edit('i1', { text: 'Oat milk' });
  add(list, 'Fish');
  control(list, 'Bread', 'edit').click();
  await stage.advanceTo(1750);
  add(list, 'Eggs');
  await stage.advanceTo(1800);
}
