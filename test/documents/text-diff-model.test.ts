import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChanges, mapPosition, rebase } from '../../src/documents/text-change.js';
import { diffTexts } from '../../src/documents/text-diff.js';

/** Few letters, so that much is alike; some take two units, and two of those begin alike. */
const text = fc
  .array(fc.constantFrom('a', 'b', '\n', '😀', '😁', 'é'), { maxLength: 40 })
  .map((signs) => signs.join(''));

test('the changes between two texts make the one of the other', () => {
  fc.assert(
    fc.property(text, text, fc.option(fc.nat(50), { nil: undefined }), (before, after, caret) => {
      expect(applyChanges(before, diffTexts(before, after, caret))).toBe(after);
    }),
    { numRuns: 1000 },
  );
});

test('changes never cut a character', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const { from, to, insert } of diffTexts(before, after)) {
        for (const part of [before.slice(0, from), before.slice(from, to), insert]) {
          expect(new TextDecoder().decode(new TextEncoder().encode(part))).toBe(part);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('it is the same whose changes are made first', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const [ours, others] = [diffTexts(base, mine), diffTexts(base, theirs)];
      const one = applyChanges(theirs, rebase(ours, others, 'after'));
      const other = applyChanges(mine, rebase(others, ours, 'before'));
      expect(one).toBe(other);
    }),
    { numRuns: 2000 },
  );
});

test('what nobody deleted is in the merged text as often as both have it together', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.array(fc.nat(20)), (ours, theirs) => {
      const base = 'abcdefghij';
      const put = (places: number[], sign: number): string =>
        places.reduce((all, place, index) => {
          const at = place % (all.length + 1);
          return all.slice(0, at) + String.fromCharCode(sign + index) + all.slice(at);
        }, base);
      const [mine, other] = [put(ours, 0x4e00), put(theirs, 0x5e00)];
      const others = diffTexts(base, other);
      const merged = applyChanges(other, rebase(diffTexts(base, mine), others));
      const signs = [...mine, ...other.replace(/[a-j]/g, '')].sort();
      expect([...merged].sort()).toEqual(signs);
    }),
  );
});

test('a caret tells which of two equal letters is new', () => {
  expect(diffTexts('aaa', 'aaaa', 1)).toEqual([{ from: 0, to: 0, insert: 'a' }]);
  expect(diffTexts('aaa', 'aaaa', 4)).toEqual([{ from: 3, to: 3, insert: 'a' }]);
  expect(diffTexts('aaa', 'aa', 1)).toEqual([{ from: 1, to: 2, insert: '' }]);
});

test('a position stays with the text around it', () => {
  const changes = [
    { from: 2, to: 2, insert: 'xx' },
    { from: 5, to: 8, insert: '' },
  ];
  expect([0, 2, 3, 6, 9].map((at) => mapPosition(changes, at))).toEqual([0, 2, 5, 7, 8]);
  expect(mapPosition(changes, 2, 'after')).toBe(4);
});

test('very different texts are compared in time', () => {
  const lines = (step: number): string =>
    Array.from({ length: 20_000 }, (_, index) => `${(index * step) % 9973}\n`).join('');
  const [before, after] = [lines(7), lines(11)];
  expect(applyChanges(before, diffTexts(before, after))).toBe(after);
});
