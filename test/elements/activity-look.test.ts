import '../../src/elements/presence-list/presence-list.define.js';
import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { badge, rows } from '../../stories/activity-parts.js';
import { all, need, part } from '../../stories/scene-parts.js';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import { activity, activityScene, history, type ActivityScene } from './activity-scene.js';

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', settings: { features: object[] }): Promise<void>;
}

afterEach(() => emulate({}));

test('a calm arrival fades in', async () => {
  await emulate({ 'prefers-reduced-motion': 'no-preference' });
  const { feed, come } = await openFeed();
  expect(moving(feed)).toEqual([]);
  await come('x');
  expect(moving(feed)).toEqual(['x did x']);
  const [animation] = all(feed, 'row')[0]!.getAnimations();
  expect(animation?.effect?.getTiming().duration).toBe(300);
});

test('in a burst, and under reduced motion, nothing moves', async () => {
  await emulate({ 'prefers-reduced-motion': 'no-preference' });
  const { stage, feed, come } = await openFeed();
  await come('a', 'b', 'c', 'd', 'e', 'f');
  expect(moving(feed)).not.toContain('f did f');
  await stage.advance(2000);
  await emulate({});
  await come('x');
  expect(moving(feed)).not.toContain('x did x');
});

test('has the measures that it promises', async () => {
  const { feed } = await openFeed();
  const header = getComputedStyle(need(feed, 'header'));
  const { borderRadius, width } = getComputedStyle(need(feed, 'avatar'));
  expect(header.backgroundColor).toBe('rgb(248, 249, 250)');
  expect(getComputedStyle(need(feed, 'panel')).borderRadius).toBe('8px');
  expect([width, borderRadius]).toEqual(['40px', '50%']);
  expect(feed.shadowRoot?.querySelector('.scroll')?.clientHeight).toBe(500);
  expect(getComputedStyle(need(feed, 'user')).fontWeight).toBe('600');
  expect(getComputedStyle(need(feed, 'target')).fontStyle).toBe('italic');
});

test('forced colours give what is filled a border, and unread a mark of its own', async () => {
  const { feed, come } = await openFeed();
  await come('x');
  await emulate({ 'forced-colors': 'active' });
  const probe = document.createElement('p');
  probe.style.color = 'CanvasText';
  feed.parentElement?.append(probe);
  const { color } = getComputedStyle(probe);
  expect(getComputedStyle(need(feed, 'avatar')).borderTopColor).toBe(color);
  probe.style.color = 'Highlight';
  expect(getComputedStyle(need(feed, 'unread')).backgroundColor).toBe(
    getComputedStyle(probe).color,
  );
});

test('the theme attribute decides over the page, for the badge inside too', async () => {
  const { feed } = await openFeed();
  feed.setAttribute('theme', 'dark');
  expect(getComputedStyle(need(feed, 'header')).backgroundColor).toBe('rgb(31, 36, 43)');
  const status = need(feed, 'status').shadowRoot!.querySelector('.badge')!;
  expect(getComputedStyle(status).backgroundColor).toBe('rgb(18, 53, 28)');
});

test('somebody has the same face in the list of those present', async () => {
  const { stage, feed, push, place } = await openFeed();
  push(activity('x', stage.runtime.clock.now(), { userId: 'ada', userName: '(ada)' }));
  await stage.advance(20);
  const people = document.createElement('presence-list');
  place.append(
    Object.assign(people, { runtime: stage.runtime, source: presenceOf('ada', '(ada)') }),
  );
  await stage.advance(2000);
  const [one, other] = [need(feed, 'avatar'), need(people, 'face')];
  expect(getComputedStyle(one).backgroundColor).toBe(getComputedStyle(other).backgroundColor);
  expect([one, other].map((face) => face.querySelector('.initial')?.textContent)).toEqual([
    'A',
    'A',
  ]);
});

test('nothing in the markup carries a style but the colours and heights that were read', async () => {
  const { feed, come } = await openFeed();
  await come('x');
  for (const element of feed.shadowRoot!.querySelectorAll<HTMLElement>('*')) {
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on/);
    expect(element.style?.cssText ?? '').toMatch(/^(--_[a-z-]+: (#[\da-f]{6}|\d+px); ?)*$/);
  }
});

test('a narrow column has room for everything, and hit areas are large enough', async () => {
  const { feed, come, place } = await openFeed();
  place.style.width = '240px';
  await come('x');
  expect(feed.scrollWidth).toBeLessThanOrEqual(240);
  for (const button of feed.shadowRoot!.querySelectorAll('button')) {
    expect(Math.min(button.offsetWidth, button.offsetHeight)).toBeGreaterThanOrEqual(24);
  }
  expect([badge(feed), rows(feed)[0]]).toEqual(['Live', 'x did x']);
});

test('the page may call it something else, and say what is empty in its own way', async () => {
  const { stage, addFeed } = await activityScene();
  const feed = addFeed();
  feed.innerHTML = '<span slot="heading">Audit</span><p slot="empty">Nothing yet</p>';
  await stage.advance(0);
  const shown = (name: string): string | undefined =>
    feed.shadowRoot?.querySelector<HTMLSlotElement>(`slot[name=${name}]`)?.assignedElements()[0]
      ?.textContent;
  expect([shown('heading'), shown('empty'), part(feed, 'list')]).toEqual([
    ...['Audit', 'Nothing yet', null],
  ]);
});

async function openFeed(): Promise<ActivityScene & { feed: ActivityFeedElement }> {
  const scene = await activityScene();
  scene.answer = { body: history(20, scene.stage.runtime.clock.now()) };
  const feed = scene.addFeed();
  await scene.stage.advance(0);
  return { ...scene, feed };
}

/** A source that tells of one user, as soon as somebody listens. */
function presenceOf(userId: string, name: string) {
  const connection = {
    state: 'open',
    attempt: 0,
    maxAttempts: 1,
    retryAt: undefined,
    unsent: 0,
  } as const;
  return Object.assign(new EventTarget(), {
    connection,
    on(type: string, handler: (payload: unknown, message: never) => void) {
      if (type === 'presence-update') {
        queueMicrotask(() => handler({ userId, name, status: 'online' }, {} as never));
      }
      return () => undefined;
    },
    send: () => undefined,
    connect: () => Promise.resolve(),
    retry: () => undefined,
    retain: () => () => undefined,
  });
}

function moving(feed: ActivityFeedElement): (string | undefined)[] {
  return all(feed, 'row')
    .filter((row) => row.getAnimations().length > 0)
    .map((row) => row.querySelector('[part=what]')?.textContent.replace(/\s+/g, ' ').trim());
}

/** Makes the browser prefer `features`, and all else as the other tests have it. */
async function emulate(features: Record<string, string>): Promise<void> {
  const usual = { 'prefers-reduced-motion': 'reduce', 'prefers-color-scheme': 'light' };
  const list = Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value }));
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features: list });
}
