import type { AddressBook } from './address-book.js';
import { frameData, type CannedParts } from './canned-sockets.js';
import { takePlace, type CannedSources } from './canned-sources.js';
import { EventHistory } from './event-history.js';
import { HttpReplies } from './http-replies.js';
import { HttpSource } from './http-source.js';
import { fillPlaceholders } from './placeholders.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import type {
  Action,
  CannedStream,
  HttpAction,
  Refusal,
  SourceDeclaration,
  SSEAction,
} from './stream.js';

type HttpParts = CannedParts<AddressBook<StagedHttpConnection, HttpSource>>;
/** What stands behind a canned source. */
type Cast =
  | { readonly kind: 'sse'; readonly history: EventHistory }
  | { readonly kind: 'http'; readonly replies: HttpReplies };

/** The sources of the kinds `sse` and `http`. */
export class CannedHttp implements CannedSources {
  readonly #parts: HttpParts;
  readonly #casts = new Map<HttpSource, Cast>();

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  get kinds(): Array<readonly [string, 'sse' | 'http']> {
    const { sources } = this.#parts.addresses;
    const kindOf = (source: HttpSource) => this.#casts.get(source)?.kind ?? 'http';
    return sources.map((source) => [source.name, kindOf(source)] as const).reverse();
  }

  declare(stream: CannedStream, name: string, declaration: SourceDeclaration): boolean {
    if (declaration.kind !== 'sse' && declaration.kind !== 'http') return false;
    const { addresses, clock, seed } = this.#parts;
    const address = addresses.normalize(declaration.url);
    const { known, faults } = takePlace(stream, name, address, addresses.named(name), seed);
    if (known) return true;
    let source: HttpSource;
    if (declaration.kind === 'sse') {
      const history = new EventHistory(declaration.replay ?? true);
      source = new HttpSource(name, address, faults, history.farEnd);
      this.#casts.set(source, { kind: 'sse', history });
    } else {
      const { kind, url: _, method, ...answer } = declaration;
      const replies = new HttpReplies(clock, answer);
      source = new HttpSource(name, address, faults, replies.farEnd, method);
      this.#casts.set(source, { kind, replies });
    }
    addresses.add(source);
    return true;
  }

  act(name: string, any: Action, n: number): void {
    const { addresses, clock, log } = this.#parts;
    const action = any as SSEAction | HttpAction;
    const source = addresses.named(name);
    if (!source) return;
    if (action.do === 'refuse' || action.do === 'restore' || action.do === 'stall') {
      if (action.do === 'refuse') {
        this.#refuse(source, action);
      } else {
        log.note(clock.elapsed, name, action.do);
        source[action.do]();
      }
    } else if (action.do === 'respond') {
      const { do: _, ...answer } = action;
      const cast = this.#casts.get(source);
      if (cast?.kind === 'http') cast.replies.answer = answer;
    } else if (source.open(action.connection).length > 0) {
      this.#connections(source, action, n);
    } else {
      // The page may still connect within this very instant: the cue waits for its end.
      const last = (): void => this.#connections(source, action, n);
      clock.schedule(last, 0, 'stage', true);
    }
  }

  #connections(
    source: HttpSource,
    action: Exclude<SSEAction | HttpAction, { do: 'refuse' | 'restore' | 'stall' | 'respond' }>,
    n: number,
  ): void {
    const cast = this.#casts.get(source);
    // An answer that takes its time hangs, and can be lost all the same.
    const reachable =
      cast?.kind === 'http' ? [...source.connections] : source.open(action.connection);
    if (action.do === 'event') {
      const event = this.#fill(action, n);
      const kept =
        cast?.kind === 'sse' && action.connection === undefined && cast.history.add(event);
      if (reachable.length === 0 && !kept) this.#lose(source, JSON.stringify(event.data));
      for (const connection of reachable) connection.event(event);
    } else {
      for (const connection of reachable) {
        if (action.do === 'comment') connection.comment(action.text);
        else if (action.do === 'frame') connection.raw(frameData(action));
        else connection[action.do]();
      }
    }
  }

  #refuse(source: HttpSource, { status, headers, times }: Refusal): void {
    let refused = 0;
    // A few refusals are logged one by one, when they happen.
    if (times === undefined) {
      const { clock, log } = this.#parts;
      const how = { ...(status !== undefined && { code: status }), ...(headers && { headers }) };
      const entry = { at: clock.elapsed, source: source.name, direction: '-' } as const;
      log.add({ ...entry, kind: 'refuse', ...how });
    }
    source.refuse((connection) => {
      connection.refuse(status, headers);
      if (++refused === times) source.mode = 'accept';
    });
  }

  #fill({ data, event, id, retry }: SSEAction & { do: 'event' }, n: number) {
    const values = { now: this.#parts.clock.now(), n };
    const fill = (value: unknown): unknown => fillPlaceholders(value, values);
    return { data: fill(data), event, id: id === undefined ? id : String(fill(id)), retry };
  }

  #lose({ name }: HttpSource, data: string): void {
    const { clock, log } = this.#parts;
    log.add({ at: clock.elapsed, source: name, direction: 'in', kind: 'lost', data });
  }
}
