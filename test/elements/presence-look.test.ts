import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { all, need } from '../../stories/scene-parts.js';
import type { PresenceListElement } from '../../src/elements/presence-list/presence-list.js';
import { contrastOf } from './contrast.js';
import { presenceScene } from './presence-scene.js';

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', settings: { features: object[] }): Promise<void>;
}

afterEach(() => emulate({}));

/** Colours at their worst: next to nothing on one theme's ground or the other's. */
const COLOURS = ['#ffffff', '#fffffe', '#000000', '#010101', '#ffff00', '#777777', '#0000ff', 'no'];

test.each(['light', 'dark'])('initials can be read on every colour, %s', async (theme) => {
  const { stage, place, addList, say, servers } = presenceScene();
  const list = addList({ max: 99, keepOffline: 600_000, grace: 0 });
  list.setAttribute('theme', theme);
  await stage.advance(0);
  for (const [n, color] of COLOURS.entries()) {
    say('presence-update', { userId: `on${n}`, color });
    say('presence-update', { userId: `away${n}`, color, status: 'away' });
    say('presence-update', { userId: `off${n}`, color });
    say('presence-offline', { userId: `off${n}` });
  }
  await stage.advance(7000);
  need(list, 'faces').click();
  await stage.advance(0);
  expect(all(list, 'face-offline')).toHaveLength(2 * COLOURS.length);
  const lowest = (): number => Math.min(...all(list, 'face').map((face) => contrastOf(face)));
  expect(lowest()).toBeGreaterThanOrEqual(4.5);
  servers[0]?.drop();
  await stage.advance(100);
  expect(need(list, 'row').dataset['phase']).toBe('stale');
  expect(lowest()).toBeGreaterThanOrEqual(4.5);
  expect(place.childElementCount).toBe(1);
});

test('who is online, away or offline is told by shape, without any colour', async () => {
  const list = await oneOfEach();
  const borders = faces(list).map((face) => getComputedStyle(face).borderTopStyle);
  expect(borders).toEqual(['none', 'solid', 'dashed']);
  const marks = faces(list).map((face) => face.querySelector('.mark')?.innerHTML);
  expect(new Set(marks).size).toBe(3);
});

test('forced colours leave every face a border', async () => {
  const list = await oneOfEach();
  await emulate({ 'forced-colors': 'active' });
  const borders = faces(list).map((face) => getComputedStyle(face).borderTopStyle);
  expect(borders).toEqual(['solid', 'solid', 'dashed']);
});

test('who comes fades in, but not under reduced motion, nor who was there already', async () => {
  const { stage, addList, come } = presenceScene();
  const list = addList();
  await emulate({ 'prefers-reduced-motion': 'no-preference' });
  await stage.advance(0);
  await come('ada');
  expect(moving(list)).toEqual([]);
  await come('bob');
  expect(moving(list)).toEqual(['B']);
  await emulate({ 'prefers-reduced-motion': 'reduce' });
  await come('cem');
  expect(moving(list)).not.toContain('C');
});

async function oneOfEach(): Promise<PresenceListElement> {
  const { stage, addList, say } = presenceScene();
  const list = addList({ keepOffline: 600_000 });
  await stage.advance(0);
  say('presence-update', { userId: 'online' });
  say('presence-update', { userId: 'away', status: 'away' });
  say('presence-update', { userId: 'offline' });
  say('presence-offline', { userId: 'offline' });
  await stage.advance(7000);
  return list;
}

function faces(list: PresenceListElement): HTMLElement[] {
  return all(list, 'face').filter((face) => face.closest('.faces'));
}

function moving(list: PresenceListElement): string[] {
  return faces(list)
    .filter((face) => face.getAnimations().length > 0)
    .map((face) => face.textContent?.trim() ?? '');
}

/** Makes the browser prefer `features`, and all else as the other tests have it. */
async function emulate(features: Record<string, string>): Promise<void> {
  const usual = { 'prefers-reduced-motion': 'reduce', 'prefers-color-scheme': 'light' };
  const list = Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value }));
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features: list });
}
