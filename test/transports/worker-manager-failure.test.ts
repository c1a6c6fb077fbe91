import { expect, test } from 'vitest';
import { WorkerManager } from '../../src/transports/worker-manager.js';
import { NOTHING_LEFT, outcome, scene, sleeper } from './worker-scene.js';

test('rejects every pending call in the instant the worker dies, and starts another', async () => {
  const { stage, manager, scope, scopes } = scene({}, sleeper(1000));
  const calls = ['a', 'b', 'c'].map((type) => outcome(stage, manager.process(type, 1)));
  await stage.advance(400);
  scope().crash('out of memory');
  await stage.advance(0);
  expect(calls.map(({ said, code }) => [said, code])).toEqual(
    ['a', 'b', 'c'].map((type) => [
      `Failed to process "${type}": Worker died (out of memory). ` +
        'Call again: a new one starts. @400',
      'worker-died',
    ]),
  );
  expect(stage.pending).toEqual(NOTHING_LEFT);
  const next = outcome(stage, manager.process('d', 1));
  await stage.advance(1000);
  expect([next.said, scopes.length]).toEqual(['"d" @1400', 2]);
});

test('takes an uncaught error for death', async () => {
  const { stage, manager } = scene({}, (scope) => {
    scope.onmessage = () => {
      throw new TypeError('x is not a function');
    };
  });
  const thrown = outcome(stage, manager.process('a', 1));
  await stage.advance(0);
  expect(thrown.said).toContain('Worker died (Uncaught TypeError: x is not a function)');
});

test('takes a message that cannot be read for death', async () => {
  const { stage, manager, scope } = scene({}, sleeper(1000));
  const call = outcome(stage, manager.process('a', 1));
  await stage.advance(10);
  scope().postUnreadable();
  await stage.advance(0);
  expect(call.said).toContain('Worker died (unreadable)');
});

test('a script that cannot be loaded rejects at once', async () => {
  const { stage } = scene();
  const manager = new WorkerManager('/missing.js', { runtime: stage.runtime });
  const call = outcome(stage, manager.process('a', 1));
  await stage.advance(0);
  expect(call.said).toContain('Worker died (not loaded)');
});

test('a worker that cannot even be made rejects at once', async () => {
  const { stage } = scene();
  const manager = new WorkerManager('http://[bad', { runtime: stage.runtime });
  const call = outcome(stage, manager.process('a', 1));
  await stage.advance(0);
  expect([call.code, call.said]).toEqual(['worker-died', expect.stringContaining('SyntaxError')]);
});

test('replaces the worker within its budget, and again when time has passed', async () => {
  const { stage, manager, scopes } = scene({ maxRestarts: 2, restartWindow: 10_000 }, (scope) =>
    scope.crash('bad script'),
  );
  const codes: (string | undefined)[] = [];
  for (let count = 0; count < 5; count++) {
    const call = outcome(stage, manager.process('a', 1));
    await stage.advance(1000);
    codes.push(call.code);
  }
  expect(codes).toEqual([
    ...['worker-died', 'worker-died', 'worker-died'],
    ...['worker-exhausted', 'worker-exhausted'],
  ]);
  await stage.advanceTo(9999);
  const early = outcome(stage, manager.process('a', 1));
  await stage.advance(1);
  const late = outcome(stage, manager.process('a', 1));
  await stage.advance(0);
  expect([early.code, late.code, scopes.length]).toEqual(['worker-exhausted', 'worker-died', 4]);
});

test('gives a call up at its timeout, not before, and stops the worker', async () => {
  const { stage, manager, sent } = scene({}, sleeper(30_500));
  const call = outcome(stage, manager.process('slow', 1));
  const next = outcome(stage, manager.process('next', 1, {}, { timeout: Infinity }));
  await stage.advance(29_999);
  expect(call.said).toBeUndefined();
  await stage.advance(1);
  expect([call.code, call.said]).toEqual([
    'request-timeout',
    'Failed to process "slow": Request timeout. Raise timeout, or send less. @30000',
  ]);
  await stage.advance(0);
  expect(sent().at(-1)).toEqual({ id: 'req-1', cancel: true });
  await stage.advance(31_000);
  expect(next.said).toBe('"next" @61000');
});

test('replaces a worker that hangs; whoever waits gets an answer from the next', async () => {
  const { stage, manager, scope, scopes } = scene({ timeout: 500, stopTimeout: 200 }, sleeper(50));
  const hung = outcome(stage, manager.process('hung', 1));
  await stage.advance(0);
  scope().hang();
  const waits = outcome(stage, manager.process('waits', 1, {}, { timeout: 2000 }));
  const reasons: string[] = [];
  manager.addEventListener('died', ({ reason }) => reasons.push(reason));
  await stage.advance(699);
  expect([hung.code, waits.said, reasons]).toEqual(['request-timeout', undefined, []]);
  await stage.advance(51);
  expect([waits.said, reasons, scopes.length]).toEqual(['"waits" @750', ['hung'], 2]);
});

test('terminates with every call rejected, for good', async () => {
  const { stage, manager } = scene({}, sleeper(1000));
  const calls = ['a', 'b'].map((type) => outcome(stage, manager.process(type, 1)));
  await stage.advance(10);
  manager.terminate();
  manager.terminate();
  const late = outcome(stage, manager.process('c', 1));
  await stage.advance(0);
  expect(calls.map(({ said }) => said)).toEqual([
    'Failed to process "a": Worker terminated. @10',
    'Failed to process "b": Worker terminated. @10',
  ]);
  expect(late.said).toContain('Worker not initialized. Make a new');
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('says when a worker starts and dies, and survives listeners that call at once', async () => {
  const { stage, manager, scope } = scene({}, sleeper(10));
  const events: string[] = [];
  const calls: ReturnType<typeof outcome>[] = [];
  for (const type of ['start', 'died'] as const) {
    manager.addEventListener(type, () => {
      events.push(`${type} @${stage.now}`);
      calls.push(outcome(stage, manager.process(`after ${type}`, 1)));
    });
  }
  void manager.process('a', 1).catch(() => undefined);
  await stage.advance(5);
  scope().crash();
  await stage.advance(100);
  expect(events).toEqual(['start @0', 'died @5', 'start @5']);
  expect(calls.map(({ said, code }) => code ?? said)).toEqual([
    'worker-died',
    '"after start" @25',
    '"after died" @15',
  ]);
});
