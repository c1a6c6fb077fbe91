import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { all, titles } from '../../stories/scene-parts.js';
import { feedScene } from './feed-scene.js';

interface Touchscreen {
  send(
    method: 'Input.dispatchTouchEvent',
    event: { type: string; touchPoints: { x: number; y: number; id: number }[] },
  ): Promise<void>;
}

test('a real finger swipes a card away, and tells the page how', async () => {
  const { stage, feed } = await setUp();
  const heard: string[] = [];
  feed.addEventListener('notification-dismiss', ({ notificationId, means }) =>
    heard.push(`${notificationId} by ${means}`),
  );
  const [card] = all(feed, 'card') as [HTMLElement];
  await touch('touchStart', card, 40);
  for (const way of [60, 100, 200, 300]) await touch('touchMove', card, 40 + way);
  const swiped = once(feed, 'notification-dismiss');
  await touch('touchEnd', card);
  await swiped;
  await stage.advance(0);
  expect(heard).toEqual(['b by swipe']);
  expect(titles(feed)).toEqual(['Info: a']);
});

test('a finger that starts on a button swipes nothing', async () => {
  const { stage, feed } = await setUp();
  const [card] = all(feed, 'card') as [HTMLElement];
  const button = card.querySelector('[part=dismiss]') as HTMLElement;
  const inside = button.getBoundingClientRect().left - card.getBoundingClientRect().left + 8;
  await touch('touchStart', card, inside);
  for (const way of [60, 120, 200]) await touch('touchMove', card, inside - way);
  const lifted = once(feed, 'pointerup');
  await touch('touchEnd', card);
  await lifted;
  expect(card.style.translate).toBe('');
  await stage.advance(0);
  expect(titles(feed)).toHaveLength(2);
});

test('a second finger puts back what the first one moved', async () => {
  const { feed } = await setUp();
  const [first, second] = all(feed, 'card') as [HTMLElement, HTMLElement];
  for (const card of [first, second]) card.setPointerCapture = () => undefined;
  point(first, 'pointerdown', 1, 0);
  point(first, 'pointermove', 1, 100);
  point(second, 'pointerdown', 2, 0);
  point(first, 'pointerup', 1, 300);
  expect([first.style.translate, first.style.opacity]).toEqual(['', '']);
  expect(titles(feed)).toHaveLength(2);
});

test('a card that is put away in the middle of a swipe takes the swipe along', async () => {
  const { stage, feed } = await setUp();
  const [first] = all(feed, 'card') as [HTMLElement];
  first.setPointerCapture = () => undefined;
  point(first, 'pointerdown', 1, 0);
  point(first, 'pointermove', 1, 300);
  feed.remove();
  document.body.append(feed);
  point(first, 'pointerup', 1, 300);
  await stage.advance(0);
  expect(titles(feed)).toHaveLength(2);
  expect(first.style.translate).toBe('');
  feed.remove();
});

async function setUp() {
  const scene = feedScene();
  scene.place.style.width = '400px';
  const feed = scene.addFeed({ placement: 'inline', duration: 0 });
  await scene.stage.advance(0);
  scene.send({ id: 'a' });
  scene.send({ id: 'b' });
  await scene.stage.advance(0);
  return { ...scene, feed };
}

/** Touches the browser's own screen, `x` pixels from where the card's left edge stands or stood. */
async function touch(type: string, card: HTMLElement, x = 0): Promise<void> {
  const box = card.getBoundingClientRect();
  const moved = Number.parseFloat(card.style.translate || '0');
  const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect();
  const point = { x: frame.x + box.x - moved + x, y: frame.y + box.y + 14, id: 1 };
  const touchPoints = type === 'touchEnd' ? [] : [point];
  await (cdp() as unknown as Touchscreen).send('Input.dispatchTouchEvent', { type, touchPoints });
}

function once(target: EventTarget, type: string): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
}

function point(card: HTMLElement, type: string, pointerId: number, clientX: number): void {
  const touch = { pointerType: 'touch', bubbles: true, composed: true, pointerId, clientX };
  card.dispatchEvent(new PointerEvent(type, touch));
}
