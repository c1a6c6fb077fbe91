import { expect, test } from 'vitest';
import { all, need, titles } from '../../stories/scene-parts.js';
import type { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { feedScene } from './feed-scene.js';
import { openStrictPage } from './strict-frame.js';

test('works under a strict content security policy, without a single violation', async () => {
  const { stage, source, send } = feedScene();
  const { page, violations } = await openStrictPage('notification-feed');
  const feed = page.createElement('notification-feed');
  Object.assign(feed, { runtime: stage.runtime, source, placement: 'inline' });
  page.body.append(feed);
  await stage.advance(0);
  send({ id: 'a', title: '<img src=x onerror="alert(1)">', action: { label: 'Undo' } });
  send({ id: 'b', type: 'error', message: 'Text' });
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Error: b', 'Info: <img src=x onerror="alert(1)">']);
  expect(getComputedStyle(need(feed, 'card')).borderLeftWidth).toBe('4px');
  swipe(feed, 60);
  expect(all(feed, 'card')[0]?.style.translate).toBe('60px');
  need(feed, 'dismiss').click();
  await stage.advance(0);
  expect(titles(feed)).toHaveLength(1);
  expect(violations).toEqual([]);
});

test('that page does forbid what it says', async () => {
  const { page } = await openStrictPage('notification-feed');
  const violation = new Promise<string>((resolve) => {
    page.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
      once: true,
    });
  });
  page.body.setAttribute('style', 'color: red');
  expect(await violation).toBe('style-src-attr');
  expect(() => (page.body.innerHTML = '<b>markup</b>')).toThrow('TrustedHTML');
});

function swipe(feed: NotificationFeedElement, way: number): void {
  const card = need(feed, 'card');
  const touch = { pointerId: 1, pointerType: 'touch', bubbles: true, composed: true };
  const { PointerEvent } = card.ownerDocument.defaultView as Window & typeof globalThis;
  card.setPointerCapture = () => undefined;
  card.dispatchEvent(new PointerEvent('pointerdown', touch));
  card.dispatchEvent(new PointerEvent('pointermove', { ...touch, clientX: way }));
}
