import { createAlarm, type Alarm } from '../core/alarm.js';
import type { ReconnectDelay } from '../core/backoff.js';
import type { OptimisticAction } from '../core/optimistic-actions.js';
import type { Operation, Row } from '../core/optimistic-row.js';
import type { Optimistic } from '../core/optimistic-state.js';
import { nextToSend, operationOf } from '../core/optimistic-view.js';
import type { Runtime } from '../core/runtime.js';
import { sendOperation, type Answer, type Invalid } from './item-requests.js';

/** How operations are sent. */
export interface SendSettings {
  readonly src: string;
  /** How many requests may be under way at once. */
  readonly parallel: number;
  /** How often a request is repeated that the server put off, or that got lost. */
  readonly retries: number;
  readonly retryDelay: ReconnectDelay;
  /** How long a request may take, in ms. */
  readonly timeout: number;
  /** How long an operation may wait, in ms. */
  readonly maxAge: number;
}

/** What a sender needs of whoever has the operations. */
export interface SenderOwner {
  readonly state: Optimistic;
  readonly settings: SendSettings;
  /** Whether the connection, as far as anybody knows, is there. */
  readonly isConnected: boolean;
  dispatch(action: OptimisticAction): void;
  onSettled(row: Row, operation: Operation, outcome: 'delivered' | 'failed' | 'expired'): void;
  onInvalid(invalid: Invalid): void;
  /** The server knows more than the list. */
  refresh(): void;
  /** Lets the sender that is at work now go on. */
  pump(): void;
}

/**
 * Sends operations in their order: one of a row at a time, several rows at once. What gets lost, or
 * is put off by the server, is sent again under the same key, until its tries or its time are up.
 */
export class OperationSender {
  readonly #owner: SenderOwner;
  readonly #runtime: Runtime;
  readonly #alarm: Alarm;
  /** The rows whose requests are under way. */
  readonly #busy = new Set<string>();
  readonly #tries = new Map<string, number>();
  readonly #notBefore = new Map<string, number>();
  /** Until when requests would only get lost. */
  #lostUntil = -Infinity;
  /** Until when the server wants to be left alone. */
  #barredUntil = -Infinity;
  /** How many rounds of requests got lost one after the other. */
  #losses = 0;
  #round = 0;
  /** Whether what waited for the connection goes out, one by one. */
  #isDraining = false;
  #isForced = false;
  #isStopped = false;

  constructor(owner: SenderOwner, runtime: Runtime) {
    this.#owner = owner;
    this.#runtime = runtime;
    this.#alarm = createAlarm(runtime.clock);
  }

  /** Whether operations wait for the connection. */
  get isOffline(): boolean {
    return !this.#mayTry || this.#losses > 0;
  }

