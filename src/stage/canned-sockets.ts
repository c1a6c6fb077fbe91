import type { AddressBook } from './address-book.js';
import { takePlace, type CannedSources } from './canned-sources.js';
import { fillPlaceholders } from './placeholders.js';
import { SourceReplies } from './source-replies.js';
import { StagedSource } from './staged-source.js';
import type {
  Action,
  CannedStream,
  ConnectionAction,
  SourceAction,
  SourceDeclaration,
} from './stream.js';
import type { VirtualClock } from './virtual-clock.js';
import { loggedData, type WireLog } from './wire-log.js';

/** What canned sources act on. */
export interface CannedParts<Book = AddressBook> {
  readonly clock: VirtualClock;
  readonly log: WireLog;
  readonly addresses: Book;
  readonly seed: number | string;
}

/** The sources of kind `websocket`. */
export class CannedSockets implements CannedSources {
  readonly #parts: CannedParts;
  readonly #replies = new Map<StagedSource, SourceReplies>();

  constructor(parts: CannedParts) {
    this.#parts = parts;
  }

  get kinds(): Array<readonly [string, 'websocket']> {
    const { sources } = this.#parts.addresses;
    return sources.map(({ name }) => [name, 'websocket'] as const).reverse();
  }

  declare(stream: CannedStream, name: string, declaration: SourceDeclaration): boolean {
    if (declaration.kind !== 'websocket') return false;
    const { addresses, seed } = this.#parts;
    const { url, pong = true } = declaration;
    const address = addresses.normalize(url);
    const { known, faults } = takePlace(stream, name, address, addresses.named(name), seed);
    if (known) return true;
    const replies = new SourceReplies();
    const source = new StagedSource(name, address, faults, replies.farEnd);
    if (pong) replies.set('ping', (server) => server.send(this.#envelope('pong', {}, 1)));
    this.#replies.set(source, replies);
    addresses.add(source);
    return true;
  }

  act(name: string, any: Action, n: number): void {
    const action = any as ConnectionAction | SourceAction;
    const source = this.#parts.addresses.named(name);
    if (!source) return;
    if (action.do === 'refuse' || action.do === 'restore' || action.do === 'stall') {
      this.#parts.log.note(this.#parts.clock.elapsed, name, action.do);
      source[action.do]();
    } else if (action.do === 'reply') {
      const { to, type, payload = {} } = action;
      const answer = (asked: number): string => this.#envelope(type, payload, asked);
      this.#replies.get(source)?.set(to, (server, asked) => server.send(answer(asked)));
    } else if (source.open(action.connection).length > 0) {
      this.#connections(source, action, n);
    } else {
      // The page may still connect within this very instant: the cue waits for its end.
      const last = (): void => this.#connections(source, action, n);
      this.#parts.clock.schedule(last, 0, 'stage', true);
    }
  }

  #connections(source: StagedSource, action: ConnectionAction, n: number): void {
    const open = source.open(action.connection);
    const frame = this.#frame(action, n);
    if (frame !== undefined && open.length === 0) {
      const { elapsed: at } = this.#parts.clock;
      const lost = { at, source: source.name, direction: 'in', kind: 'lost' } as const;
      this.#parts.log.add({ ...lost, ...loggedData(frame) });
    }
    for (const server of open) {
      if (frame !== undefined) server.send(frame);
      else if (action.do === 'drop') server.drop();
      else if (action.do === 'close') server.close(action.code, action.reason);
    }
  }

  #frame(action: ConnectionAction, n: number): string | Uint8Array | undefined {
    if (action.do === 'message') {
      const { type, payload = {}, id, seq } = action;
      return this.#envelope(type, payload, n, { id, seq });
    }
    return action.do === 'frame' ? frameData(action) : undefined;
  }

  #envelope(
    type: string,
    payload: unknown,
    n: number,
    { id, seq }: { id?: string | undefined; seq?: number | string | undefined } = {},
  ): string {
    const values = { now: this.#parts.clock.now(), n };
    const fill = (value: unknown): unknown => fillPlaceholders(value, values);
    return JSON.stringify({
      type,
      payload: fill(payload),
      timestamp: values.now,
      ...(id !== undefined && { id: String(fill(id)) }),
      ...(seq !== undefined && { seq: fill(seq) }),
    });
  }
}

/** Reads the text or the bytes of a `frame` cue. */
export function frameData(frame: { data: string; encoding?: 'base64' }): string | Uint8Array {
  if (frame.encoding !== 'base64') return frame.data;
  return Uint8Array.from(atob(frame.data), (character) => character.charCodeAt(0));
}
