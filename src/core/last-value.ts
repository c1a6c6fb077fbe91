import { type Alarm, createAlarm } from './alarm.js';
import type { MessageSource } from './message-source.js';
import type { Clock, Unsubscribe } from './runtime.js';

/**
 * How far the last value got.
 *
 * `idle` there is none · `unsent` goes out with the next connection · `sent` is on its way or there ·
 * `failed` was refused, or no connection is to be expected.
 */
export type LastValueState = 'idle' | 'unsent' | 'sent' | 'failed';

/** How values become messages. */
export interface LastValueOptions<Value> {
  readonly clock: () => Clock;
  /** The shortest time between two messages in ms. */
  readonly interval: () => number;
  /** Sends a value, and returns what the source's `send` does. */
  readonly send: (source: MessageSource, value: Value) => unknown;
  readonly onChange: () => void;
  /** Learns why a value cannot be sent at all. */
  readonly onError: (error: unknown) => void;
}

/** What is read of a message that was sent; sources that keep nothing return less. */
interface Fate {
  readonly fate?: unknown;
  readonly settled?: unknown;
}

/**
 * Sees to it that the last of many values arrives, whatever becomes of the connection.
 *
 * While one value waits in the source's outbox only the newest of those that follow is kept, so that
 * hours of input fill no outbox and push nobody else's messages out. A value that was lost with a
 * connection is sent again by the next one.
 */
export class LastValue<Value> {
  readonly #options: LastValueOptions<Value>;
  #later: Alarm | undefined;
  #source: MessageSource | undefined;
  #waiting: { readonly value: Value } | undefined;
  #last: { readonly value: Value; readonly message: Fate } | undefined;

  #isRefused = false;

  constructor(options: LastValueOptions<Value>) {
    this.#options = options;
  }

  get state(): LastValueState {
    if (this.#waiting || this.#isQueued) return 'unsent';
    if (!this.#last) return 'idle';
    if (!this.#isLost) return 'sent';
    const isOnItsWay = /connecting|waiting/.test(this.#source?.connection.state ?? '');
    return isOnItsWay && !this.#isRefused ? 'unsent' : 'failed';
  }

  /** Takes a value, and sends it unless another one waits in the outbox. */
  give(value: Value): void {
    this.#waiting = { value };
    if (!this.#isQueued) this.#send();
    this.#options.onChange();
  }

  /** Sends through `source` until the returned function is called. */
  follow(source: MessageSource): Unsubscribe {
    let wasOpen = source.connection.state === 'open';
    const onOutbox = (): void => this.#onOutbox();
    const onState = (): void => {
      const isOpen = source.connection.state === 'open';
      if (isOpen && !wasOpen) this.#retry();
      wasOpen = isOpen;
      this.#options.onChange();
    };
    const release = source.retain();
    this.#source = source;
    this.#isRefused = false;
    source.addEventListener('outboxchange', onOutbox);
    source.addEventListener('statechange', onState);
    if (this.#waiting && !this.#isQueued) this.#send();
    return () => {
      this.flush();
      this.#later?.();
      this.#source = undefined;
      source.removeEventListener('outboxchange', onOutbox);
      source.removeEventListener('statechange', onState);
      this.#letGo(source, release);
    };
  }

  /** Sends what waits, or puts it into the outbox. */
  flush(): void {
    if (!this.#waiting) return;
    this.#send();
    this.#options.onChange();
  }

  get #isQueued(): boolean {
    return this.#last?.message.fate === 'queued';
  }

  get #isLost(): boolean {
    const fate = this.#last?.message.fate;
    return fate === 'failed' || fate === 'expired';
  }

  #send(): void {
    const { onChange, onError, send } = this.#options;
    if (!this.#source || !this.#waiting) return;
    const { value } = this.#waiting;
    this.#waiting = undefined;
    let message: Fate = { fate: 'failed' };
    try {
      message = send(this.#source, value) ?? {};
      this.#isRefused = false;
    } catch (error) {
      // Once will do: it would be the same for every keystroke.
      if (!this.#isRefused) onError(error);
      this.#isRefused = true;
    }
    this.#last = { value, message };
    // Also a message that was on its way may be lost.
    if (message.settled instanceof Promise) void message.settled.then(onChange);
  }

  #retry(): void {
    if (!this.#isLost || !this.#last) return;
    this.#waiting = { value: this.#last.value };
    this.#send();
    this.#options.onChange();
  }

  #onOutbox(): void {
    // What waited has just gone out, and sets the pace for what follows.
    const { clock, interval } = this.#options;
    if (this.#waiting && !this.#isQueued) {
      this.#later?.();
      this.#later = createAlarm(clock());
      this.#later(() => this.flush(), interval());
    }
    this.#options.onChange();
  }

  /** Lets go of a source once what was put into its outbox has left it. */
  #letGo(source: MessageSource, release: Unsubscribe): void {
    const message = this.#last?.message;
    const end = (): void => {
      if (message?.fate === 'queued') return;
      source.removeEventListener('outboxchange', end);
      release();
    };
    if (message?.fate !== 'queued') return release();
    source.addEventListener('outboxchange', end);
    if (message.settled instanceof Promise) void message.settled.then(end);
  }
}
