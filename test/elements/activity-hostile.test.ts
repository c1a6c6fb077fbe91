import { expect, test } from 'vitest';
import { rows } from '../../stories/activity-parts.js';
import { all, need, text } from '../../stories/scene-parts.js';
import { activity, activityScene, history } from './activity-scene.js';
import { openStrictPage } from './strict-frame.js';

test.each<[string, unknown]>([
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a prototype', '__proto__'],
  ['a constructor', 'constructor'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
  ['emoji', '👩‍👩‍👧‍👦'],
  ['a direction override', '\u202Egpj.exe'],
  ['an unpaired surrogate', '\uD83D'],
  ['a number', 42],
  ['spaces and quotes', ' a" b\' '],
  ['Lit’s own marker', '<!--?lit$1$-->'],
])('an activity that is all %s is text, and one row', async (_, value) => {
  const { stage, addFeed, push } = await activityScene({ maxEventSize: 2 ** 24 });
  const feed = addFeed();
  await stage.advance(0);
  for (let n = 0; n < 2; n++) {
    const payload = { id: value, userId: value, userName: value, action: value, target: value };
    push({ ...payload, timestamp: value, color: value, read: value });
  }
  await stage.advance(20);
  expect(all(feed, 'row')).toHaveLength(1);
  expect(feed.shadowRoot?.querySelector('img, script')).toBeNull();
  expect(rows(feed)[0]!.length).toBeLessThan(500);
  expect(all(feed, 'row')[0]!.offsetHeight).toBeLessThan(120);
  expect(need(feed, 'avatar').offsetWidth).toBe(40);
  const [article] = all(feed, 'row');
  expect(feed.shadowRoot?.getElementById(article!.getAttribute('aria-labelledby')!)).not.toBeNull();
  expect(stage.errors).toEqual([]);
});

test('what is no activity is reported, pushed or loaded, and nothing else is harmed', async () => {
  const scene = await activityScene();
  const { stage, addFeed, push, come } = scene;
  const broken = [
    null,
    7,
    'ada',
    [],
    {},
    { id: '' },
    { id: {} },
    { id: 'a' },
    { id: 'a', action: ' ' },
  ];
  scene.answer = { body: [...broken, ...history(2, stage.runtime.clock.now())] };
  const feed = addFeed();
  const problems: string[] = [];
  feed.addEventListener('activity-invalid', ({ problem }) => problems.push(problem));
  await stage.advance(0);
  for (const payload of broken) push(payload);
  await come('x');
  expect(rows(feed)).toEqual(['x did x', '2 did 2', '1 did 1']);
  expect(problems).toHaveLength(2 * broken.length);
  expect(problems.at(-1)).toBe('"action" is a value of type string. Say in words what was done.');
});

test.each([-1, 1])(
  'a server whose clock is off by %i day puts nothing out of order',
  async (days) => {
    const scene = await activityScene();
    const { stage, addFeed, push, place } = scene;
    place.lang = 'en-GB';
    const now = stage.runtime.clock.now();
    const off = now + days * 86_400_000;
    scene.answer = { body: history(3, off, 1000), delay: 100 };
    const feed = addFeed();
    await stage.advance(50);
    push(activity('during', off + 50));
    await stage.advance(100);
    push(activity('after', off + 150));
    await stage.advance(20);
    expect(rows(feed).map((row) => row.split(' ')[0])).toEqual(['after', 'during', '3', '2', '1']);
    expect(text(need(feed, 'time'))).toBe(days > 0 ? 'Just now' : '14 Jan 2026');
    stage.cue('clock', { do: 'jump', by: 7_200_000 });
    feed.requestUpdate();
    await stage.advance(20);
    expect(text(need(feed, 'time'))).toBe(days > 0 ? '2 hours ago' : '14 Jan 2026');
  },
);

test('works under a strict content security policy, windowed too, without a violation', async () => {
  const scene = await activityScene();
  const { stage, source, come } = scene;
  scene.answer = { body: history(400, stage.runtime.clock.now()) };
  const { page, violations } = await openStrictPage('activity-feed');
  const feed = page.createElement('activity-feed');
  page.body.append(Object.assign(feed, { runtime: stage.runtime, source, cap: 1000, limit: 400 }));
  await stage.advance(0);
  await come('<b>');
  expect(rows(feed)[0]).toBe('<b> did <b>');
  expect(all(feed, 'row').length).toBeLessThan(30);
  expect(getComputedStyle(need(feed, 'avatar')).backgroundColor).toMatch(/^rgb\(/);
  expect(violations).toEqual([]);
});
