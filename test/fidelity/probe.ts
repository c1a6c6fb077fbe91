/** What answers are made of. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An observation that everything which stands for the platform must answer alike. */
export interface Probe<Context> {
  /** The behaviour, as a sentence. */
  readonly name: string;
  run(context: Context): Promise<unknown>;
}

/** Makes any answer comparable, whatever it went through. */
export function toJson(answer: unknown): Json {
  const text = JSON.stringify(answer, (_, value: unknown) => readable(value));
  return JSON.parse(text) as Json;
}

function readable(value: unknown): unknown {
  if (value === undefined) return 'undefined';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return Object.is(value, -0) ? '-0' : value;
}
