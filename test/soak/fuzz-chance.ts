/** Draws a number in [0, 1). */
export type Draw = () => number;

/** What has broken readers before. */
const ODD_VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, 2 ** 53, -0, '', ' ', '\0', '*', 'constructor', '\ud800'],
  ...['__proto__', 'toString', 'x'.repeat(500), [], {}, [[[[[]]]]], { length: 1e9 }, { type: 7 }],
];
const ODD_TEXTS: readonly string[] = [
  ...['\0', '\r', '\n', '\r\n', '\n\n', '\ufeff', '\ud800', ':', ': ', '"', '\\', '\\u0000', '{'],
  ...['}', '[', ']', ',', 'null', '1e999', '-', '"__proto__":1', 'data:', 'id: ', 'retry: 0\n'],
  ...['event: error\n', 'retry: 99999999999999999999\n', 'data\n', 'id: \0\n', '<script>', '😀'],
];

export function pick<Item>(draw: Draw, items: readonly Item[]): Item {
  return items[Math.floor(draw() * items.length)]!;
}

/** Draws a whole number from 0 up to `end`, which is left out. */
export function below(draw: Draw, end: number): number {
  return Math.floor(draw() * end);
}

export function randomBytes(draw: Draw, most = 80): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: below(draw, most) }, () => below(draw, 256));
}

/** Changes bytes here and there: flips, cuts, doubles, inserts. */
export function mutateBytes(draw: Draw, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let result = [...bytes];
  for (let count = below(draw, 4); count >= 0; count--) {
    const at = below(draw, result.length + 1);
    const kind = below(draw, 6);
    if (kind === 0) result[at] = (result[at] ?? 0) ^ (1 << below(draw, 8));
    else if (kind === 1) result = result.slice(0, at);
    else if (kind === 2) result = result.slice(at);
    else if (kind === 3) result.splice(at, 0, ...result.slice(at, at + below(draw, 20)));
    else if (kind === 4) result.splice(at, 0, ...randomBytes(draw, 9));
    else result[at] = pick(draw, [0, 127, 128, 192, 193, 220, 221, 222, 223, 255]);
  }
  return Uint8Array.from(result);
}

/** Changes a text here and there. */
export function mutateText(draw: Draw, text: string): string {
  let result = text;
  for (let count = below(draw, 4); count >= 0; count--) {
    const at = below(draw, result.length + 1);
    const [head, tail] = [result.slice(0, at), result.slice(at)];
    const kind = below(draw, 5);
    if (kind === 0) result = head + pick(draw, ODD_TEXTS) + tail;
    else if (kind === 1) result = head + tail.slice(1 + below(draw, 8));
    else if (kind === 2) result = below(draw, 2) ? head : tail;
    else if (kind === 3) result = head + tail.slice(0, below(draw, 30)) + tail;
    else result = head + String.fromCharCode(below(draw, 0x10000)) + tail.slice(1);
  }
  return result;
}

/** Changes a value somewhere inside: another value, a key more, a key less. */
export function mutateValue(draw: Draw, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || draw() < 0.15) return pick(draw, ODD_VALUES);
  if (value instanceof Uint8Array) return mutateBytes(draw, value);
  const entries = Object.entries(value);
  const at = below(draw, entries.length + 1);
  const entry = entries[at];
  if (!entry || draw() < 0.1)
    entries.push([pick(draw, ['seq', 'id', 'x']), pick(draw, ODD_VALUES)]);
  else if (draw() < 0.2) entries.splice(at, 1);
  else entries[at] = [entry[0], mutateValue(draw, entry[1])];
  if (Array.isArray(value)) return entries.map(([, item]) => item as unknown);
  return Object.fromEntries(entries);
}
