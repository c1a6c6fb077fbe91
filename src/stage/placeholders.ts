/** The values that placeholders stand for. */
export interface PlaceholderValues {
  /** Wall-clock ms. */
  readonly now: number;
  /** Which repetition, from 1. */
  readonly n: number;
}

const PLACEHOLDER = /\{\{\s*(now|n)\s*(?:([+-])\s*(\d+)\s*)?\}\}/g;
const ALONE = new RegExp(`^${PLACEHOLDER.source}$`);

/**
 * Fills `{{now}}`, `{{now-60000}}` and `{{n}}` in all strings of a JSON-able value.
 *
 * A string that is nothing but a placeholder becomes a number. Anything else in double braces stays.
 */
export function fillPlaceholders(value: unknown, values: PlaceholderValues): unknown {
  if (typeof value === 'string') return fillText(value, values);
  if (Array.isArray(value)) return value.map((item) => fillPlaceholders(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => [field, fillPlaceholders(item, values)]),
  );
}

function fillText(text: string, values: PlaceholderValues): string | number {
  if (!text.includes('{{')) return text;
  const alone = ALONE.exec(text);
  if (alone) return resolve(values, alone[1], alone[2], alone[3]);
  return text.replace(PLACEHOLDER, (_, name: string, sign?: string, by?: string) =>
    String(resolve(values, name, sign, by)),
  );
}

function resolve(values: PlaceholderValues, name?: string, sign?: string, by?: string): number {
  const base = name === 'n' ? values.n : values.now;
  return base + Number(by ?? 0) * (sign === '-' ? -1 : 1);
}
