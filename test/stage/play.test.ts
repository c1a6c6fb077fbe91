import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';

test('follows real time while playing', async () => {
  const stage = new Stage();
  const ran = new Promise<number>((resolve) => {
    stage.runtime.clock.setTimeout(() => resolve(stage.now), 40);
  });
  stage.play();
  stage.play();
  expect(stage.playing).toBe(true);
  expect(await ran).toBe(40);
  stage.pause();
  expect(stage.playing).toBe(false);
  stage.dispose();
});

test('plays faster at a higher speed', async () => {
  const stage = new Stage();
  stage.speed = 10_000;
  const ran = new Promise<void>((resolve) => {
    stage.runtime.clock.setTimeout(resolve, 60_000);
  });
  const before = performance.now();
  stage.play();
  await ran;
  expect(performance.now() - before).toBeLessThan(5000);
  stage.dispose();
});

test.each([0, -1, NaN, Infinity])('refuses %s as a speed', (speed) => {
  const stage = new Stage();
  expect(() => (stage.speed = speed)).toThrow(`Failed to set the speed: ${speed} is no speed.`);
  expect(stage.speed).toBe(1);
});

test('stops playing for good when somebody advances by hand', async () => {
  const stage = new Stage();
  const moved = new Promise<void>((resolve) => void stage.onAdvance(resolve));
  stage.play();
  await moved;
  await stage.advance(1000);
  expect(stage.playing).toBe(false);
  const { now } = stage;
  await stage.advance(5);
  expect(stage.now).toBe(now + 5);
});

test('stops playing when disposed, without an error', async () => {
  const stage = new Stage();
  const moved = new Promise<void>((resolve) => void stage.onAdvance(resolve));
  stage.play();
  await moved;
  stage.dispose();
  expect(stage.playing).toBe(false);
  expect(stage.errors).toEqual([]);
  expect(() => stage.play()).toThrow('Failed to play: the stage has been disposed of.');
});

test('stops playing on an endless loop and reports it', async () => {
  const stage = new Stage();
  const again = (): void => void stage.runtime.clock.setTimeout(again, 0);
  again();
  stage.play();
  await expect.poll(() => stage.playing, { timeout: 10_000 }).toBe(false);
  expect(stage.errors).toMatchObject([{ code: 'endless-instant' }]);
});