  /** Sends what may be sent now. */
  pump(): void {
    if (this.#isStopped) return;
    const now = this.#runtime.clock.monotonic();
    let due = this.#expire(now);
    const pausedUntil = Math.max(this.#lostUntil, this.#barredUntil);
    if (!this.#mayTry) this.#isDraining = true;
    else due = Math.min(due, now < pausedUntil ? pausedUntil : this.#sendAll(now));
    this.#alarm(due < Infinity ? () => this.pump() : undefined, due - now);
  }

  /** Tries again what got lost, because there may be a connection now. */
  hurry(): void {
    this.#isForced = false;
    this.#lostUntil = -Infinity;
    this.pump();
  }

  /** Tries everything again, whoever is said to be there or not, because the reader says so. */
  force(): void {
    this.#isForced = true;
    this.#lostUntil = this.#barredUntil = -Infinity;
    this.#notBefore.clear();
    this.pump();
  }

  /** Sends no more until `start`. What is under way goes on. */
  stop(): void {
    this.#isStopped = true;
    this.#alarm();
  }

  start(): void {
    this.#isStopped = false;
    this.pump();
  }

  get #mayTry(): boolean {
    return this.#isForced || this.#owner.isConnected;
  }

  #expire(now: number): number {
    const { maxAge } = this.#owner.settings;
    let due = Infinity;
    for (const [row, operation] of nextToSend(this.#owner.state)) {
      const end = operation.since + maxAge;
      if (end > now) due = Math.min(due, end);
      else this.#fail(row, operation, 'expired', operation.mayHaveArrived);
    }
    return due;
  }

  #sendAll(now: number): number {
    const { state, settings } = this.#owner;
    const waiting = nextToSend(state);
    if (waiting.length === 0 && this.#busy.size === 0) {
      this.#isDraining = false;
      // What comes next has all its tries.
      this.#losses = 0;
    }
    let due = Infinity;
    for (const [row, operation] of waiting) {
      if (this.#busy.size >= (this.#isDraining ? 1 : Math.max(1, settings.parallel))) break;
      const earliest = this.#notBefore.get(operation.key) ?? now;
      if (earliest > now) due = Math.min(due, earliest);
      else if (!this.#busy.has(row.key)) void this.#send(row, operation);
    }
    return due;
  }

  async #send(row: Row, operation: Operation): Promise<void> {
    const { settings } = this.#owner;
    const { clock } = this.#runtime;
    const round = this.#round;
    const controller = new AbortController();
    const timer = clock.setTimeout(() => controller.abort(), settings.timeout);
    this.#busy.add(row.key);
    this.#owner.dispatch({ do: 'sent', key: operation.key });
    const { signal } = controller;
    const answer = await sendOperation(this.#runtime, settings.src, row, operation, signal);
    clock.clearTimeout(timer);
    this.#busy.delete(row.key);
    // Of another list nothing is to be told here.
    if (settings.src === this.#owner.settings.src) this.#take(row, operation, answer, round);
    this.#owner.pump();
  }

  #take(row: Row, operation: Operation, answer: Answer, round: number): void {
    const owner = this.#owner;
    const { key, kind } = operation;
    if (answer.came !== 'lost' && this.#losses > 0) {
      this.#losses = 0;
      this.#lostUntil = -Infinity;
    }
    const isGone = answer.came === 'refused' && (answer.status === 404 || answer.status === 410);
    const isRemoved = isGone && kind === 'remove';
    // An echo may have told before the answer.
    if (answer.came === 'done' || isRemoved || owner.state.settled.has(key)) {
      const { item, invalid } = answer.came === 'done' ? answer : {};
      this.#forget(key);
      owner.dispatch({ do: 'answered', key, item });
      owner.onSettled(row, operation, 'delivered');
      if (invalid) owner.onInvalid(invalid);
    } else if (answer.came === 'lost') {
      this.#onLost(row, operation, round);
    } else if (answer.again && this.#mayRetry(key)) {
      this.#putOff(operation, answer.retryAfter);
    } else {
      if (isGone && row.id !== undefined) owner.dispatch({ do: 'lost', id: row.id });
      this.#fail(row, operation, 'failed', answer.again);
      // Somebody else was first: what they did is worth knowing.
      if (answer.status === 409 || answer.status === 412) owner.refresh();
    }
  }

  #onLost(row: Row, operation: Operation, round: number): void {
    const { settings, isConnected } = this.#owner;
    const { clock, page } = this.#runtime;
    const { key } = operation;
    if (round === this.#round) {
      this.#round++;
      this.#losses++;
      this.#isDraining = true;
      this.#isForced = false;
    }
    // As long as there is no connection, nobody is to blame.
    if (isConnected && page.online && this.#losses > settings.retries) {
      this.#fail(row, operation, 'failed', true);
      return;
    }
    this.#lostUntil = clock.monotonic() + this.#delay(this.#losses);
    this.#owner.dispatch({ do: 'wait', key, for: 'connection' });
  }

  #delay(attempt: number): number {
    return this.#owner.settings.retryDelay(attempt, () => this.#runtime.random());
  }

  #mayRetry(key: string): boolean {
    const tries = (this.#tries.get(key) ?? 0) + 1;
    this.#tries.set(key, tries);
    return tries <= this.#owner.settings.retries;
  }

  #putOff({ key }: Operation, retryAfter: number | undefined): void {
    const { clock } = this.#runtime;
    const delay = this.#delay(this.#tries.get(key) ?? 1);
    const until = clock.monotonic() + Math.max(delay, retryAfter ?? 0);
    this.#notBefore.set(key, until);
    // Who asks to be left alone means everybody.
    if (retryAfter !== undefined) this.#barredUntil = until;
    this.#owner.dispatch({ do: 'wait', key, for: 'server' });
  }

  #fail(row: Row, operation: Operation, fate: 'failed' | 'expired', mayHaveArrived: boolean): void {
    const { key } = operation;
    this.#forget(key);
    this.#owner.dispatch({ do: 'fail', key, fate, mayHaveArrived });
    // What the reader has changed since then takes its place.
    if (operationOf(this.#owner.state, key)) this.#owner.onSettled(row, operation, fate);
  }

  #forget(key: string): void {
    this.#tries.delete(key);
    this.#notBefore.delete(key);
  }
}
