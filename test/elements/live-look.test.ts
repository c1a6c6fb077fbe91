import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { rows as shown } from '../../stories/live-parts.js';
import { all, need, part } from '../../stories/scene-parts.js';
import { liveScene, loaded, rows, SRC } from './live-scene.js';

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', settings: { features: object[] }): Promise<void>;
}

afterEach(() => emulate({}));

test('whoever pressed Retry keeps the focus: on the button while it is there, then on the panel', async () => {
  const scene = await loaded();
  const { element, stage } = scene;
  scene.answer = undefined;
  void element.refresh();
  await stage.advance(0);
  const retry = need(element, 'retry');
  retry.focus();
  retry.click();
  await stage.advance(0);
  expect(element.shadowRoot?.activeElement).toBe(retry);
  scene.answer = { body: rows('a') };
  retry.click();
  await stage.advance(0);
  expect(element.shadowRoot?.activeElement).toBe(need(element, 'panel'));
});

test('Retry that moves to another place takes the focus along', async () => {
  const scene = liveScene();
  scene.answer = undefined;
  const element = scene.add({ ...SRC, event: 'item' });
  await scene.stage.advance(0);
  need(element, 'retry').focus();
  scene.push({ item: { id: 'a' } });
  await scene.stage.advance(0);
  expect(shown(element)).toEqual(['a']);
  expect(element.shadowRoot?.activeElement).toBe(need(element, 'retry'));
});

test.each(['stale', 'offline', 'error'])('Retry can be hit when it is %s', async (status) => {
  const scene = status === 'error' ? liveScene() : await loaded();
  scene.answer = undefined;
  const element = scene.place.querySelector('pan-live-data') ?? scene.add();
  if (status === 'offline') scene.stage.page.goOffline();
  void element.refresh();
  await scene.stage.advance(0);
  const { width, height } = need(element, 'retry').getBoundingClientRect();
  expect(element.status).toBe(status);
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
});

test('the words in the slots are shown instead', async () => {
  const scene = liveScene();
  const element = scene.add();
  for (const slot of ['loading', 'empty', 'error']) {
    element.append(Object.assign(document.createElement('b'), { slot, textContent: slot }));
  }
  const visible = (): (string | null)[] =>
    [...element.children].filter((child) => child.checkVisibility()).map((child) => child.slot);
  await element.updateComplete;
  expect(visible()).toEqual(['loading']);
  scene.answer = { body: [] };
  await scene.stage.advance(0);
  expect(visible()).toEqual(['empty']);
  scene.answer = undefined;
  element.src = '/other';
  await scene.stage.advance(0);
  expect([visible(), part(element, 'retry') !== null]).toEqual([['error'], true]);
});

test('forced colours leave the panel and the status a border', async () => {
  const { element } = await loaded();
  await emulate({ 'forced-colors': 'active' });
  for (const name of ['panel', 'status']) {
    const { borderTopStyle, borderTopColor } = getComputedStyle(need(element, name));
    expect([borderTopStyle, borderTopColor]).toEqual(['solid', 'rgb(0, 0, 0)']);
  }
});

test('what comes fades in, but not what was there, nor under reduced motion', async () => {
  const { element, stage, push } = await loaded({ event: 'item' });
  const moving = (): string[] =>
    all(element, 'row')
      .filter((row) => row.getAnimations().length > 0)
      .map((row) => row.dataset['key']!);
  await emulate({ 'prefers-reduced-motion': 'no-preference' });
  push({ item: { id: 'c' } });
  push({ patch: { id: 'a', n: 1 } });
  await stage.advance(0);
  expect(moving()).toEqual(['c']);
  await emulate({ 'prefers-reduced-motion': 'reduce' });
  push({ item: { id: 'd' } });
  await stage.advance(0);
  expect(moving()).not.toContain('d');
});

test('it takes a place of any width, also one that is as wide as what is inside', async () => {
  const { element, place } = await loaded({ label: 'A label that is longer than its place' });
  place.style.inlineSize = '240px';
  expect(element.scrollWidth).toBe(240);
  Object.assign(place.style, { inlineSize: 'auto', display: 'inline-grid' });
  expect(element.offsetWidth).toBeGreaterThan(60);
});

/** Makes the browser prefer `features`, and all else as the other tests have it. */
async function emulate(features: Record<string, string>): Promise<void> {
  const usual = { 'prefers-reduced-motion': 'reduce', 'prefers-color-scheme': 'light' };
  const list = Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value }));
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features: list });
}
