import { TallyError } from '../core/errors.js';
import type { AddressBook } from './address-book.js';
import { Faults } from './faults.js';
import { fillPlaceholders } from './placeholders.js';
import { seededRandom } from './random.js';
import { SourceReplies } from './source-replies.js';
import type { StagedPage } from './staged-page.js';
import { StagedSource } from './staged-source.js';
import type {
  Action,
  CannedStream,
  ConnectionAction,
  Cue,
  PageAction,
  SourceAction,
  SourceDeclaration,
  StreamErrorCode,
} from './stream.js';
import type { VirtualClock } from './virtual-clock.js';
import { loggedData, type WireLog } from './wire-log.js';

/** What a player plays on. */
export interface PlayerParts {
  readonly clock: VirtualClock;
  readonly page: StagedPage;
  readonly log: WireLog;
  readonly addresses: AddressBook;
  readonly seed: number | string;
}

/** Carries out the cues of canned streams. */
export class Player {
  readonly #parts: PlayerParts;
  readonly #replies = new Map<StagedSource, SourceReplies>();

  constructor(parts: PlayerParts) {
    this.#parts = parts;
  }

  /** The names that a cue may use. */
  get sourceNames(): string[] {
    const names = this.#parts.addresses.sources.map((source) => source.name).reverse();
    return [...names, 'page', 'clock'];
  }

  /** Puts the sources of a checked stream on stage and plans its cues from now on. */
  load(stream: CannedStream): void {
    for (const [name, source] of Object.entries(stream.sources ?? {})) {
      this.#declare(stream, name, source);
    }
    for (const cue of stream.cues) this.#plan(cue);
  }

  /** Carries out an action now. */
  act(source: string, action: Action, n = 1): void {
    if (source === 'page') this.#page(action as PageAction);
    else if (action.do === 'jump') this.#jump(action.by);
    else this.#source(source, action as ConnectionAction | SourceAction, n);
  }

  #declare(stream: CannedStream, name: string, { url, pong = true }: SourceDeclaration): void {
    const { addresses, seed } = this.#parts;
    const address = addresses.normalize(url);
    const known = addresses.named(name);
    if (known && known.url !== address) {
      throw new TallyError<StreamErrorCode>(
        'stream-invalid',
        `Failed to load stream "${stream.name}": source "${name}" is on stage already, ` +
          `at ${known.url}. Give it another name.`,
      );
    }
    const settings = stream.faults?.[name];
    const faults = new Faults(settings ?? {}, seededRandom(seed, `faults of ${name}`));
    if (known) {
      if (settings) known.faults = faults;
      return;
    }
    const replies = new SourceReplies();
    const source = new StagedSource(name, address, faults, replies.farEnd);
    if (pong) replies.set('ping', (server) => server.send(this.#envelope('pong', {}, 1)));
    this.#replies.set(source, replies);
    addresses.add(source);
  }

  #plan(cue: Cue): void {
    const { times, every } = cue.repeat ?? { times: 1, every: 0 };
    for (let n = 1; n <= times; n++) {
      const act = (): void => this.act(cue.source, cue, n);
      this.#parts.clock.schedule(act, cue.at + (n - 1) * every, 'stage');
    }
  }

  #page({ do: verb }: PageAction): void {
    const { page } = this.#parts;
    this.#note('page', 'page', verb);
    if (verb === 'offline') page.goOffline();
    else if (verb === 'online') page.goOnline();
    else page[verb]();
  }

  #jump(by: number): void {
    this.#note('clock', 'clock', String(by));
    this.#parts.clock.jump(by);
  }

  #source(name: string, action: ConnectionAction | SourceAction, n: number): void {
    const source = this.#parts.addresses.named(name);
    if (!source) return;
    if (action.do === 'refuse' || action.do === 'restore' || action.do === 'stall') {
      this.#note(name, action.do);
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
    if (action.do !== 'frame') return undefined;
    if (action.encoding !== 'base64') return action.data;
    return Uint8Array.from(atob(action.data), (character) => character.charCodeAt(0));
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

  #note(
    source: string,
    kind: 'page' | 'clock' | 'refuse' | 'restore' | 'stall',
    data?: string,
  ): void {
    const at = this.#parts.clock.elapsed;
    this.#parts.log.add({ at, source, direction: '-', kind, ...(data !== undefined && { data }) });
  }
}
