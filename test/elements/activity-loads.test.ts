import { expect, test } from 'vitest';
import { badge, rows, scrollTo } from '../../stories/activity-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { activity, activityScene, history } from './activity-scene.js';

test.each<[string, object, string]>([
  ['a status', { status: 503 }, 'the server answered 503.'],
  ['no JSON', { body: '<html>' }, 'the answer cannot be read.'],
  ['no list', { body: { activities: [] } }, 'the answer cannot be read.'],
])('says what is wrong when the answer is %s, and Retry tries again', async (_, answer, reason) => {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  scene.answer = answer;
  const feed = addFeed();
  await stage.advance(0);
  const said = text(need(feed, 'error').querySelector('p'));
  expect(said).toBe(`Activities could not be loaded: ${reason}`);
  expect([part(feed, 'empty'), part(feed, 'skeleton'), stage.errors]).toEqual([null, null, []]);
  scene.answer = { body: history(3, stage.runtime.clock.now()) };
  need(feed, 'retry').click();
  await stage.advance(0);
  expect([rows(feed).length, part(feed, 'error')]).toEqual([3, null]);
});

test('says that the server cannot be reached, and shows what is pushed all the same', async () => {
  const { stage, addFeed, come } = await activityScene();
  stage.http('/api/activities', (_, respond) => respond.drop());
  const feed = addFeed();
  await stage.advance(0);
  await come('x');
  expect(rows(feed)).toEqual(['x did x']);
  expect(text(need(feed, 'error'))).toContain('the server cannot be reached.');
});

test('a late answer goes between and below what was pushed, and doubles nothing', async () => {
  const scene = await activityScene();
  const { stage, addFeed, push } = scene;
  const now = stage.runtime.clock.now();
  const between = activity('between', now + 150);
  scene.answer = {
    body: [
      activity('second', now + 200),
      between,
      activity('first', now + 100),
      ...history(2, now),
    ],
    delay: 1000,
  };
  const feed = addFeed();
  await stage.advance(100);
  push(activity('first', now + 100));
  await stage.advance(100);
  push(activity('second', now + 200));
  await stage.advance(200);
  push(activity('third', now + 400));
  await stage.advance(600);
  expect(rows(feed).map((row) => row.split(' ')[0])).toEqual([
    ...['third', 'second', 'between', 'first', '2', '1'],
  ]);
});

test('the list is asked for once the stream is open, so that nothing is lost in between', async () => {
  const { stage, addFeed, asked } = await activityScene();
  stage.sse('/api/events', (stream) => {
    stage.runtime.clock.setTimeout(() => stream.open(), 300);
  });
  addFeed();
  await stage.advance(299);
  expect(asked).toEqual([]);
  await stage.advance(1);
  expect(asked).toHaveLength(1);
  await stage.advance(5000);
  expect(asked).toHaveLength(1);
});

test('a stream that does not open is not waited for, and made up for when it does', async () => {
  const scene = await activityScene();
  const { stage, addFeed, asked } = scene;
  const now = stage.runtime.clock.now();
  let open = (): void => {};
  stage.sse('/api/events', (stream) => (open = () => stream.open()));
  scene.answer = { body: history(2, now) };
  const feed = addFeed();
  await stage.advance(499);
  expect(asked).toEqual([]);
  await stage.advance(1);
  expect(rows(feed)).toHaveLength(2);
  scene.answer = { body: [activity('missed', now), ...history(2, now)] };
  open();
  await stage.advance(0);
  expect(rows(feed)).toEqual(['missed did missed', '2 did 2', '1 did 1']);
});

test('after a gap the list is asked for quietly, and what was missed is unread', async () => {
  const scene = await activityScene();
  const { stage, addFeed, asked, drop } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = { body: history(2, now) };
  const feed = addFeed();
  await stage.advance(0);
  drop();
  scene.answer = { body: [activity('missed', now + 500), ...history(2, now)], delay: 100 };
  await stage.advance(1099);
  expect([asked.length, rows(feed).length, part(feed, 'skeleton')]).toEqual([2, 2, null]);
  await stage.advance(1);
  expect(rows(feed)).toEqual(['missed did missed', '2 did 2', '1 did 1']);
  expect(part(feed, 'row-unread')).not.toBeNull();
});

test('what was missed waits while somebody reads', async () => {
  const scene = await activityScene();
  const { stage, addFeed, drop } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = { body: history(20, now) };
  const feed = addFeed();
  await stage.advance(0);
  scrollTo(feed, 300);
  drop();
  scene.answer = { body: [activity('missed', now + 500), ...history(19, now)] };
  await stage.advance(1020);
  expect([rows(feed).length, text(part(feed, 'waiting'))]).toEqual([20, '1 new']);
});

test('a stream that says it has lost something makes the feed ask again', async () => {
  const { stage, addFeed, asked, source } = await activityScene();
  addFeed();
  await stage.advance(0);
  source.dispatchEvent(new Event('reset'));
  source.dispatchEvent(new Event('reset'));
  await stage.advance(0);
  expect(asked).toHaveLength(3);
});

test('without a source the feed shows the list, and says that it is not live', async () => {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  scene.answer = { body: history(2, stage.runtime.clock.now()) };
  const feed = addFeed({ source: undefined });
  await stage.advance(0);
  expect([rows(feed).length, badge(feed)]).toEqual([2, 'Offline']);
});

test('an update counts if it is newer, and a stale answer never overwrites it', async () => {
  const scene = await activityScene();
  const { stage, addFeed, push } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = { body: [activity('a', now, { target: 'old' })], delay: 500 };
  const feed = addFeed();
  await stage.advance(100);
  push(activity('a', now + 50, { target: 'new' }));
  await stage.advance(500);
  expect(rows(feed)).toEqual(['a did new']);
});
