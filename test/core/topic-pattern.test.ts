import { expect, test } from 'vitest';
import {
  matchesTopic,
  mayCross,
  readPatterns,
  withoutCovered,
} from '../../src/core/topic-pattern.js';

test.each([
  ['orders.new', 'orders.new', true],
  ['orders.new', 'orders.old', false],
  ['orders', 'orders.new', false],
  ['*', 'orders', true],
  ['*', 'orders.new.today', true],
  ['*', '', true],
  ['orders.*', 'orders.new', true],
  ['orders.*', 'orders', false],
  ['orders.*', 'orders.', false],
  ['orders.*', 'orders.new.today', false],
  ['*.new', 'orders.new', true],
  ['*.*', 'orders.new', true],
  ['*.*', 'orders', false],
  ['orders.*.today', 'orders.new.today', true],
  ['orders.*.today', 'orders..today', false],
  ['ord*.new', 'orders.new', false],
  ['orders.n*w', 'orders.new', false],
  ['a+b.*', 'aab.c', false],
  ['Orders.*', 'orders.new', false],
  ['*.émoji 🎬', 'a.émoji 🎬', true],
])('%j matches %j: %j', (pattern, topic, expected) => {
  expect(matchesTopic(pattern, topic)).toBe(expected);
});

test.each(['pan:sys.ready', 'sys:health'])(
  'no wildcard stands for %s, only the name itself',
  (topic) => {
    expect(matchesTopic('*', topic)).toBe(false);
    expect(matchesTopic('*.*', topic)).toBe(false);
    expect(matchesTopic(topic, topic)).toBe(true);
  },
);

test('reads patterns, each once', () => {
  expect(readPatterns('  a.*\n b\ta.*  ')).toEqual(['a.*', 'b']);
  expect(readPatterns('')).toEqual([]);
});

test('leaves out what another pattern covers', () => {
  expect(withoutCovered(['ws.send', '*'])).toEqual(['*']);
  expect(withoutCovered(['a.b', 'a.*', '*.b'])).toEqual(['a.*', '*.b']);
  expect(withoutCovered(['*.*', 'a.*', 'a'])).toEqual(['*.*', 'a']);
  expect(withoutCovered(['*', 'pan:x'])).toEqual(['*', 'pan:x']);
});

test.each(['pan:publish', 'sys:x', 'ws.connect', 'left.ws.connect', 'a.b.sse.disconnect', 'sse.x'])(
  '%s crosses no border, whatever the patterns',
  (topic) => {
    expect(mayCross(topic, ['*', '*.*', '*.*.*', topic])).toBe(false);
  },
);

test.each(['orders.new', 'laws.new', 'ws', 'orders.ws', 'passe.x'])('%s may cross', (topic) => {
  expect(mayCross(topic, ['*'])).toBe(true);
  expect(mayCross(topic, ['nothing'])).toBe(false);
});
