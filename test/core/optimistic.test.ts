import { expect, test } from 'vitest';
import type { OptimisticAction } from '../../src/core/optimistic-actions.js';
import { nothingKnown } from '../../src/core/optimistic-state.js';
import { itemsOf, nextToSend, rowsOf, underWay } from '../../src/core/optimistic-view.js';
import { reduce } from '../../src/core/optimistic.js';

const milk = { id: 'i1', text: 'Milk', version: 1 };
const loaded: OptimisticAction = { do: 'loaded', items: [milk], since: 0 };
const at = 0;

test('edits that were not sent become one, and take the newest key', () => {
  const state = play(
    loaded,
    { do: 'edit', ref: 'i1', key: 'k1', patch: { text: 'a' }, at },
    { do: 'edit', ref: 'i1', key: 'k2', patch: { done: true }, at },
  );
  expect(underWay(state)).toMatchObject([{ key: 'k2', patch: { text: 'a', done: true } }]);
});

test('an addition that the server may have is never changed, only followed', () => {
  const state = play(
    { do: 'add', key: 'k1', patch: { text: 'a' }, at },
    { do: 'sent', key: 'k1' },
    { do: 'wait', key: 'k1', for: 'connection' },
    { do: 'edit', ref: 'k1', key: 'k2', patch: { text: 'b' }, at },
    { do: 'edit', ref: 'k1', key: 'k3', patch: { text: 'c' }, at },
  );
  expect(underWay(state)).toMatchObject([
    { key: 'k1', kind: 'add', patch: { text: 'a' } },
    { key: 'k3', kind: 'edit', patch: { text: 'c' } },
  ]);
  expect(itemsOf(state)).toEqual([{ id: 'k1', text: 'c' }]);
});

test('what was refused is tried again under a new key, what may have arrived under the old one', () => {
  const add: OptimisticAction = { do: 'add', key: 'k1', patch: { text: 'a' }, at };
  const retry: OptimisticAction = { do: 'retry', ref: 'k1', key: 'k2', at };
  const fail = { do: 'fail', key: 'k1', fate: 'failed' } as const;
  const refused = play(add, { do: 'sent', key: 'k1' }, { ...fail, mayHaveArrived: false }, retry);
  const lost = play(add, { do: 'sent', key: 'k1' }, { ...fail, mayHaveArrived: true }, retry);
  expect([underWay(refused)[0]?.key, underWay(lost)[0]?.key]).toEqual(['k2', 'k1']);
});

test('an edit that fails while a newer one waits goes on within that', () => {
  const state = play(
    loaded,
    { do: 'edit', ref: 'i1', key: 'k1', patch: { text: 'a', done: true }, at },
    { do: 'sent', key: 'k1' },
    { do: 'edit', ref: 'i1', key: 'k2', patch: { text: 'b' }, at },
    { do: 'fail', key: 'k1', fate: 'failed', mayHaveArrived: false },
  );
  expect(underWay(state)).toMatchObject([
    { key: 'k2', fate: 'queued', patch: { text: 'b', done: true } },
  ]);
});

test('a removal behind an addition that fails leaves nothing', () => {
  const state = play(
    { do: 'add', key: 'k1', patch: { text: 'a' }, at },
    { do: 'sent', key: 'k1' },
    { do: 'remove', ref: 'k1', key: 'k2', at },
    { do: 'fail', key: 'k1', fate: 'failed', mayHaveArrived: false },
  );
  expect(state.rows.size).toBe(0);
});

test('a list that was asked for before a change does not undo it', () => {
  const asked = play(loaded);
  let state = reduce(asked, { do: 'add', key: 'k1', patch: { text: 'Eggs' }, at });
  state = reduce(state, {
    do: 'answered',
    key: 'k1',
    item: { id: 'i2', text: 'Eggs', version: 2 },
  });
  state = reduce(state, { do: 'lost', id: 'i1' });
  state = reduce(state, { do: 'loaded', items: [milk], since: asked.step });
  expect(itemsOf(state).map(({ id }) => id)).toEqual(['i2']);
});

test('rows come in the order of the server, and what it does not know yet after them', () => {
  const state = play(
    loaded,
    { do: 'add', key: 'k1', patch: { text: 'Eggs' }, at },
    { do: 'loaded', items: [{ id: 'i0', text: 'Ale' }, milk], since: 9 },
  );
  expect(rowsOf(state).map(({ key }) => key)).toEqual([':i0', ':i1', 'k1']);
});

test('an echo of one’s own that comes after a newer edit is old news, also without versions', () => {
  const item = (text: string) => ({ id: 'i1', text });
  const state = play(
    { do: 'loaded', items: [item('Milk')], since: 0 },
    { do: 'edit', ref: 'i1', key: 'k1', patch: { text: 'a' }, at },
    { do: 'answered', key: 'k1', item: item('a') },
    { do: 'edit', ref: 'i1', key: 'k2', patch: { text: 'b' }, at },
    { do: 'answered', key: 'k2' },
    { do: 'heard', item: item('a'), origin: 'k1' },
  );
  expect(itemsOf(state)).toEqual([item('b')]);
});

test('an item that somebody removes before its answer has gone', () => {
  const state = play(
    { do: 'add', key: 'k1', patch: { text: 'a' }, at },
    { do: 'sent', key: 'k1' },
    { do: 'lost', id: 'i1' },
    { do: 'answered', key: 'k1', item: { id: 'i1', text: 'a' } },
  );
  expect(itemsOf(state)).toEqual([]);
});

test('an answer of no more than yes leaves it to the echo to tell the id', () => {
  const state = play(
    { do: 'add', key: 'k1', patch: { text: 'a' }, at },
    { do: 'sent', key: 'k1' },
    { do: 'answered', key: 'k1' },
    { do: 'edit', ref: 'k1', key: 'k2', patch: { text: 'b' }, at },
    { do: 'heard', item: { id: 'i1', text: 'a' }, origin: 'k1' },
  );
  expect(rowsOf(state)).toMatchObject([{ key: 'k1', id: 'i1', server: { text: 'a' } }]);
  expect(itemsOf(state)).toEqual([{ id: 'i1', text: 'b' }]);
});

test('an echo whose key belongs to another item is somebody else’s', () => {
  const state = play(
    loaded,
    { do: 'edit', ref: 'i1', key: 'k1', patch: { text: 'a' }, at },
    { do: 'heard', item: { id: 'x', text: 'b' }, origin: 'k1' },
  );
  expect(itemsOf(state)).toEqual([
    { ...milk, text: 'a' },
    { id: 'x', text: 'b' },
  ]);
  expect(underWay(state)).toHaveLength(1);
});

test('nothing of a row in conflict is sent', () => {
  const state = play(
    loaded,
    { do: 'edit', ref: 'i1', key: 'k1', patch: { text: 'a' }, at },
    { do: 'heard', item: { ...milk, text: 'b', version: 2 } },
    { do: 'edit', ref: 'i1', key: 'k2', patch: { text: 'c' }, at },
  );
  expect(nextToSend(state)).toEqual([]);
  expect(rowsOf(state)[0]?.conflict?.mine).toEqual({ text: 'c' });
});

function play(...actions: OptimisticAction[]) {
  return actions.reduce(reduce, nothingKnown);
}
