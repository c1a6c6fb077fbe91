import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';

test('tabs share what is stored, and it outlives them', async () => {
  const stage = new Stage();
  const tab = stage.tab();
  const writing = tab.runtime.openStore!('notes').then((store) => store.add({ text: 'Milk' }));
  await stage.advance(0);
  expect(await writing).toBe(1);
  expect(stage.pending.sockets).toBe(1);
  tab.crash();
  expect(stage.pending.sockets).toBe(0);
  const reading = stage.runtime.openStore!('notes').then((store) => store.entries());
  await stage.advance(0);
  expect(await reading).toEqual([[1, { text: 'Milk' }]]);
});

test('everything takes its time, and what a crash interrupts is not done', async () => {
  const stage = new Stage();
  stage.stores.latency = 5;
  const tab = stage.tab();
  void tab.runtime.openStore!('notes').then((store) => store.add('Milk'));
  await stage.advance(9);
  tab.crash();
  await stage.advance(100);
  expect(stage.stores.values('notes')).toEqual([]);
});

test.each([
  ['refuses', (stage: Stage) => stage.stores.refuse(), 'SecurityError'],
  ['is full', (stage: Stage) => void (stage.stores.quota = 5), 'QuotaExceededError'],
  ['is deleted', (stage: Stage) => stage.stores.delete('notes'), 'InvalidStateError'],
])('%s', async (_, spoil, expected) => {
  const stage = new Stage();
  const opening = stage.runtime.openStore!('notes');
  await stage.advance(0);
  const store = await opening;
  spoil(stage);
  const failing = store.add('Milk').catch((error: Error) => error.name);
  await stage.advance(0);
  expect(await failing).toBe(expected);
  stage.stores.restore();
});

test('hangs until it is restored; what was asked meanwhile stays without an answer', async () => {
  const stage = new Stage();
  stage.stores.hang();
  const answers: string[] = [];
  void stage.runtime.openStore!('notes').then(() => answers.push('first'));
  await stage.advance(100);
  stage.stores.restore();
  void stage.runtime.openStore!('notes').then(() => answers.push('second'));
  await stage.advance(100);
  expect(answers).toEqual(['second']);
});

test('what was under way goes with a store that is deleted', async () => {
  const stage = new Stage();
  const opening = stage.runtime.openStore!('notes');
  await stage.advance(0);
  const store = await opening;
  stage.stores.latency = 5;
  const adding = store.add('Milk').catch((error: Error) => error.name);
  stage.stores.delete('notes');
  await stage.advance(5);
  expect([await adding, stage.stores.values('notes')]).toEqual(['InvalidStateError', []]);
});
