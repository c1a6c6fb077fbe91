import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { all, badgeIn, need, part, text } from '../../stories/scene-parts.js';
import { feedScene } from './feed-scene.js';

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', settings: { features: object[] }): Promise<void>;
}

afterEach(() => emulate({}));

test('a calm arrival comes in from the side, and a likeness of what leaves is gone again', async () => {
  await emulate({ 'prefers-reduced-motion': 'no-preference' });
  const { stage, send, feed } = await setUp();
  send({ id: 'a' });
  await stage.advance(0);
  const card = need(feed, 'card');
  expect(card.getAnimations()).toHaveLength(1);
  await Promise.all(card.getAnimations().map(({ finished }) => finished));
  feed.dismiss('a');
  await stage.advance(0);
  expect(need(feed, 'list').childElementCount).toBe(0);
  expect(ghosts(feed).children).toHaveLength(1);
  expect(ghosts(feed).inert).toBe(true);
  await emptied(ghosts(feed));
  expect(ghosts(feed).children).toHaveLength(0);
});

test('in a burst nothing moves', async () => {
  await emulate({ 'prefers-reduced-motion': 'no-preference' });
  const { stage, send, feed } = await setUp();
  for (let n = 0; n < 20; n++) send({ id: `n${n}` });
  await stage.advance(0);
  for (let n = 0; n < 3; n++) feed.dismiss(`n${n + 17}`);
  await stage.advance(0);
  expect(moving(feed)).toEqual([]);
  expect(ghosts(feed).children).toHaveLength(0);
});

test('under reduced motion nothing moves', async () => {
  await emulate({ 'prefers-reduced-motion': 'reduce' });
  const { stage, send, feed, servers } = await setUp({ grace: 0 });
  send({ id: 'a' });
  await stage.advance(0);
  send({ id: 'b' });
  await stage.advance(0);
  feed.dismiss('a');
  servers[0]?.drop();
  await stage.advance(0);
  const lamp = badgeIn(feed.parentElement!).shadowRoot?.querySelector('tally-lamp');
  expect(lamp?.shadowRoot?.querySelector('.turning')?.getAnimations()).toEqual([]);
  expect(moving(feed)).toEqual([]);
});

test('a feed that is removed takes its moving likenesses along', async () => {
  await emulate({ 'prefers-reduced-motion': 'no-preference' });
  const { stage, send, feed } = await setUp();
  send({ id: 'a' });
  await stage.advance(0);
  feed.dismiss('a');
  await stage.advance(0);
  feed.remove();
  expect(ghosts(feed).children).toHaveLength(0);
});

test('forced colours give cards a border of the system, and leave nothing to shadows', async () => {
  const { stage, send, feed } = await setUp();
  send({ id: 'a', type: 'error' });
  await stage.advance(0);
  await emulate({ 'forced-colors': 'active' });
  const probe = document.createElement('p');
  probe.style.color = 'CanvasText';
  feed.parentElement?.append(probe);
  const card = getComputedStyle(need(feed, 'card'));
  expect(card.borderTopColor).toBe(getComputedStyle(probe).color);
  expect(card.borderTopStyle).toBe('solid');
  expect(card.boxShadow).toBe('none');
  const badge = getComputedStyle(need(badgeIn(feed.parentElement!), 'badge'));
  expect(badge.borderTopColor).toBe(getComputedStyle(probe).color);
});

test('the theme attribute decides over the page, for the badge inside too', async () => {
  const { stage, send, feed } = await setUp();
  send({ id: 'a' });
  await stage.advance(0);
  const colours = (): string[] => [
    getComputedStyle(need(feed, 'card')).backgroundColor,
    getComputedStyle(need(badgeIn(feed.parentElement!), 'badge')).backgroundColor,
  ];
  const light = colours();
  feed.setAttribute('theme', 'dark');
  expect(colours()).toEqual(['rgb(31, 36, 43)', 'rgb(18, 53, 28)']);
  feed.parentElement!.style.colorScheme = 'dark';
  feed.setAttribute('theme', 'light');
  expect(colours()).toEqual(light);
});

test('no markup carries a style or a handler', async () => {
  const { stage, send, feed, servers } = await setUp();
  for (let n = 0; n < 9; n++) send({ id: `n${n}`, action: { label: 'Undo' }, duration: 100 });
  servers[0]?.send('{"type":"notification","payload":{}}');
  send({ id: 'stays', type: 'warning', message: 'Text', duration: 0 });
  await stage.advance(200);
  need(feed, 'missed').click();
  await stage.advance(0);
  expect([part(feed, 'history'), part(feed, 'error')]).not.toContain(null);
  expect(text(need(feed, 'history'))).toContain('n8');
  for (const element of [feed, ...deep(feed.shadowRoot!)]) {
    for (const { name } of element.attributes) expect(name).not.toMatch(/^(style|on.*)$/);
  }
  expect(deep(feed.shadowRoot!).length).toBeGreaterThan(30);
});

async function setUp(properties: { grace?: number } = {}) {
  const scene = feedScene();
  const feed = scene.addFeed({ placement: 'inline', ...properties });
  await scene.stage.advance(0);
  return { ...scene, feed };
}

/** Makes the browser prefer `features`, and all else as the other tests have it. */
async function emulate(features: Record<string, string>): Promise<void> {
  const usual = { 'prefers-reduced-motion': 'reduce', 'prefers-color-scheme': 'light' };
  const list = Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value }));
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features: list });
}

function moving(feed: HTMLElement): Animation[] {
  return all(feed, 'card').flatMap((card) => card.getAnimations());
}

/** Waits until nothing is left in an element. */
async function emptied(element: Element): Promise<void> {
  await new Promise<void>((resolve) => {
    const check = (): void => (element.childElementCount === 0 ? resolve() : undefined);
    new MutationObserver(check).observe(element, { childList: true });
    check();
  });
}

function ghosts(feed: HTMLElement): HTMLElement {
  return feed.shadowRoot?.querySelector('.ghosts') as HTMLElement;
}

function deep(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? deep(element.shadowRoot) : []),
  ]);
}
