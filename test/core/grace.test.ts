import { expect, test } from 'vitest';
import type { ConnectionState } from '../../src/core/connection-state.js';
import { Grace } from '../../src/core/grace.js';

test('shows a first connection as it comes about, and green at once', () => {
  expect(
    play(2000, [
      [0, 'idle'],
      [0, 'connecting'],
      [50, 'open'],
    ]),
  ).toEqual(['idle', 'connecting', 'open']);
});

test('complains of a first attempt that fails, and then waits with the green', () => {
  expect(
    play(2000, [
      [0, 'connecting'],
      [10, 'waiting'],
      [1000, 'connecting'],
      [1100, 'open'],
      [1599, 'open'],
      [1600, 'open'],
    ]),
  ).toEqual(['connecting', 'waiting', 'connecting', 'connecting', 'connecting', 'open']);
});

test('passes over a drop shorter than the grace, and complains of one as long', () => {
  expect(
    play(2000, [
      [0, 'open'],
      [100, 'waiting'],
      [2099, 'connecting'],
      [2100, 'connecting'],
    ]),
  ).toEqual(['open', 'open', 'open', 'connecting']);
});

test('adds up the drops of one bad spell', () => {
  expect(
    play(2000, [
      [0, 'open'],
      [1000, 'waiting'],
      [1900, 'open'],
      [3000, 'waiting'],
      [3900, 'open'],
      [5000, 'waiting'],
      [5199, 'waiting'],
      [5200, 'waiting'],
    ]),
  ).toEqual(['open', 'open', 'open', 'open', 'open', 'open', 'open', 'waiting']);
});

test.each([
  [4999, 'waiting'],
  [5000, 'open'],
])('after %i ms up the next drop of 1,000 ms shows %s', (up, shown) => {
  const again = 2500 + up;
  expect(
    play(2000, [
      [0, 'open'],
      [1000, 'waiting'],
      [2500, 'open'],
      [again, 'waiting'],
      [again + 1000, 'waiting'],
    ]).at(-1),
  ).toBe(shown);
});

test('says when to look again', () => {
  const grace = new Grace(2000);
  expect(grace.read('open', 0).changesIn).toBe(Infinity);
  expect(grace.read('waiting', 500)).toEqual({ shown: 'open', changesIn: 2000 });
  expect(grace.read('connecting', 1500)).toEqual({ shown: 'open', changesIn: 1000 });
  expect(grace.read('connecting', 2500)).toEqual({ shown: 'connecting', changesIn: Infinity });
  expect(grace.read('open', 3000)).toEqual({ shown: 'connecting', changesIn: 500 });
  expect(grace.read('open', 3500)).toEqual({ shown: 'open', changesIn: Infinity });
});

test('shows green only once it has held, and begins anew with every drop', () => {
  expect(
    play(2000, [
      [0, 'open'],
      [0, 'waiting'],
      [2000, 'waiting'],
      [2100, 'open'],
      [2599, 'open'],
      [2599, 'waiting'],
      [2700, 'open'],
      [3199, 'open'],
      [3200, 'open'],
    ]),
  ).toEqual([
    'open',
    'open',
    'waiting',
    'connecting',
    'connecting',
    'waiting',
    'connecting',
    'connecting',
    'open',
  ]);
});

test('shows everything at once with a grace of 0', () => {
  const states: ConnectionState[] = ['open', 'waiting', 'connecting', 'open', 'waiting', 'open'];
  expect(
    play(
      0,
      states.map((state, at) => [at, state]),
    ),
  ).toEqual(states);
});

test.each(['closed', 'failed', 'idle'] as const)('shows %s at once, from any state', (end) => {
  for (const state of ['open', 'waiting', 'connecting', 'failed', 'closed'] as const) {
    const grace = new Grace(2000);
    grace.read('open', 0);
    grace.read(state, 100);
    expect(grace.read(end, 200)).toEqual({ shown: end, changesIn: Infinity });
  }
});

test('a goodbye wipes the slate, a failure does not', () => {
  const bad: [number, ConnectionState][] = [
    [0, 'open'],
    [0, 'waiting'],
    [3000, 'waiting'],
  ];
  expect(play(2000, [...bad, [3100, 'closed'], [3200, 'connecting'], [3300, 'open']]).at(-1)).toBe(
    'open',
  );
  expect(play(2000, [...bad, [3100, 'failed'], [3200, 'connecting'], [3300, 'open']]).at(-1)).toBe(
    'connecting',
  );
});

/** Reads the same grace at one moment after another. */
function play(ms: number, moments: [at: number, state: ConnectionState][]): ConnectionState[] {
  const grace = new Grace(ms);
  return moments.map(([at, state]) => grace.read(state, at).shown);
}
