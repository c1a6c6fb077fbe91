import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DARK_INK, safeColour } from '../../src/core/safe-colour.js';

const byte = fc.integer({ min: 0, max: 255 });
const share = fc.integer({ min: 0, max: 100 });
const colour = fc.oneof(
  fc.tuple(byte, byte, byte).map(([r, g, b]) => `rgb(${r}, ${g}, ${b})`),
  fc.tuple(byte, byte, byte).map(([r, g, b]) => `rgb(${r} ${g} ${b} / 0.1)`),
  fc.tuple(fc.integer(), share, share).map(([h, s, l]) => `hsl(${h} ${s}% ${l}%)`),
  fc.tuple(byte, byte, byte).map((all) => `#${all.map(hex).join('')}`),
  fc.string(),
);

test('every colour can be read, in light and in dark, as ink, as ground and on every surface', () => {
  fc.assert(
    fc.property(colour, fc.string(), (value, id) => {
      const { light, dark } = safeColour(value, id);
      expect([light, dark].join()).toMatch(/^#[\da-f]{6},#[\da-f]{6}$/);
      for (const surface of ['#ffffff', '#f8f9fa']) {
        expect(contrast(light, surface)).toBeGreaterThanOrEqual(4.5);
      }
      for (const surface of [DARK_INK, '#16191d', '#1f242b']) {
        expect(contrast(dark, surface)).toBeGreaterThanOrEqual(4.5);
      }
    }),
    { numRuns: 2000 },
  );
});

test('ids have colours of their own, always the same, and all hues are given out', () => {
  const colours = Array.from({ length: 500 }, (_, n) => safeColour(undefined, `user ${n}`).light);
  expect(new Set(colours).size).toBe(24);
  expect(safeColour(undefined, 'user 7').light).toBe(colours[7]);
  expect(safeColour(undefined, '').light).toMatch(/^#/);
});

test('a colour that is right already stays as it is', () => {
  expect(safeColour('#0a66d0', 'ada').light).toBe('#0a66d0');
  expect(safeColour('#6cb0ff', 'ada').dark).toBe('#6cb0ff');
});

test.each([
  ['#1c7ed6', '#1C7ED6'],
  ['#f00', '#ff0000'],
  ['#f008', '#ff0000'],
  ['#ff000080', '#ff0000'],
  [' rgb(255 0 0) ', '#ff0000'],
  ['rgba(100%, 0%, 0%, .5)', '#ff0000'],
  ['rgb(999, -5, 0)', '#ff0000'],
  ['hsl(0, 100%, 50%)', '#ff0000'],
  ['hsl(120deg 100% 50%)', '#00ff00'],
  ['hsl(0.5turn 100 50)', '#00ffff'],
  ['HSLA(-120, 100%, 50%, 1)', '#0000ff'],
])('%s is %s', (text, same) => {
  expect(safeColour(text, 'ada')).toEqual(safeColour(same, 'ada'));
  expect(safeColour(text, 'ada')).not.toEqual(safeColour(undefined, 'ada'));
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['an empty text', ''],
  ['a name', 'red'],
  ['two digits', '#ff'],
  ['five digits', '#fffff'],
  ['too few channels', 'rgb(1, 2)'],
  ['too many channels', 'rgb(1 2 3 4 5)'],
  ['wrong units', 'rgb(1em 2em 3em)'],
  ['no numbers', 'hsl(NaN 1% 1%)'],
  ['a name and a rule', 'red;background:url(https://evil.test/x)'],
  ['a colour and a rule', 'rgb(0,0,0);color:red'],
  ['a variable', 'var(--secret)'],
  ['a script', 'url(javascript:alert(1))'],
  ['a prototype', '__proto__'],
  ['a megabyte', `#${'f'.repeat(2 ** 20)}`],
  ['an object that would make a colour', { toString: () => '#ff0000' }],
  ['a list', ['#ff0000']],
])('%s is no colour, and gives that of the id', (_, value) => {
  expect(safeColour(value, 'ada')).toEqual(safeColour(undefined, 'ada'));
});

test('an id has always the same colour, and neighbours have others', () => {
  const colours = Array.from({ length: 24 }, (_, n) => safeColour(undefined, `user-${n}`).light);
  expect(safeColour(undefined, 'user-3').light).toBe(colours[3]);
  expect(new Set(colours).size).toBeGreaterThan(10);
  expect(colours[1]).not.toBe(colours[2]);
});

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, two) => one - two);
  return (light + 0.05) / (dark + 0.05);
}

/** As WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}
