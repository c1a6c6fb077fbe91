import { answers, echo, start, thrown, type WorkerProbe } from './probe.js';

/** What becomes of messages. */
export const messageProbes: readonly WorkerProbe[] = [
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
      const seen = (await answers(context, echo, posted)) as unknown[];
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
