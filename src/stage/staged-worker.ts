import { errorEvent } from './error-event.js';
import { IsolatedEventTarget } from './isolated-event-target.js';
import type { StagedWorkers, WorkerStart } from './staged-workers.js';
import { clonePosted, type TransferOption } from './worker-message.js';
import { WorkerScope } from './worker-scope.js';

type WorkerHandler<Type extends Event = Event> = ((event: Type) => unknown) | null;

/**
 * The page's end of a staged worker: behaves as the platform's `Worker`, seen from the page.
 *
 * There is no thread: the program's code runs on the virtual clock, between the page's tasks.
 * [https://html.spec.whatwg.org/multipage/workers.html]
 */
export class StagedWorker extends IsolatedEventTarget {
  readonly #workers: StagedWorkers;
  readonly #start: WorkerStart;
  readonly #scope: WorkerScope;
  #ended = false;

  constructor(workers: StagedWorkers, url: unknown, options: WorkerOptions = {}) {
    super((error) => workers.report(error));
    this.#workers = workers;
    this.#start = workers.start(this, url, options);
    const { clock } = workers;
    this.#scope = new WorkerScope({
      clock,
      name: options.name ?? '',
      post: (message) => this.#arrive('worker-message', message, () => messageEvent(message)),
      uncaught: (message) => {
        const { href: filename } = this.#start;
        // The platform empties the queue of messages, but what was thrown it still tells.
        this.#arrive('worker-error', message, () => errorEvent({ message, filename }), true);
      },
      unreadable: () =>
        this.#arrive('worker-error', 'messageerror', () => new MessageEvent('messageerror')),
    });
    this.#later(() => {
      const { program } = this.#start;
      if (program) this.#scope.run(() => program(this.#scope));
      // A script that cannot be loaded says no more than that.
      else
        this.#arrive('worker-error', 'no script', () => new Event('error', { cancelable: true }));
    });
  }

  get onmessage(): WorkerHandler<MessageEvent> {
    return this.handler('message') as WorkerHandler<MessageEvent>;
  }

  set onmessage(value: WorkerHandler<MessageEvent>) {
    this.setHandler('message', value);
  }

  get onmessageerror(): WorkerHandler<MessageEvent> {
    return this.handler('messageerror') as WorkerHandler<MessageEvent>;
  }

  set onmessageerror(value: WorkerHandler<MessageEvent>) {
    this.setHandler('messageerror', value);
  }

  get onerror(): WorkerHandler<ErrorEvent> {
    return this.handler('error');
  }

  set onerror(value: WorkerHandler<ErrorEvent>) {
    this.setHandler('error', value);
  }

  get [Symbol.toStringTag](): string {
    return 'Worker';
  }

  postMessage(message: unknown, transfer?: TransferOption): void;
  postMessage(...args: unknown[]): void {
    const message = clonePosted(args);
    if (this.#ended) return;
    this.#workers.log(this.#start, 'out', 'worker-message', message);
    this.#later(() => this.#scope.run(() => this.#scope.dispatchEvent(messageEvent(message))));
  }

  terminate(): void {
    if (!this.#ended) this.#workers.log(this.#start, 'out', 'worker-end');
    this.abandon();
  }

  /** Ends the worker without a word, when the stage is taken down. */
  abandon(): void {
    this.#ended = true;
    this.#scope.close();
    this.#workers.forget(this);
  }

  /** Counts listeners, for leak checks. */
  listenerCount(): number {
    return this.countListeners();
  }

  #later(task: () => void): void {
    this.#workers.clock.schedule(task, 0, 'stage');
  }

  #arrive(
    kind: 'worker-message' | 'worker-error',
    about: unknown,
    makeEvent: () => Event,
    evenWhenEnded = false,
  ): void {
    const task = (): void => {
      if (this.#ended && !evenWhenEnded) return;
      this.#workers.log(this.#start, 'in', kind, about);
      this.dispatchEvent(makeEvent());
    };
    this.#workers.clock.schedule(task, 0, 'arrival');
  }
}

function messageEvent(data: unknown): MessageEvent {
  const event = new MessageEvent('message', { data });
  // The constructor makes null of it; a message may well be undefined.
  if (data === undefined) Object.defineProperty(event, 'data', { value: data });
  return event;
}
