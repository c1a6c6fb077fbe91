import type { ReactiveController } from 'lit';
import { debounce } from '../core/debounce.js';
import { LastValue, type LastValueState } from '../core/last-value.js';
import type { Paced } from '../core/paced.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { throttle } from '../core/throttle.js';
import type { RuntimeController, RuntimeHost } from './runtime-controller.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** An element whose value is sent at a pace. */
export type PacedValueHost = RuntimeHost &
  SourceHost & {
    /** Whether values go out regularly, or once it is quiet. */
    pace: 'throttle' | 'debounce';
    /** In ms: between two messages, or of quiet. */
    delay: number;
    /** In ms: for how long a busy input may hold back its value. */
    maxWait: number;
  };

/** How far the newest value got; `pending` is still held back. */
export type PacedState = LastValueState | 'pending';

/** What a host makes of its values. */
export interface PacedValueListener {
  /** The message's type and payload. */
  messageOf(value: string): { readonly type: string; readonly payload: object };
  /** A value is handed over, whether or not there is a source. */
  onValue(value: string): void;
  onChange(): void;
}

/**
 * Sends the host's value at its pace. The last value is sent whatever happens: when the host or the
 * page goes, at once, and through the source's outbox if need be.
 */
export class PacedValueController implements ReactiveController {
  readonly #host: PacedValueHost;
  readonly #runtime: RuntimeController;
  readonly #listener: PacedValueListener;
  readonly #source: SourceController;
  #paced: Paced<string> | undefined;
  #pacedFor = '';
  #last: LastValue<string> | undefined;
  #handedOver: string | undefined;

  constructor(host: PacedValueHost, runtime: RuntimeController, listener: PacedValueListener) {
    this.#host = host;
    this.#runtime = runtime;
    this.#listener = listener;
    runtime.follow((current) => this.#watchPage(current));
    // Before the source is let go, so that what waits can still be sent.
    host.addController(this);
    this.#source = new SourceController(host, (source) => this.#sender.follow(source));
  }

  get state(): PacedState {
    if (this.#paced?.pending) return 'pending';
    return this.#source.current ? (this.#last?.state ?? 'idle') : 'idle';
  }

  /** Takes a value, to be handed over at its pace. */
  push(value: string): void {
    if (!this.#paced?.pending && value === this.#handedOver) return;
    this.#pace(value);
    this.#listener.onChange();
  }

  /** Hands over at once what is held back. */
  flush(): void {
    this.#paced?.flush();
  }

  hostUpdate(): void {
    const { pace, delay, maxWait } = this.#host;
    if (this.#paced && this.#pacedFor !== `${pace} ${delay} ${maxWait}`) this.#renew();
  }

  hostDisconnected(): void {
    this.#drop();
  }

  get #sender(): LastValue<string> {
    if (this.#last) return this.#last;
    return (this.#last = new LastValue<string>({
      clock: () => this.#runtime.clock,
      interval: () => this.#host.delay,
      send: (source, value) => {
        const { type, payload } = this.#listener.messageOf(value);
        return source.send(type, payload);
      },
      onChange: () => this.#listener.onChange(),
      onError: (error) => this.#runtime.current.reportError(error),
    }));
  }

  #pace(value: string): void {
    if (!this.#paced) this.#renew();
    this.#paced!(value);
  }

  #renew(): void {
    const { pace, delay, maxWait } = this.#host;
    const { clock } = this.#runtime;
    this.#drop();
    this.#pacedFor = `${pace} ${delay} ${maxWait}`;
    this.#paced =
      pace === 'debounce'
        ? debounce<string>(this.#handOver, { clock, delay, maxWait })
        : throttle<string>(this.#handOver, { clock, interval: delay });
  }

  #drop(): void {
    this.#paced?.flush();
    this.#paced?.dispose();
    this.#paced = undefined;
  }

  readonly #handOver = (value: string): void => {
    if (value === this.#handedOver) return;
    this.#handedOver = value;
    this.#listener.onValue(value);
    this.#sender.give(value);
  };

  #watchPage(runtime: Runtime): Unsubscribe {
    // What is held back is held back by the clock of the runtime before.
    this.#drop();
    const { page } = runtime;
    const save = (): void => {
      this.flush();
      this.#last?.flush();
    };
    const stops = (['pagehide', 'freeze', 'visibilitychange'] as const).map((signal) =>
      page.on(signal, save),
    );
    return () => stops.forEach((stop) => stop());
  }
}
