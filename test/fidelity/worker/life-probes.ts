import { answers, echo, start, thrown, type WorkerProbe, type Program } from './probe.js';

/** How workers come, look, fail and go. */
export const lifeProbes: readonly WorkerProbe[] = [
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
    name: 'what was thrown before terminate is still told, what was said is not',
    async run(context) {
      const { worker, events } = start(context, (scope) => {
        scope.onmessage = ({ data }) => {
          if (data === 'error') throw new Error('planned by a probe');
          scope.postMessage(data);
        };
      });
      worker.addEventListener('message', () => {
        // A page that is busy lets the worker get ahead; on the stage it is ahead already.
        const since = performance.now();
        while (performance.now() - since < 300);
        worker.terminate();
      });
      for (const message of ['alive', 'error', 'lost', 'error']) worker.postMessage(message);
      await context.until(() => false);
      return events;
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
];
