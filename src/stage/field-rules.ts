import type { FieldRule } from './cue-fields.js';
import { isServerCloseCode } from './websocket-rules.js';

/** Says what a value should be that breaks its rule; `undefined` when it keeps it. */
export function mismatch(rule: FieldRule, value: unknown): string | undefined {
  const [expected, holds] = RULES[rule];
  return holds(value) ? undefined : expected;
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

export function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}

const isText = (value: unknown): boolean => typeof value === 'string';

const RULES: Readonly<Record<FieldRule, [expected: string, holds: (value: unknown) => boolean]>> = {
  any: ['there', (value) => value !== undefined],
  text: ['a text', isText],
  line: [
    'a text without line breaks',
    (value) => isText(value) && !/[\r\n\0]/.test(value as string),
  ],
  name: ['a text that is not empty', isName],
  url: ['a URL', isText],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  count: ['a whole number from 1', isCount],
  number: ['a number of ms', Number.isFinite],
  duration: ['a number of ms from 0', isDuration],
  seq: ['a whole number or "{{n}}"', (value) => Number.isInteger(value) || value === '{{n}}'],
  code: [
    '1000-1003, 1007-1014 or 3000-4999 (to lose the connection with 1006 use "drop")',
    (value) => typeof value === 'number' && isServerCloseCode(value),
  ],
  base64: ['"base64"', (value) => value === 'base64'],
  status: [
    'an HTTP status from 200 to 599',
    (value) => Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599,
  ],
  method: [
    'an HTTP method in upper case',
    (value) => isText(value) && /^[A-Z]+$/.test(value as string),
  ],
  headers: ['an object of texts', isHeaders],
};

function isHeaders(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isText);
}
