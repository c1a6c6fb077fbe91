import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import type { WorkerScope } from '../../src/stage/worker-scope.js';

test('runs the program on the virtual clock and answers in a later task', async () => {
  const { stage, worker, events } = set((scope) => {
    scope.onmessage = ({ data }) =>
      void scope.clock.setTimeout(() => scope.postMessage(Number(data) * 2), 250);
  });
  worker.postMessage(21);
  await stage.advance(249);
  expect(events).toEqual([]);
  await stage.advance(1);
  expect(events).toEqual(['message 42 @250']);
});

test('queues what is posted before the program runs, in order', async () => {
  const { stage, worker, events } = set(echo);
  for (const n of [1, 2, 3]) worker.postMessage(n);
  expect(events).toEqual([]);
  await stage.advance(0);
  expect(events).toEqual(['message 1 @0', 'message 2 @0', 'message 3 @0']);
});

test('clones at the time of posting and detaches what is transferred', async () => {
  const received: unknown[] = [];
  const { stage, worker } = set((scope) => {
    scope.onmessage = ({ data }) => void received.push(data);
  });
  const rows = [{ n: 1 }];
  const { buffer } = new Float64Array([1, 2]);
  worker.postMessage(rows);
  rows[0]!.n = 2;
  worker.postMessage(buffer, [buffer]);
  expect(buffer.byteLength).toBe(0);
  expect(() => worker.postMessage(() => 1)).toThrow(
    expect.objectContaining({ name: 'DataCloneError' }),
  );
  await stage.advance(0);
  expect(received).toEqual([[{ n: 1 }], new Float64Array([1, 2]).buffer]);
});

test('tells the page what the program throws and lets it live on', async () => {
  const { stage, worker, events } = set((scope) => {
    scope.onmessage = ({ data }) => {
      if (data === 'bad') throw new RangeError('no');
      scope.postMessage(data);
    };
  });
  worker.postMessage('bad');
  worker.postMessage('good');
  await stage.advance(0);
  expect(events).toEqual(['error Uncaught RangeError: no @0', 'message good @0']);
});

test('says nothing more after a crash', async () => {
  const { stage, worker, events, scope } = set(echo);
  await stage.advance(10);
  scope().crash('out of memory');
  scope().crash('again');
  worker.postMessage('lost');
  await stage.advance(10);
  expect(events).toEqual(['error out of memory @10']);
});

test('hangs without a word, timers included', async () => {
  const { stage, worker, events, scope } = set((scope) => {
    echo(scope);
    scope.clock.setTimeout(() => scope.postMessage('tick'), 20);
  });
  await stage.advance(10);
  scope().hang();
  worker.postMessage('lost');
  await stage.advance(60_000);
  expect([events, stage.pending.sockets]).toEqual([[], 1]);
});

test('delivers a message that cannot be read as messageerror', async () => {
  const { stage, events, scope } = set(echo);
  await stage.advance(0);
  scope().postUnreadable();
  await stage.advance(0);
  expect(events).toEqual(['messageerror @0']);
});

test('says nothing more once it is terminated, and leaves nothing', async () => {
  const { stage, worker, events } = set(echo);
  worker.postMessage(1);
  expect(stage.pending).toMatchObject({ sockets: 1, listeners: 3 });
  worker.terminate();
  worker.terminate();
  worker.postMessage(2);
  await stage.advance(1000);
  expect([events, stage.pending]).toEqual([[], { timers: 0, frames: 0, sockets: 0, listeners: 0 }]);
});

test('drops what is on its way when it is terminated', async () => {
  const { stage, worker, events } = set((scope) => ['a', 'b'].forEach((n) => scope.postMessage(n)));
  worker.addEventListener('message', () => worker.terminate());
  await stage.advance(0);
  expect(events).toEqual(['message a @0']);
});

test('fails to load a script that nobody wrote, and says which there are', async () => {
  const stage = new Stage();
  stage.worker('known', echo);
  const worker = new stage.runtime.Worker('/missing.js');
  const seen: string[] = [];
  worker.onerror = (event) => void seen.push(`${event.constructor.name} ${event.type}`);
  await stage.advance(0);
  expect(seen).toEqual(['Event error']);
  expect(String(stage.errors[0])).toContain(
    'Failed to start worker https://stage.test/missing.js: ' +
      'this stage has no program for it. Use one of: known.',
  );
});

test.each(['/app/worker.js', 'https://stage.test/app/worker.js', 'by name', '*'])(
  'finds the program behind %s',
  async (key) => {
    const stage = new Stage();
    stage.worker(key, echo);
    new stage.runtime.Worker('/app/worker.js', { name: 'by name' });
    await stage.advance(0);
    expect(stage.errors).toEqual([]);
  },
);

test('logs what goes to and fro', async () => {
  const { stage, worker } = set(echo);
  worker.postMessage({ rows: Array.from({ length: 100 }, () => 1n), one: 1n });
  await stage.advance(5);
  worker.terminate();
  const said = '{"rows":"100 items","one":"1n"}';
  expect(stage.log.entries.map((entry) => `${entry.at} ${entry.direction} ${entry.kind}`)).toEqual([
    '0 out worker-start',
    '0 out worker-message',
    '0 in worker-message',
    '5 out worker-end',
  ]);
  expect(stage.log.entries[2]).toMatchObject({ source: 'calc', connection: 1, data: said });
  expect(stage.log.toStream().cues).toEqual([]);
});

test('is taken down with its stage', async () => {
  const { stage, events, scope } = set(echo);
  await stage.advance(0);
  stage.dispose();
  scope().postMessage('late');
  expect([events, stage.pending.sockets]).toEqual([[], 0]);
  expect(() => stage.worker('x', echo)).toThrow('the stage has been disposed of');
});

const echo = (scope: WorkerScope): void => {
  scope.onmessage = ({ data }) => scope.postMessage(data);
};

function set(program: (scope: WorkerScope) => void) {
  const stage = new Stage();
  let latest: WorkerScope | undefined;
  stage.worker('calc', (scope) => program((latest = scope)));
  const worker = new stage.runtime.Worker('/calc.js', { name: 'calc' });
  const events: string[] = [];
  for (const type of ['message', 'messageerror', 'error']) {
    worker.addEventListener(type, (event) => {
      const { data, message } = event as MessageEvent<string | undefined> & ErrorEvent;
      events.push(`${type} ${data ?? message ?? ''} @${stage.now}`.replace('  ', ' '));
    });
  }
  return { stage, worker, events, scope: () => latest as WorkerScope };
}
