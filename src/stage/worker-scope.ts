import type { Clock, TimerId } from '../core/runtime.js';
import { IsolatedEventTarget } from './isolated-event-target.js';
import { timerDelay } from './timer-delay.js';
import type { VirtualClock } from './virtual-clock.js';
import { clonePosted, type TransferOption } from './worker-message.js';

/** What a program's world leads to. */
export interface WorkerLine {
  readonly clock: VirtualClock;
  readonly name: string;
  /** Brings a clone to the page. */
  post(message: unknown): void;
  /** Tells the page that something was thrown and not caught. */
  uncaught(message: string): void;
  /** Tells the page that a message cannot be read. */
  unreadable(): void;
}

type MessageHandler = ((event: MessageEvent) => unknown) | null;

/** A picture lasts so many ms where nobody paints. */
const FRAME = 16;

/** The world of a worker's program: what a dedicated worker's global scope is on the platform. */
export class WorkerScope extends IsolatedEventTarget {
  /** The stage's clock. What is planned on it ends with the worker. */
  readonly clock: Clock;
  readonly name: string;
  readonly #line: WorkerLine;
  #life: 'running' | 'hung' | 'over' = 'running';

  constructor(line: WorkerLine) {
    super((error) => this.#line.uncaught(`Uncaught ${String(error)}`));
    this.#line = line;
    this.name = line.name;
    const later = (callback: () => void, delay: number): TimerId =>
      line.clock.schedule(() => this.run(callback), timerDelay(delay), 'stage');
    const forget = (timer: TimerId | undefined): void => line.clock.clearTimeout(timer);
    this.clock = {
      now: () => line.clock.now(),
      monotonic: () => line.clock.monotonic(),
      setTimeout: later,
      clearTimeout: forget,
      requestFrame: (callback) => later(callback, FRAME),
      cancelFrame: forget,
    };
  }

  get onmessage(): MessageHandler {
    return this.handler('message') as MessageHandler;
  }

  set onmessage(value: MessageHandler) {
    this.setHandler('message', value);
  }

  /** Sends a clone to the page. */
  postMessage(message: unknown, transfer?: TransferOption): void;
  postMessage(...args: unknown[]): void {
    const clone = clonePosted(args);
    if (this.#life === 'running') this.#line.post(clone);
  }

  /** Ends the worker from within, without a word to the page. */
  close(): void {
    this.#life = 'over';
  }

  /** Dies: the page gets an `error` event, and nothing more. */
  crash(message = 'The worker crashed.'): void {
    if (this.#life === 'over') return;
    this.#life = 'over';
    this.#line.uncaught(message);
  }

  /** Gets stuck, as in an endless loop: takes nothing and says nothing any more. */
  hang(): void {
    if (this.#life === 'running') this.#life = 'hung';
  }

  /** Sends something that the page cannot read: it gets a `messageerror` event. */
  postUnreadable(): void {
    if (this.#life === 'running') this.#line.unreadable();
  }

  /** Runs a piece of the program, if there is still somebody to run it. */
  run(piece: () => void): void {
    if (this.#life !== 'running') return;
    try {
      piece();
    } catch (error) {
      this.#line.uncaught(`Uncaught ${String(error)}`);
    }
  }
}
