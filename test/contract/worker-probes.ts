/** The part of a worker's global scope that programs of probes use. */
export interface ProbeScope {
  readonly name: string;
  onmessage: ((event: MessageEvent<unknown>) => unknown) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  close(): void;
}

/** A program must stand for itself: its text is what the native worker runs. */
type Program = (scope: ProbeScope) => void;

/** What a probe works with: the platform's constructor or the stage's. */
export interface WorkerContext {
  readonly Worker: new (url: string | URL, options?: WorkerOptions) => Worker;
  /** The URL of a worker that runs `program`. */
  url(program: Program): string;
  /** A URL without a script behind it. */
  readonly missing: string;
  /** Waits until it is so, or long enough to know that it will not be. */
  until(condition: () => boolean): Promise<void>;
}

/** One question to a worker, answered with plain data. */
export interface WorkerProbe {
  readonly name: string;
  run(context: WorkerContext): Promise<unknown>;
}

const echo: Program = (scope) => {
  scope.onmessage = ({ data }) => scope.postMessage(data);
};

export const workerProbes: readonly WorkerProbe[] = [
  {
    name: 'a worker looks like the platform',
    async run({ Worker, url }) {
      const worker = new Worker(url(echo));
      return {
        target: worker instanceof EventTarget,
        own: worker instanceof Worker,
        tag: Object.prototype.toString.call(worker),
        name: Worker.name,
        length: Worker.length,
        // Chromium has no onmessageerror here, though the standard has.
        handlers: [worker.onmessage, worker.onerror],
      };
    },
  },
  {
    name: 'the constructor checks its arguments',
    async run({ Worker }) {
      const Bare = Worker as unknown as new () => Worker;
      return [thrown(() => new Bare()), thrown(() => new Worker('http://[bad'))];
    },
  },
  {
    name: 'messages posted before the start arrive in order',
    run: (context) => answers(context, echo, [1, 2, 3]),
  },
  {
    name: 'values are cloned with their types',
    run: async (context) => {
      const bytes = new Uint8Array([1, 2, 3]);
      const cyclic: Record<string, unknown> = { name: 'loop' };
      cyclic['self'] = cyclic;
      const posted = [
        new Map([[1, new Set(['a'])]]),
        new Date(5),
        /x/g,
        -0,
        10n,
        undefined,
        null,
        bytes,
        cyclic,
        new RangeError('far'),
      ];
      const seen = (await received(context, echo, posted)) as unknown[];
      const loop = seen[8] as Record<string, unknown>;
      return [
        ...seen.slice(0, 3).map(String),
        Object.is(seen[3], -0),
        ...seen.slice(4, 7),
        [...(seen[7] as Uint8Array)],
        loop['self'] === loop,
        String(seen[9]),
      ].map(String);
    },
  },
  {
    name: 'a message is cloned when it is posted',
    async run(context) {
      const { worker, events } = start(context, echo);
      const rows = [1];
      worker.postMessage(rows);
      rows.push(2);
      await context.until(() => events.length === 1);
      return events;
    },
  },
  {
    name: 'what cannot be cloned is refused at once and harms nothing',
    async run(context) {
      const { worker, events } = start(context, echo);
      const refused = [() => 1, Symbol('s'), { deep: [() => 1] }, new WeakMap()].map((value) =>
        thrown(() => worker.postMessage(value)),
      );
      worker.postMessage('fine');
      await context.until(() => events.length === 1);
      return { refused, events };
    },
  },
  {
    name: 'buffers are moved, by list and by option',
    async run(context) {
      const { worker, events } = start(context, (scope) => {
        scope.onmessage = ({ data }) => scope.postMessage((data as ArrayBuffer).byteLength);
      });
      const [first, second] = [new ArrayBuffer(8), new ArrayBuffer(16)];
      worker.postMessage(first, [first]);
      worker.postMessage(second, { transfer: [second] });
      const detached = [first.byteLength, second.byteLength];
      await context.until(() => events.length === 2);
      return { detached, events };
    },
  },
  {
    name: 'buffers are moved back',
    run: (context) =>
      answers(
        context,
        (scope) => {
          scope.onmessage = () => {
            const { buffer } = new Uint8Array([1, 2]);
            scope.postMessage(buffer, [buffer]);
            scope.postMessage(buffer.byteLength);
          };
        },
        ['go'],
        2,
      ),
  },
  {
    name: 'wrong transfer lists are refused',
    async run(context) {
      const { worker } = start(context, echo);
      const buffer = new ArrayBuffer(8);
      const gone = new ArrayBuffer(8);
      worker.postMessage(gone, [gone]);
      return [
        thrown(() => worker.postMessage(1, [buffer, buffer])),
        thrown(() => worker.postMessage(1, [gone])),
        thrown(() => worker.postMessage(1, [{} as Transferable])),
        buffer.byteLength,
      ];
    },
  },
  {
    name: 'postMessage wants an argument',
    async run(context) {
      const { worker } = start(context, echo);
      return thrown(() => (worker as unknown as { postMessage(): void }).postMessage());
    },
  },
  {
    name: 'an uncaught error is told and the worker lives on',
    run: (context) =>
      answers(
        context,
        (scope) => {
          scope.onmessage = ({ data }) => {
            if (data === 'error') throw new RangeError('planned by a probe');
            // eslint-disable-next-line @typescript-eslint/only-throw-error -- as programs may
            if (data === 'text') throw 'planned text';
            scope.postMessage(data);
          };
        },
        ['error', 'text', 'alive'],
      ),
  },
  {
    name: 'an error event has the class and flags of the platform',
    async run(context) {
      const { worker } = start(context, () => {
        throw new Error('planned by a probe');
      });
      const seen: unknown[] = [];
      worker.addEventListener('error', (event) => {
        const { bubbles, cancelable, composed, message } = event;
        const own = event.target === worker && event.constructor.name;
        seen.push({ own, bubbles, cancelable, composed, message, error: event.error as unknown });
      });
      await context.until(() => seen.length === 1);
      return seen;
    },
  },
  {
    name: 'a missing script is an error event without a message',
    async run({ Worker, missing, until }) {
      const worker = new Worker(missing);
      const seen: unknown[] = [];
      worker.onerror = (event) => {
        const { constructor, cancelable, bubbles } = event;
        seen.push([constructor.name, event.message, cancelable, bubbles]);
      };
      await until(() => seen.length === 1);
      return seen;
    },
  },
  {
    name: 'what the program cannot clone is its own error',
    async run(context) {
      const { events } = start(context, (scope) => {
        try {
          scope.postMessage(() => 1);
        } catch (error) {
          scope.postMessage((error as Error).name);
        }
      });
      await context.until(() => events.length === 1);
      return events;
    },
  },
  {
    name: 'a message event has the class and attributes of the platform',
    async run(context) {
      const { worker } = start(context, echo);
      const seen: unknown[] = [];
      worker.onmessage = (event) => {
        const { origin, lastEventId, source, ports, bubbles, cancelable, composed } = event;
        const own = event.target === worker && event.currentTarget === worker;
        const { name } = event.constructor;
        seen.push({ own, name, origin, lastEventId, source, ports: ports.length });
        seen.push({ bubbles, cancelable, composed });
      };
      worker.postMessage(1);
      await context.until(() => seen.length > 0);
      return seen;
    },
  },
  {
    name: 'nothing comes after terminate, however often',
    async run(context) {
      const { worker, events } = start(context, (scope) => {
        scope.onmessage = () => [1, 2, 3].forEach((n) => scope.postMessage(n));
      });
      worker.addEventListener('message', () => worker.terminate());
      worker.postMessage('go');
      await context.until(() => false);
      worker.terminate();
      return { events, after: thrown(() => worker.postMessage(1)) };
    },
  },
  {
    name: 'uncloneable messages are refused after terminate too',
    async run(context) {
      const { worker } = start(context, echo);
      worker.terminate();
      const buffer = new ArrayBuffer(8);
      const refused = thrown(() => worker.postMessage(() => 1));
      worker.postMessage(buffer, [buffer]);
      return [refused, buffer.byteLength];
    },
  },
  {
    name: 'a worker that closes itself says goodbye to nobody',
    async run(context) {
      const { worker, events } = start(context, (scope) => {
        scope.onmessage = () => {
          scope.postMessage('before');
          scope.close();
        };
      });
      worker.postMessage(1);
      worker.postMessage(2);
      await context.until(() => false);
      return events;
    },
  },
  {
    name: 'every message is a task of its own',
    async run(context) {
      const { worker } = start(context, (scope) => {
        scope.postMessage('one');
        scope.postMessage('two');
      });
      const steps: string[] = [];
      worker.onmessage = ({ data }) => {
        steps.push(`event ${String(data)}`);
        queueMicrotask(() => steps.push(`microtask ${String(data)}`));
      };
      await context.until(() => steps.length === 4);
      return steps;
    },
  },
  {
    name: 'nothing arrives before the current task is over',
    async run(context) {
      const { worker, events } = start(context, (scope) => scope.postMessage('early'));
      const before = [...events];
      await Promise.resolve().then(() => Promise.resolve());
      worker.postMessage(1);
      return { before, events: [...events] };
    },
  },
  {
    name: 'the program knows the name it was given',
    async run(context) {
      const program: Program = (scope) => scope.postMessage(scope.name);
      const worker = new context.Worker(context.url(program), { name: 'Ada' });
      const seen: unknown[] = [];
      worker.onmessage = ({ data }) => void seen.push(data);
      await context.until(() => seen.length === 1);
      return seen;
    },
  },
  {
    name: 'a throwing listener harms no other, and once means once',
    async run(context) {
      const { worker, events } = start(context, echo);
      const said: string[] = [];
      worker.addEventListener('message', () => {
        throw new Error('planned by a probe');
      });
      worker.addEventListener('message', () => void said.push('once'), { once: true });
      worker.onmessage = () => said.push('attribute');
      worker.postMessage(1);
      worker.postMessage(2);
      await context.until(() => events.length === 2 && said.length === 3);
      return { events, said };
    },
  },
  {
    name: 'the program may have several listeners',
    run: (context) =>
      answers(
        context,
        (scope) => {
          scope.addEventListener('message', ({ data }) => scope.postMessage(`a ${String(data)}`));
          scope.onmessage = ({ data }) => scope.postMessage(`b ${String(data)}`);
        },
        ['x'],
        2,
      ),
  },
];

function start(context: WorkerContext, program: Program) {
  const worker = new context.Worker(context.url(program));
  const events: unknown[] = [];
  worker.addEventListener('message', ({ data }) => events.push(readable(data)));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    events.push(`error ${event.message}`);
  });
  return { worker, events };
}

function readable(data: unknown): unknown {
  return data instanceof ArrayBuffer ? `buffer of ${data.byteLength}` : data;
}

async function answers(
  context: WorkerContext,
  program: Program,
  posted: readonly unknown[],
  count = posted.length,
): Promise<unknown> {
  const { worker, events } = start(context, program);
  for (const message of posted) worker.postMessage(message);
  await context.until(() => events.length === count);
  return events;
}

const received = answers;

function thrown(action: () => unknown): string {
  try {
    action();
    return 'nothing';
  } catch (error) {
    return (error as Error).name;
  }
}
