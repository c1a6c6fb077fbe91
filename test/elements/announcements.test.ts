import { expect, test } from 'vitest';
import { announced } from '../../stories/scene-parts.js';
import type { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { feedScene } from './feed-scene.js';

test('both live regions are in the very first picture, and empty', async () => {
  const feed = document.createElement('notification-feed');
  const scene = feedScene();
  const pictures: string[] = [];
  feed.addController({
    hostUpdated: () =>
      pictures.push(
        regions(feed)
          .map((region) => region.outerHTML)
          .join(''),
      ),
  });
  feed.runtime = scene.stage.runtime;
  scene.place.append(feed);
  feed.notify({ id: 'early', title: 'Before the first picture' });
  await scene.stage.advance(0);
  expect(pictures[0]).toMatch(
    /role="status">(<!--[^>]*-->)*<\/div>.*role="alert">(<!--[^>]*-->)*<\//,
  );
  const [status, alert] = regions(feed);
  await scene.stage.advance(100);
  expect(announced(feed).polite).toBe('Info: Before the first picture');
  expect(regions(feed)).toEqual([status, alert]);
  expect(regions(feed)[0]).toBe(status);
});

test('what was said out of the document is said when the feed has settled in it', async () => {
  const { stage, place } = feedScene();
  const feed = document.createElement('notification-feed');
  feed.runtime = stage.runtime;
  feed.notify({ id: 'a', title: 'Welcome' });
  place.append(feed);
  await stage.advance(100);
  expect(announced(feed).polite).toBe('Info: Welcome');
});

test('a burst is one announcement, and the next comes a second later', async () => {
  const scene = feedScene();
  const { stage } = scene;
  const feed = scene.addFeed();
  await stage.advance(0);
  for (let n = 1; n <= 30; n++) scene.send({ id: `n${n}`, title: `Row ${n}`, message: 'Text' });
  await stage.advance(0);
  expect(announced(feed)).toEqual({ polite: 'Info: Row 1. Text', assertive: '' });
  await stage.advance(999);
  expect(announced(feed).polite).toBe('Info: Row 1. Text');
  await stage.advance(1);
  expect(announced(feed).polite).toBe('29 new notifications. Latest: Info: Row 30. Text');
});

test('an error is said at once, whatever politely waits', async () => {
  const scene = feedScene();
  const { stage } = scene;
  const feed = scene.addFeed();
  await stage.advance(0);
  scene.send({ id: 'a' });
  scene.send({ id: 'b' });
  await stage.advance(10);
  scene.send({ id: 'c', type: 'error', title: 'Payment declined' });
  await stage.advance(0);
  expect(announced(feed)).toEqual({ polite: 'Info: a', assertive: 'Error: Payment declined' });
});

test('each region speaks at most once a second, however messages come', async () => {
  const scene = feedScene();
  const { stage } = scene;
  const feed = scene.addFeed();
  await stage.advance(0);
  const said: Record<string, number[]> = { status: [], alert: [] };
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = target.parentElement?.closest('[role]') ?? (target as Element);
      said[region.getAttribute('role') ?? '']?.push(stage.now);
    }
  });
  for (const region of regions(feed)) {
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  }
  for (let n = 0; n < 200; n++) {
    scene.send({ id: `n${n}`, type: n % 3 ? 'info' : 'error' });
    await stage.advance((n * 37) % 90);
  }
  await stage.advance(5000);
  for (const times of Object.values(said)) {
    const moments = [...new Set(times)];
    expect(moments.length).toBeGreaterThan(5);
    for (const [n, at] of moments.entries()) {
      if (n > 0) expect(at - (moments[n - 1] as number)).toBeGreaterThanOrEqual(1000);
    }
  }
});

test('the same words again are new to a screen reader', async () => {
  const scene = feedScene();
  const feed = scene.addFeed();
  await scene.stage.advance(0);
  const spoken: (string | null | undefined)[] = [];
  for (const id of ['a', 'b', 'c']) {
    scene.send({ id, title: 'Saved' });
    await scene.stage.advance(1000);
    spoken.push(regions(feed)[0]?.textContent);
  }
  expect(spoken).toEqual(['Info: Saved', 'Info: Saved\u00A0', 'Info: Saved']);
});

test('an action is said with the key that leads to it, unless there is none', async () => {
  const scene = feedScene();
  const feed = scene.addFeed();
  await scene.stage.advance(0);
  scene.send({ id: 'a', title: 'Archived', action: { label: 'Undo' } });
  await scene.stage.advance(1000);
  expect(announced(feed).polite).toBe('Info: Archived. Undo available, press F8.');
  feed.hotkey = '';
  scene.send({ id: 'b', title: 'Deleted', action: { label: 'Undo' } });
  await scene.stage.advance(0);
  expect(announced(feed).polite).toBe('Info: Deleted');
});

function regions(feed: NotificationFeedElement): Element[] {
  return [
    ...(feed.shadowRoot?.querySelectorAll('.region > [role=status], .region > [role=alert]') ?? []),
  ];
}
