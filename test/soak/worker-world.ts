import { processData } from '../../src/core/data-operations.js';
import type { TallyError } from '../../src/core/errors.js';
import { seededRandom } from '../../src/stage/random.js';
import { Stage, type WorkerScope } from '../../src/stage.js';
import { processRequests } from '../../src/transports/data-processor.js';
import { WorkerManager } from '../../src/transports/worker-manager.js';
import type { WorkerScript, WorkerVerb } from './worker-suite.js';

/** How long a call may take, in ms. */
const TIMEOUT = 20_000;

/** How long a worker may take to let go of a call that was given up, in ms. */
const STOP = 1000;

interface Row {
  readonly n: number;
}

interface Call {
  readonly since: number;
  readonly abort: AbortController;
  /** What the right answer is, as JSON; nothing where there is none. */
  readonly right: string | undefined;
  /** How often things had happened when it was made. */
  readonly before: Readonly<Record<string, number>>;
  end: { readonly code?: string; readonly at: number } | undefined;
  done: number;
  heard: unknown[];
}

/** A worker on stage, the calls to it, and all that can befall them. */
export class WorkerWorld {
  readonly stage: Stage;
  readonly #manager: WorkerManager;
  readonly #scopes: WorkerScope[] = [];
  readonly #calls: Call[] = [];
  readonly #broken: string[] = [];
  /** How often each thing has happened. */
  readonly #happened: Record<string, number> = { death: 0, abort: 0, call: 0 };
  readonly #random: () => number;
  #pause = 0;
  /** Since when nothing holds the page. */
  #awakeSince = 0;

  constructor(script: WorkerScript) {
    const { seed, chunkRows, maxQueue, dropsOldest } = script;
    this.stage = new Stage({ seed });
    this.#random = seededRandom(seed, 'rows');
    this.stage.worker('data-processor', (scope) => {
      this.#scopes.push(scope);
      processRequests(scope, { clock: scope.clock, slice: 0, pause: this.#pause });
    });
    this.#manager = new WorkerManager(undefined, {
      ...{ runtime: this.stage.runtime, timeout: TIMEOUT, chunkRows, maxQueue },
      queuePolicy: dropsOldest ? 'drop-oldest' : 'reject',
    });
    this.#manager.addEventListener('died', () => this.#happened['death']!++);
  }

  act(verb: WorkerVerb, amount: number): void {
    const { page } = this.stage;
    const scope = this.#scopes.at(-1);
    if (verb === 'crash') scope?.crash();
    else if (verb === 'hang') scope?.hang();
    else if (verb === 'unreadable') scope?.postUnreadable();
    else if (verb === 'mumble') scope?.postMessage(amount % 2 ? null : { id: 'req-0', result: 1 });
    else if (verb === 'slow') this.#pause = amount * 20;
    else if (verb === 'jump') this.stage.cue('clock', { do: 'jump', by: (amount - 30) * 120_000 });
    else if (verb === 'freeze' || verb === 'resume' || verb === 'hide') page[verb]();
    else if (page.frozen) return;
    else if (verb === 'abort') this.#abort(amount);
    else this.#call(verb, amount);
    if (verb === 'resume') this.#awakeSince = this.stage.now;
  }

  /** Ends all faults. */
  heal(): void {
    this.#pause = 0;
    if (this.stage.page.frozen) this.act('resume', 0);
    this.stage.page.show();
    // A worker that hangs is only found out by a call.
    this.act('crash', 0);
  }

