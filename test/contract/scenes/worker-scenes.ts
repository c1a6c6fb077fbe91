import type { WorkerScene } from '../worker-cast.js';
import type { Program } from '../worker-world.js';

/** Answers with what it was asked for, or does what it is told. */
const obedient: Program = (scope) => {
  scope.onmessage = ({ data: request }: MessageEvent<{ id: string; type: string }>) => {
    const { id, type } = request;
    if (type === 'die') throw new Error('planned by a scene');
    else if (type === 'hang') scope.hang();
    else if (type === 'doze') scope.later(() => scope.postMessage({ id, result: type }), 100);
    else if (type === 'babble') {
      for (const what of [null, 7, {}, { id: 'req-99', result: 1 }]) scope.postMessage(what);
      scope.postMessage({ id, result: type });
    } else scope.postMessage({ id, result: type });
  };
};

const rows = Array.from({ length: 2500 }, (_, id) => ({ id, value: (id * 7919) % 2503 }));

/** What happens to a `WorkerManager`. */
export const workerScenes: readonly WorkerScene[] = [
  {
    name: 'sorts, filters and aggregates, in the order of the calls',
    async run(cast) {
      const few = [{ n: 2 }, { n: 1 }, { n: 3 }];
      await Promise.all([
        cast.call('sort', few, { field: 'n' }),
        cast.call('filter', few, { field: 'n', value: 2 }),
        cast.call('aggregate', few, { field: 'n' }),
      ]);
    },
  },
  {
    name: 'many rows go and come in pieces',
    async run(cast) {
      let parts = 0;
      const onPart = (part: readonly unknown[]): void => void (parts += part.length);
      const sorted = await cast.manager.process('sort', rows, { field: 'value' }, { onPart });
      cast.lines.push(`${parts} rows in parts; ${sorted.length} in all`);
      cast.lines.push(JSON.stringify(sorted.slice(0, 3)));
      cast.lines.push(
        `in order: ${sorted.every((row, n) => !n || row.value > sorted[n - 1]!.value)}`,
      );
    },
  },
  {
    name: 'an operation that nobody knows is an error, and the next call is answered',
    async run(cast) {
      await cast.call('shuffle', [1, 2]);
      await cast.call('sort', 'no list');
      await cast.call('sort', [2, 1]);
    },
  },
  {
    name: 'what cannot be cloned is an error, and the next call is answered',
    async run(cast) {
      await cast.call('sort', [() => undefined]);
      await cast.call('sort', [...rows, Symbol('no')]);
      await cast.call('sort', [2, 1], { compare: () => 0 });
      await cast.call('sort', [2, 1]);
    },
  },
  {
    name: 'an abort is heard at once, and the next call is answered',
    async run(cast) {
      const controller = new AbortController();
      const call = cast.call('sort', rows, { field: 'value' }, controller);
      controller.abort(new Error('Changed my mind'));
      await call;
      await cast.call('sort', [2, 1], {}, { signal: AbortSignal.abort() });
      await cast.call('sort', [2, 1]);
    },
  },
  {
    name: 'a worker that dies fails every call at once, and the next call starts another',
    program: obedient,
    async run(cast) {
      await Promise.all([cast.call('die', 1), cast.call('one', 1), cast.call('two', 2)]);
      await cast.call('three', 3);
    },
  },
  {
    name: 'a worker that dies again and again is given up',
    program: obedient,
    options: { maxRestarts: 1 },
    async run(cast) {
      for (let count = 0; count < 3; count++) await cast.call('die', 1);
    },
  },
  {
    name: 'a script that cannot be loaded fails the call',
    program: 'missing',
    options: { maxRestarts: 0 },
    async run(cast) {
      await cast.call('one', 1);
      await cast.call('two', 2);
    },
  },
  {
    name: 'a worker that hangs is replaced, and whoever waited is answered',
    program: obedient,
    options: { timeout: 1000, stopTimeout: 100 },
    async run(cast) {
      const calls = [cast.call('hang', 1, {}, { timeout: 200 }), cast.call('one', 1)];
      await Promise.all(calls);
    },
  },
  {
    name: 'terminating fails what is pending, and everything later',
    program: obedient,
    async run(cast) {
      const calls = [cast.call('doze', 1), cast.call('one', 1)];
      cast.manager.terminate();
      await Promise.all(calls);
      await cast.call('two', 2);
    },
  },
  {
    name: 'a queue that is full turns the newcomer away',
    program: obedient,
    options: { maxQueue: 1 },
    run: (cast) => Promise.all(['doze', 'two', 'three'].map((type) => cast.call(type, 1))),
  },
  {
    name: 'what a worker says unasked is ignored',
    program: obedient,
    async run(cast) {
      await cast.call('babble', 1);
      await cast.call('one', 1);
    },
  },
  {
    name: 'what is transferred is gone from the page',
    program: obedient,
    async run(cast) {
      const { buffer } = new Uint8Array(1_000_000);
      await cast.call('one', buffer, {}, { transfer: [buffer] });
      cast.lines.push(`${buffer.byteLength} bytes left`);
    },
  },
];
