import { streamOfLog } from './log-stream.js';
import type { CannedStream } from './stream.js';

/** What happened, seen from the page. */
export type WireEventKind =
  /** The page asked for a connection. */
  | 'connect'
  | 'open'
  | 'frame'
  /** One side started the closing handshake; `direction` tells which. */
  | 'closing'
  | 'close'
  | 'refuse'
  | 'drop'
  | 'stall'
  | 'restore'
  /** A message found no open connection, or fell to a fault. */
  | 'lost'
  /** Somebody said something on a broadcast channel, or something that cannot be read. */
  | 'post'
  | 'messageerror'
  /** A worker was started, spoke or was spoken to, failed, or was ended. */
  | 'worker-start'
  | 'worker-message'
  | 'worker-error'
  | 'worker-end'
  /** A lock was granted, released or stolen; `data` tells which. */
  | 'lock'
  /** The page or the wall clock changed; `data` tells how. */
  | 'page'
  | 'clock';

/** One line of a wire log. */
export interface WireLogEntry {
  /** Virtual ms since the stage began. */
  readonly at: number;
  /** The source's name, or the URL of a far end without one. */
  readonly source: string;
  /** Which connection of the source, from 1; absent where all are meant. */
  readonly connection?: number;
  /** Which other tab spoke; absent for the first one. */
  readonly tab?: string;
  readonly direction: 'out' | 'in' | '-';
  readonly kind: WireEventKind;
  /** The text of a frame, or its bytes in base64. */
  readonly data?: string;
  readonly encoding?: 'base64';
  readonly code?: number;
  readonly reason?: string;
  readonly wasClean?: boolean;
  /** The headers of an answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A source as a replay needs to know it. */
export interface LoggedSource {
  readonly name: string;
  /** Default `websocket`. */
  readonly kind?: 'websocket' | 'sse' | 'http' | 'channel';
  /** The one method that an HTTP source answers. */
  readonly method?: string | undefined;
  /** Where it is: for a channel its name. */
  readonly url: string;
  /** The fixed one-way delay in ms. */
  readonly latency: number;
}

/** Everything that went over the wires of a stage, in order. */
export class WireLog implements Iterable<WireLogEntry> {
  readonly #entries: WireLogEntry[] = [];
  readonly #sources: () => readonly LoggedSource[];

  constructor(sources: () => readonly LoggedSource[]) {
    this.#sources = sources;
  }

  get entries(): readonly WireLogEntry[] {
    return this.#entries;
  }

  [Symbol.iterator](): Iterator<WireLogEntry> {
    return this.#entries.values();
  }

  add(entry: WireLogEntry): void {
    this.#entries.push(entry);
  }

  /** Adds what befell a source as a whole. */
  note(at: number, source: string, kind: WireEventKind, data?: string): void {
    this.add({ at, source, direction: '-', kind, ...(data !== undefined && { data }) });
  }

  /** Forgets all entries, for example before the part that matters. */
  clear(): void {
    this.#entries.length = 0;
  }

  /**
   * Makes a stream that, played to the same page, lets it see the same again.
   *
   * Faults become plain facts: what was lost stays lost, what came twice comes twice. Only the
   * fixed latency stays a fault; jitter of a handshake is rounded to a stall of the source.
   */
  toStream(name = 'recorded'): CannedStream {
    return streamOfLog(this.#entries, this.#sources(), name);
  }
}

/** Puts the data of a frame into the form of the log. */
export function loggedData(data: string | Uint8Array): Pick<WireLogEntry, 'data' | 'encoding'> {
  if (typeof data === 'string') return { data };
  let binary = '';
  for (const byte of data) binary += String.fromCharCode(byte);
  return { data: btoa(binary), encoding: 'base64' };
}
