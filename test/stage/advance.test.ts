import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';

test('settles microtasks between two timers of one instant', async () => {
  const { stage, clock, seen } = setUp();
  clock.setTimeout(() => {
    seen.push('timer 1');
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => seen.push('microtask 1'));
  }, 5);
  clock.setTimeout(() => seen.push('timer 2'), 5);
  await stage.advance(5);
  expect(seen).toEqual(['timer 1', 'microtask 1', 'timer 2']);
});

test('settles what was done before it was called', async () => {
  const { stage, clock, seen } = setUp();
  void Promise.resolve().then(() => clock.setTimeout(() => seen.push('late plan'), 0));
  await stage.advance(0);
  expect(seen).toEqual(['late plan']);
});

test('runs timers set by timers when they are due', async () => {
  const { stage, clock, seen } = setUp();
  clock.setTimeout(() => {
    clock.setTimeout(() => seen.push(`same instant ${stage.now}`), 0);
    clock.setTimeout(() => seen.push(`at the end ${stage.now}`), 5);
    clock.setTimeout(() => seen.push('beyond'), 6);
  }, 5);
  await stage.advance(10);
  expect(seen).toEqual(['same instant 5', 'at the end 10']);
  expect(stage.now).toBe(10);
});

test('takes concurrent calls one after the other', async () => {
  const { stage, clock, seen } = setUp();
  clock.setTimeout(() => seen.push(`timer ${stage.now}`), 15);
  const moves = [10, 10, 10].map((ms, index) =>
    stage.advance(ms).then(() => seen.push(`move ${index} ${stage.now}`)),
  );
  await Promise.all(moves);
  expect(seen).toEqual(['move 0 10', 'timer 15', 'move 1 20', 'move 2 30']);
});

test('goes on after a move that failed', async () => {
  const { stage } = setUp();
  await stage.advance(10);
  await expect(stage.advanceTo(5)).rejects.toMatchObject({
    code: 'time-in-past',
    message: 'Failed to advance to 5: it is 10 already and time only goes on. Use a later time.',
  });
  await stage.advanceTo(10);
  await stage.advance(1);
  expect(stage.now).toBe(11);
});

test.each([NaN, Infinity, -1])('rejects a move by %s', async (ms) => {
  const { stage } = setUp();
  await expect(stage.advance(ms)).rejects.toThrow(`Failed to advance by ${ms}: `);
  expect(stage.now).toBe(0);
});

test('ends an endless loop of timers without delay with a clear error', async () => {
  const { stage, clock } = setUp();
  const again = (): void => void clock.setTimeout(again, 0);
  clock.setTimeout(again, 7);
  await expect(stage.advance(10)).rejects.toMatchObject({
    code: 'endless-instant',
    message:
      'Failed to advance by 10: more than 100000 callbacks ran at 7 and time stood still. ' +
      'Look for a timer without delay that sets itself again.',
  });
});

test('collects the errors of callbacks and goes on', async () => {
  const { stage, clock, seen } = setUp();
  const error = new Error('planned');
  clock.setTimeout(() => {
    throw error;
  }, 1);
  clock.setTimeout(() => seen.push('unharmed'), 1);
  stage.onAdvance(() => {
    throw error;
  });
  stage.onAdvance(() => seen.push(`moved to ${stage.now}`));
  await stage.advance(2);
  expect(seen).toEqual(['unharmed', 'moved to 2']);
  expect(stage.errors).toEqual([error, error]);
});

test('paints at the end of the instant that asked for it', async () => {
  const { stage, clock, seen } = setUp();
  clock.setTimeout(() => clock.requestFrame(() => seen.push(`frame ${stage.now}`)), 5);
  clock.setTimeout(() => seen.push(`timer ${stage.now}`), 5);
  clock.cancelFrame(clock.requestFrame(() => seen.push('cancelled')));
  await stage.advance(100);
  expect(seen).toEqual(['timer 5', 'frame 5']);
  expect(stage.pending.frames).toBe(0);
});

test('paints 16 ms later what a frame, or its microtasks, asked for', async () => {
  const { stage, clock, seen } = setUp();
  const animate = (): void => {
    seen.push(`frame ${stage.now}`);
    void Promise.resolve().then(() => clock.requestFrame(animate));
  };
  clock.requestFrame(animate);
  await stage.advance(40);
  expect(seen).toEqual(['frame 0', 'frame 16', 'frame 32']);
});

test('lets a frame cancel another one of the same picture', async () => {
  const { stage, clock, seen } = setUp();
  clock.requestFrame(() => clock.cancelFrame(second));
  const second = clock.requestFrame(() => seen.push('cancelled'));
  await stage.advance(20);
  expect(seen).toEqual([]);
});

test('paints nothing while hidden, and what waited when shown', async () => {
  const { stage, clock, seen } = setUp();
  stage.page.hide();
  clock.requestFrame(() => seen.push(`frame ${stage.now}`));
  await stage.advance(1000);
  expect(seen).toEqual([]);
  expect(stage.pending.frames).toBe(1);
  stage.page.show();
  await stage.advance(0);
  expect(seen).toEqual(['frame 1000']);
});

function setUp() {
  const stage = new Stage();
  const seen: string[] = [];
  return { stage, clock: stage.runtime.clock, seen };
}
