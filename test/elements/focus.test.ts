import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { all, badgeIn, need, titles } from '../../stories/scene-parts.js';
import { feedScene, focused } from './feed-scene.js';

test('a card with the focus is not stacked away, and still holds the countdowns', async () => {
  const { stage, feed, send } = await setUp(5);
  dismissOf(lastCard(feed)).focus();
  send({ id: 'n6' });
  await stage.advance(60_000);
  expect(titles(feed)).toContain('Info: n1');
  expect(focused()).toBe(dismissOf(lastCard(feed)));
});

test('a card with the focus is not evicted', async () => {
  const { stage, feed, send } = await setUp(3, { cap: 3 });
  lastCard(feed).focus();
  send({ id: 'n4' });
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: n4', 'Info: n3', 'Info: n1']);
  expect(focused()).toBe(lastCard(feed));
});

test('what the page dismisses hands its focus on', async () => {
  const { stage, feed } = await setUp(2);
  lastCard(feed).focus();
  feed.dismiss('n1');
  await stage.advance(0);
  expect(focused()).toBe(lastCard(feed));
  feed.clear();
  await stage.advance(0);
  expect(focused()).toBe(need(feed, 'region'));
});

test('a Retry that has done its work leaves the focus on the badge', async () => {
  const { stage, place, servers } = await setUp(0, { grace: 0 });
  const badge = badgeIn(place);
  servers[0]?.drop();
  await stage.advance(0);
  need(badge, 'retry').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect(focused()).toBe(need(badge, 'badge'));
});

test('a keydown without a key, as browsers send when they fill in a form, is passed over', async () => {
  const { feed } = await setUp(1);
  const errors: string[] = [];
  const note = (event: ErrorEvent): void => {
    errors.push(event.message);
    event.preventDefault();
  };
  window.addEventListener('error', note);
  document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
  window.removeEventListener('error', note);
  expect([errors, titles(feed)]).toEqual([[], ['Info: n1']]);
});

async function setUp(count: number, properties: { cap?: number; grace?: number } = {}) {
  const scene = feedScene();
  const feed = scene.addFeed({ placement: 'inline', ...properties });
  await scene.stage.advance(0);
  for (let n = 1; n <= count; n++) scene.send({ id: `n${n}` });
  await scene.stage.advance(0);
  return { ...scene, feed };
}

function lastCard(feed: HTMLElement): HTMLElement {
  return all(feed, 'card').at(-1) as HTMLElement;
}

function dismissOf(card: HTMLElement): HTMLElement {
  return card.querySelector('[part=dismiss]') as HTMLElement;
}
