import { expect, onTestFinished, test } from 'vitest';
import { WorkerManager } from '../../src/transports/worker-manager.js';
import { ignorePlannedErrors } from '../fidelity/planned-errors.js';
import { workerScenes } from './scenes/worker-scenes.js';
import { playWorker } from './worker-cast.js';
import { realWorkers, stagedWorkers } from './worker-world.js';

ignorePlannedErrors();

for (const scene of workerScenes) {
  test(`the manager reports the same on the stage and with real threads: ${scene.name}`, async () => {
    const staged = await playWorker(scene, stagedWorkers());
    expect(await playWorker(scene, realWorkers())).toEqual(staged);
  });
}

test('the page lives on while a worker sorts a million rows', async () => {
  const manager = new WorkerManager();
  onTestFinished(() => manager.terminate());
  const rows = Array.from({ length: 1_000_000 }, (_, id) => ({
    id,
    value: (id * 7919) % 1_000_003,
  }));
  const turns = countTurns();
  const sorted = await manager.process('sort', rows, { field: 'value' });
  const { tasks, frames } = turns();
  expect(sorted).toHaveLength(rows.length);
  expect(sorted.every(({ value }, n) => n === 0 || value >= sorted[n - 1]!.value)).toBe(true);
  // A sort on the page itself leaves room for none of either.
  expect(tasks).toBeGreaterThan(1000);
  expect(frames).toBeGreaterThan(10);
});

/** Counts the tasks and frames that the page finds time for, until it is asked. */
function countTurns(): () => { tasks: number; frames: number } {
  const { port1, port2 } = new MessageChannel();
  let tasks = 0;
  let frames = 0;
  let frame = 0;
  port1.onmessage = () => {
    tasks++;
    port2.postMessage('');
  };
  const onFrame = (): void => {
    frames++;
    frame = requestAnimationFrame(onFrame);
  };
  port2.postMessage('');
  frame = requestAnimationFrame(onFrame);
  return () => {
    port1.close();
    cancelAnimationFrame(frame);
    return { tasks, frames };
  };
}
