import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { add, control, row } from '../../stories/optimistic-parts.js';
import { all, need, part, text } from '../../stories/scene-parts.js';
import { contrast } from './contrast.js';
import { optimisticScene } from './optimistic-scene.js';

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', settings: { features: object[] }): Promise<void>;
}

afterEach(() => emulate({}));

test('how things stand with a row is told in words and by a shape, without any colour', async () => {
  const { list } = await oneOfEach();
  const told = all(list, 'item').map(({ dataset: { state } }) => state);
  expect(told).toEqual(['conflict', 'settled', 'failed', 'pending']);
  expect(control(list, 'Fish', 'error').querySelector('svg')).not.toBeNull();
  expect(need(list, 'conflict').querySelector('svg')).not.toBeNull();
  const status = control(list, 'Eggs', 'status');
  expect([text(status), status.querySelector('tally-lamp')?.state]).toEqual([
    'Saving…',
    'connecting',
  ]);
});

test('forced colours mark what needs the reader with a bar', async () => {
  const { list } = await oneOfEach();
  await emulate({ 'forced-colors': 'active' });
  const bars = all(list, 'item').map((each) => getComputedStyle(each).borderLeftWidth);
  expect(bars).toEqual(['4px', '0px', '4px', '0px']);
  expect(getComputedStyle(need(list, 'add')).borderTopStyle).toBe('solid');
});

test.each(['light', 'dark'])('every text can be read, %s', async (theme) => {
  const { list } = await oneOfEach();
  list.setAttribute('theme', theme);
  const ground = getComputedStyle(need(list, 'list')).backgroundColor;
  for (const name of ['text', 'status', 'error', 'edit', 'remove', 'mine', 'theirs']) {
    for (const each of all(list, name)) {
      expect(contrast(getComputedStyle(each).color, ground), name).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test('every control is large enough to hit', async () => {
  const { list } = await oneOfEach();
  for (const each of list.shadowRoot!.querySelectorAll('button, input')) {
    const { width, height } = each.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  }
});

test('nothing sticks out of a column of 240 pixels', async () => {
  const { stage, list, place } = await oneOfEach();
  place.style.width = '240px';
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(10);
  expect(list.scrollWidth).toBe(240);
  expect(part(list, 'waiting')).not.toBeNull();
});

test('the row keeps its height when it has been saved', async () => {
  const { stage, list } = await oneOfEach();
  const { height } = row(list, 'Eggs').getBoundingClientRect();
  await stage.advance(1000);
  expect(row(list, 'Eggs').dataset['state']).toBe('settled');
  expect(row(list, 'Eggs').getBoundingClientRect().height).toBe(height);
});

test('the skeleton is as high as three rows', async () => {
  const { stage, list } = await optimisticScene({ items: ['a', 'b', 'c'] });
  const { height } = need(list, 'list').getBoundingClientRect();
  list.src = '/api/later';
  await stage.advance(0);
  expect(need(list, 'skeleton').getBoundingClientRect().height).toBe(height);
});

test('a list says that it is being loaded', async () => {
  const { stage, list } = await optimisticScene();
  const body = list.shadowRoot?.querySelector('[aria-busy]');
  expect(body?.getAttribute('aria-busy')).toBe('false');
  list.refresh();
  await stage.advance(0);
  expect(body?.getAttribute('aria-busy')).toBe('true');
});

/** A row in conflict, one at rest, one that has failed, and one on its way. */
async function oneOfEach() {
  const plan = ({ text: says }: { text: string }) =>
    says === 'Fish' ? { status: 422 } : { delay: 300 };
  const scene = await optimisticScene({ plan });
  const { stage, list, server } = scene;
  list.edit('i1', { text: 'Oat milk' });
  server.other('updated', { id: 'i1', text: 'Almond milk' });
  add(list, 'Fish');
  await stage.advance(200);
  add(list, 'Eggs');
  await stage.advance(0);
  return scene;
}

/** Makes the browser prefer `features`, and all else as the other tests have it. */
async function emulate(features: Record<string, string>): Promise<void> {
  const usual = { 'prefers-reduced-motion': 'reduce', 'prefers-color-scheme': 'light' };
  const list = Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value }));
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features: list });
}
