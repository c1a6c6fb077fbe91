const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Sixteen numbers of seven bits are more than a number holds. */
const MOST_BYTES = 8;

/**
 * Packs numbers, byte strings and texts one after the other, the way `lib0` does: numbers in groups
 * of seven bits, lowest first; the others with their length in bytes before them.
 */
export function pack(...parts: readonly (number | string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const pieces: (Uint8Array | readonly number[])[] = [];
  for (const part of parts) {
    if (typeof part === 'number') pieces.push(groups(part));
    else {
      const bytes = typeof part === 'string' ? encoder.encode(part) : part;
      pieces.push(groups(bytes.length), bytes);
    }
  }
  const result = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}

function groups(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

/** Takes apart what {@link pack} made. Throws a `RangeError` or `TypeError` where that is not it. */
export class Unpacker {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isDone(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    for (let group = 0; group < MOST_BYTES; group++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('it ends within a number');
      value += (byte & 127) * 128 ** group;
      if (byte < 128 && Number.isSafeInteger(value)) return value;
    }
    throw new RangeError('a number is too large');
  }

  bytes(): Uint8Array {
    const end = this.number() + this.#at;
    if (end > this.#bytes.length) throw new RangeError('it is shorter than it says');
    const start = this.#at;
    this.#at = end;
    return this.#bytes.subarray(start, end);
  }

  text(): string {
    return decoder.decode(this.bytes());
  }
}

/** How many bytes go into one call. */
const CHUNK = 8192;

/** Writes bytes as text, for wires that carry only JSON. */
export function toBase64(bytes: Uint8Array): string {
  let units = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    units += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(units);
}

/** Reads bytes from text. Throws a `DOMException` if it is not Base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));
}
