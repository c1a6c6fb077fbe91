import { reasonOf } from '../core/acknowledgement.js';
import type { CloseInfo } from '../core/close-policy.js';
import { createDeduper } from '../core/deduper.js';
import type { WireMessage } from '../core/envelope.js';
import { TallyError } from '../core/errors.js';
import type { Clock, Unsubscribe } from '../core/runtime.js';
import type { MessageFate, TrackedMessage } from '../core/sent-message.js';
import type { LifecyclePayloads } from './client-events.js';
import type { SharedClient, StreamPlace } from './shared-options.js';
import { type LeaderSays, REMARKS, type SendRequest, type SharedState } from './shared-wire.js';

/** Another tab, as the leading one knows it. */
interface Member {
  types: ReadonlySet<string>;
  heardAt: number;
}

/** A message that the client has, and what was told of it last. */
interface Passage {
  readonly id: string;
  readonly from: string;
  readonly sent: Partial<Pick<TrackedMessage, 'fate' | 'error' | 'settled' | 'reply'>>;
  told: MessageFate | 'taken';
}

/** How the end of a client is told that nobody closed on purpose. */
const LOST: CloseInfo = { code: 1006, reason: 'Handed over to another tab' };

/** Serves all tabs with the one client: the leading tab's part. */
export class SharedLeader {
  readonly #client: SharedClient;
  readonly #clock: Clock;
  readonly #lease: number;
  readonly #tell: (words: LeaderSays) => void;
  readonly #whenTold: (then: () => void) => void;
  readonly #stops: readonly Unsubscribe[];
  readonly #members = new Map<string, Member>();
  readonly #passages = new Map<string, Passage>();
  readonly #isNewRequest = createDeduper();
  readonly #startedAt: number;
  #place: StreamPlace;
  #close = LOST;
  #wasOpen = false;

