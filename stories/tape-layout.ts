import type { Mark } from './wire-tape.js';

/** Space that marks need in px: per character, around the text, and between two. */
const CHARACTER = 7.5;
const PADDING = 16;
const GAP = 3;

/** Puts marks that would cover each other into rows: for each mark its row, and how many there are. */
export function pack(
  marks: readonly Mark[],
  span: number,
  width: number,
): { rows: number[]; count: number } {
  const ends: number[] = [];
  const rows = marks.map(({ at, text }) => {
    const start = (at / span) * width;
    const free = ends.findIndex((end) => end <= start);
    const row = free < 0 ? ends.length : free;
    ends[row] = start + text.length * CHARACTER + PADDING + GAP;
    return row;
  });
  return { rows, count: ends.length };
}

/** Chooses round moments for an axis, at most five; none at its very end, where no label fits. */
export function ticks(span: number): { at: number; label: string }[] {
  const steps = [50, 100, 200, 500, 1000, 2000, 5000, 10_000];
  const step = steps.find((each) => span / each <= 5) ?? 60_000;
  return Array.from({ length: Math.ceil(span / step) }, (_, index) => {
    const at = index * step;
    return { at, label: step < 500 ? `${at} ms` : `${at / 1000} s` };
  });
}
