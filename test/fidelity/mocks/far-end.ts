import { vi } from 'vitest';

/** How long to wait for what may never come, in ms. */
const PATIENCE = 250;
/** More than the 4 ms that each hop of mock-socket takes. */
const SURPLUS = 20;

/** Waits until `done`, or a while in vain, and then a moment for surplus events. */
export async function until(done: () => boolean): Promise<void> {
  await vi.waitUntil(done, { timeout: PATIENCE, interval: 4 }).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, SURPLUS));
}

/** What a far end has noticed. Blobs take their time. */
export class Notes {
  readonly #notes: (string | Promise<string>)[] = [];

  close(code: number, reason: string): void {
    this.#notes.push(`close:${code}:${reason}`);
  }

  message(data: unknown): void {
    if (data instanceof Blob) this.#notes.push(data.arrayBuffer().then(hex));
    else if (ArrayBuffer.isView(data)) {
      this.#notes.push(hex(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
    } else if (data instanceof ArrayBuffer) this.#notes.push(hex(data));
    else this.#notes.push(`${typeof data === 'string' ? 'text' : typeof data}:${String(data)}`);
  }

  all(): Promise<string[]> {
    return Promise.all(this.#notes.map((note) => Promise.resolve(note)));
  }
}

function hex(bytes: ArrayBuffer | Uint8Array): string {
  const pairs = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0'));
  return `binary:${pairs.join('')}`;
}

/** Reads hexadecimal digits. */
export function bytes(text: string): ArrayBuffer {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16)).buffer;
}
