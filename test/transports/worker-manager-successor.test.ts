import { expect, test } from 'vitest';
import type { WorkerScope } from '../../src/stage/worker-scope.js';
import { NOTHING_LEFT, outcome, scene, sleeper } from './worker-scene.js';

test('what a dead worker threw besides does not harm its successor', async () => {
  const { stage, manager, scopes, reasons } = scene({}, throwsTwice);
  const first = outcome(stage, manager.process('throw', 1));
  let next: ReturnType<typeof outcome> | undefined;
  manager.addEventListener('died', () => (next ??= outcome(stage, manager.process('b', 1))));
  await stage.advance(20);
  expect([first.code, next?.said]).toEqual(['worker-died', '"b" @20']);
  expect([reasons, scopes.length]).toEqual([['Uncaught Error: 1'], 2]);
});

test('what a terminated worker threw is of no concern', async () => {
  const { stage, manager, scope, reasons } = scene({}, throwsTwice);
  outcome(stage, manager.process('a', 1));
  await stage.advance(0);
  scope().crash();
  manager.terminate();
  await stage.advance(100);
  expect([reasons, stage.pending]).toEqual([[], NOTHING_LEFT]);
});

test('replacements that aborts bring about do not exhaust the worker', async () => {
  const { stage, manager, scopes } = scene({ maxRestarts: 0 }, sleeper(10_000));
  for (let count = 0; count < 4; count++) {
    const controller = new AbortController();
    const call = outcome(stage, manager.process('a', 1, {}, controller));
    await stage.advance(10);
    controller.abort();
    await stage.advance(1500);
    expect(call.code).toBe('aborted');
  }
  const last = outcome(stage, manager.process('b', 1));
  await stage.advance(10_000);
  expect([last.said, scopes.length]).toEqual(['"b" @16040', 5]);
});

test('nor do replacements after rows that cannot be cloned', async () => {
  const { stage, manager, scopes } = scene({ maxRestarts: 0, chunkRows: 1 }, asksForMore);
  for (let count = 0; count < 2; count++) {
    const call = outcome(stage, manager.process('a', [1, () => 1]));
    await stage.advance(1500);
    expect([call.code, scopes.length]).toEqual(['uncloneable', count + 1]);
  }
});

test('a worker that neither answers in time nor stops counts as dead', async () => {
  const options = { maxRestarts: 1, timeout: 100, stopTimeout: 50 };
  const { stage, manager, scopes } = scene(options, (scope) => scope.hang());
  const codes: (string | undefined)[] = [];
  for (let count = 0; count < 3; count++) {
    const call = outcome(stage, manager.process('a', 1));
    await stage.advance(150);
    codes.push(call.code);
  }
  expect(codes).toEqual(['request-timeout', 'request-timeout', 'worker-exhausted']);
  expect(scopes.length).toBe(2);
});

test('a call aborted as its worker is replaced does not reach the next one', async () => {
  const { stage, manager, scope, scopes, sent, reasons } = scene({ timeout: 500 }, sleeper(50));
  outcome(stage, manager.process('hung', 1));
  await stage.advance(0);
  scope().hang();
  const controller = new AbortController();
  const { signal } = controller;
  const spared = outcome(stage, manager.process('spared', 1, {}, { signal, timeout: 9000 }));
  const last = outcome(stage, manager.process('last', 1, {}, { timeout: 9000 }));
  manager.addEventListener('died', () => controller.abort());
  await stage.advance(5000);
  expect([spared.code, last.said]).toEqual(['aborted', '"last" @1550']);
  expect(sent()).not.toContainEqual(expect.objectContaining({ type: 'spared' }));
  expect([reasons, scopes.length, stage.pending.timers]).toEqual([['hung'], 2, 0]);
});

/** Throws a second time before the page has heard of the first; otherwise it sleeps. */
function throwsTwice(scope: WorkerScope): void {
  sleeper(20)(scope);
  scope.addEventListener('message', (event) => {
    if ((event as MessageEvent<{ type: string }>).data.type !== 'throw') return;
    for (const n of [1, 2]) {
      scope.clock.setTimeout(() => {
        throw new Error(`${n}`);
      }, 0);
    }
  });
}

/** Asks for more whatever it is told: it knows no `cancel`. */
function asksForMore(scope: WorkerScope): void {
  scope.onmessage = ({ data }: MessageEvent<{ id: string; more?: boolean }>) => {
    if (data.more) scope.postMessage({ id: data.id, next: true });
  };
}