  /** Looks whether the laws hold so far. */
  look(): void {
    const { now, page, pending } = this.stage;
    const open = this.#calls.filter(({ end }) => !end);
    if (this.#broken[0]) throw new Error(this.#broken[0]);
    if (this.stage.errors.length > 0) throw this.stage.errors[0];
    if (pending.sockets > 1) throw new Error(`${pending.sockets} workers live.`);
    if (open.length !== this.#manager.pending) throw new Error('Pending calls are miscounted.');
    if (page.frozen) return;
    for (const { since } of open) {
      const late = now - Math.max(since + TIMEOUT, this.#awakeSince);
      if (late > 0) throw new Error(`A call has no answer, ${late} ms after its time.`);
    }
  }

  /** Looks whether the last call went well, makes one more, and ends everything. */
  settle(): void {
    this.look();
    const last = this.#calls.at(-1)?.end;
    if (!last || last.code) throw new Error(`The last call ends with ${last?.code ?? 'nothing'}.`);
    this.act('filter', 9);
    this.#happened['end'] = 1;
    this.#manager.terminate();
  }

  #abort(amount: number): void {
    const open = this.#calls.filter(({ end }) => !end);
    const call = open[amount % open.length];
    if (!call) return;
    this.#happened['abort']!++;
    call.abort.abort();
  }

  #call(verb: WorkerVerb, amount: number): void {
    const rows = Array.from({ length: amount }, (): Row => {
      return { n: Math.floor(this.#random() * 100) };
    });
    const [type, options] = OPERATIONS[verb] ?? [verb, {}];
    const data = verb === 'uncloneable' ? [() => 1] : rows;
    const right =
      verb in OPERATIONS ? JSON.stringify(processData(type as 'sort', rows, options)) : undefined;
    this.#happened['call']!++;
    const call: Call = {
      ...{ since: this.stage.now, abort: new AbortController(), right },
      ...{ before: { ...this.#happened }, end: undefined, done: 0, heard: [] },
    };
    this.#calls.push(call);
    const { signal } = call.abort;
    this.#manager
      .process(type, data, options, {
        signal,
        onProgress: ({ done }) => this.#progress(call, done),
        onPart: (part) => {
          if (call.end) this.#broken.push('A part comes after the end.');
          call.heard.push(...part);
        },
      })
      .then(
        (result) => this.#resolved(call, result),
        (error: TallyError) => this.#rejected(call, error),
      );
  }

  #progress(call: Call, done: number): void {
    if (call.end) this.#broken.push('Progress comes after the end.');
    // A worker that replaces a dead one begins anew, but then the call has failed.
    if (done < call.done) this.#broken.push('Progress goes back.');
    call.done = done;
  }

  #resolved(call: Call, result: unknown): void {
    call.end = { at: this.stage.now };
    const text = JSON.stringify(result);
    if (text !== call.right) this.#broken.push(`The result is ${text}, not ${call.right}.`);
    if (call.heard.length > 0 && JSON.stringify(call.heard) !== text) {
      this.#broken.push('The parts are not the whole.');
    }
  }

  #rejected(call: Call, { code }: TallyError): void {
    const { now } = this.stage;
    call.end = { code, at: now };
    const since = (what: string): number => this.#happened[what]! - call.before[what]!;
    const reasons: Record<string, boolean> = {
      'worker-died': since('death') > 0 || this.#isDying(),
      // Earlier deaths use up the restarts.
      'worker-exhausted': this.#happened['death']! > 3,
      'request-timeout': now - call.since >= TIMEOUT,
      'queue-full': this.#isBusy(call),
      'worker-terminated': this.#happened['end'] === 1,
      ...{ aborted: call.abort.signal.aborted, uncloneable: call.right === undefined },
      'unknown-operation': call.right === undefined,
    };
    if (!reasons[code]) this.#broken.push(`A call ends with ${code}, and nobody knows why.`);
  }

  /** Whether there are other calls, or one given up that the worker has still to let go of. */
  #isBusy(call: Call): boolean {
    const isNear = ({ end }: Call): boolean => !end || this.stage.now - end.at <= STOP;
    return this.#calls.some((other) => other !== call && isNear(other));
  }

  /** Whether the worker's death is about to be told: calls learn of it first. */
  #isDying(): boolean {
    return this.stage.pending.sockets === 0;
  }
}

/** What the kit's own worker can do. */
const OPERATIONS: Readonly<Record<string, readonly [type: string, options: object]>> = {
  sort: ['sort', { field: 'n', order: 'desc' }],
  filter: ['filter', { field: 'n', value: 40, operator: 'greater' }],
  aggregate: ['aggregate', { field: 'n' }],
};