  /**
   * @param act Does what only the leader may do, if this tab still is that.
   * @param tell Tells all tabs, this one first.
   * @param whenTold Calls back when all can know what was told, whatever becomes of this tab.
   */
  constructor(
    client: SharedClient,
    clock: Clock,
    lease: number,
    place: StreamPlace,
    act: (action: () => void) => void,
    tell: (words: LeaderSays) => void,
    whenTold: (then: () => void) => void,
  ) {
    this.#client = client;
    this.#clock = clock;
    this.#lease = lease;
    this.#place = place;
    this.#tell = tell;
    this.#whenTold = whenTold;
    this.#startedAt = clock.monotonic();
    const target = client as unknown as EventTarget;
    const listen = (type: string, listener: (event: Event) => void): Unsubscribe => {
      target.addEventListener(type, listener);
      return () => target.removeEventListener(type, listener);
    };
    this.#stops = [
      client.on('*', (_, message) => act(() => this.#pass(message))),
      client.on('disconnected', (close) => this.#onLost(close as CloseInfo)),
      client.on('error', (payload) => {
        const { code, message } = (payload as LifecyclePayloads['error']).error;
        act(() => tell({ kind: 'error', code, text: message }));
      }),
      listen('statechange', () => this.#onState()),
      listen('outboxchange', () => act(() => this.#onOutbox())),
      ...REMARKS.map((type) =>
        listen(type, (event) => act(() => tell({ kind: 'remark', type, fields: fieldsOf(event) }))),
      ),
    ];
  }

  get state(): SharedState {
    const { connection } = this.#client;
    return { ...connection, close: this.#close, place: this.#place };
  }

  /** Connects. */
  start(): void {
    this.#client.retain();
    this.announce();
  }

  /** Connects again what has ended or given up. */
  retry(): void {
    this.#client.retry();
  }

  /** Tells where the connection stands. */
  announce(): void {
    this.#tell({ kind: 'state', state: this.state });
  }

  /** Answers a tab that says it is there. */
  welcome(from: string, request: string, types: readonly string[]): void {
    const known = this.#members.has(from);
    this.#members.set(from, { types: new Set(types), heardAt: this.#clock.monotonic() });
    if (!known && /closed|failed/.test(this.#client.connection.state)) this.retry();
    this.#tell({ kind: 'state', state: this.state, to: from, request, known });
  }

  /** Forgets a tab. */
  dismiss(from: string): void {
    this.#members.delete(from);
  }

  /** Forgets the tabs that have not been heard of for six leases. */
  beat(): void {
    const now = this.#clock.monotonic();
    for (const [from, { heardAt }] of this.#members)
      if (now - heardAt > 6 * this.#lease) this.#members.delete(from);
    this.announce();
  }

  /** Whether another tab handles messages of a type. In the beginning nobody has said so yet. */
  isWanted(type: string): boolean {
    if (this.#clock.monotonic() - this.#startedAt < this.#lease) return true;
    for (const { types } of this.#members.values())
      if (types.has('*') || types.has(type)) return true;
    return false;
  }

  /** Sends a message of this tab, and tells it what becomes of it. */
  send(from: string, request: SendRequest): void {
    if (this.#isTaken(from, request)) this.#send(from, request);
  }

  /** Sends a message of another tab, as soon as all can know that. */
  take(from: string, request: SendRequest): void {
    if (this.#isTaken(from, request)) this.#whenTold(() => this.#send(from, request));
  }

  #isTaken(from: string, { id }: SendRequest): boolean {
    const isNew = this.#isNewRequest(id);
    // Before anything else: from now on nobody else may send it as if it had never gone out.
    if (isNew) this.#tell({ kind: 'fate', to: from, id, fate: 'taken' });
    return isNew;
  }

  #send(from: string, { id, type, text, options }: SendRequest): void {
    try {
      const more = options ? (JSON.parse(options) as object) : {};
      const send = this.#client.send.bind(this.#client) as (...args: unknown[]) => unknown;
      const payload: unknown = JSON.parse(text);
      const sent = (send(type, payload, { ...more, id }) ?? {}) as Passage['sent'];
      const passage: Passage = { id, from, sent, told: 'taken' };
      this.#passages.set(id, passage);
      this.#report(passage);
      const report = (): void => this.#report(passage);
      void Promise.resolve(sent.settled).then(report, report);
    } catch (error) {
      this.#tellFailure(from, id, error);
    }
  }

  /** Lets go of the client at once, and reports nothing more. */
  end(): void {
    for (const stop of this.#stops) stop();
    this.#passages.clear();
    this.#client.disconnect();
  }

  #pass(message: WireMessage): void {
    this.#place = placeAfter(this.#place, message);
    this.#tell({ kind: 'message', message, at: this.#clock.now() });
  }

  #onState(): void {
    const wasOpen = this.#wasOpen;
    this.#wasOpen = this.#client.connection.state === 'open';
    // How an open connection ended comes right after this.
    if (!wasOpen || this.#wasOpen) this.announce();
  }

  #onLost(close: CloseInfo): void {
    this.#close = { code: close.code, reason: close.reason };
    this.announce();
  }

  #onOutbox(): void {
    for (const passage of [...this.#passages.values()]) this.#report(passage);
    this.announce();
  }

  #report(passage: Passage): void {
    const { id, from, sent, told } = passage;
    // A client that does not follow its messages has done all it can.
    const { fate = 'delivered', error } = sent;
    if (this.#passages.get(id) !== passage || fate === told) return;
    passage.told = fate;
    if (fate !== 'queued' && fate !== 'sending') this.#passages.delete(id);
    if (error) this.#tellFailure(from, id, error, fate);
    else this.#tell({ kind: 'fate', to: from, id, fate, ...replied(sent.reply) });
  }

  #tellFailure(to: string, id: string, error: unknown, fate: MessageFate = 'failed'): void {
    const code = error instanceof TallyError ? (error.code as string) : 'refused';
    const { cause } = Object(error) as { cause?: unknown };
    const answer = code === 'rejected' ? replied(cause) : {};
    const { error: why } = Object(cause) as { error?: unknown };
    const words = code === 'rejected' ? { text: reasonOf(why) } : {};
    this.#tell({ kind: 'fate', to, id, fate, code, ...words, ...answer });
  }
}

/** What the server said, where it said something. */
function replied(reply: unknown): { readonly reply?: string } {
  return reply === undefined ? {} : { reply: JSON.stringify(reply) };
}

/** How far a stream has got with this message. */
export function placeAfter(place: StreamPlace, { id, seq, epoch }: WireMessage): StreamPlace {
  return {
    ...place,
    ...(id !== undefined && { id }),
    ...(seq !== undefined && { seq }),
    ...(epoch !== undefined && { epoch }),
  };
}

/** What was put to an event. */
function fieldsOf(event: object): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...event };
  delete fields['isTrusted'];
  return fields;
}
