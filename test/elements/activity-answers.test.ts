import { expect, test } from 'vitest';
import { rows, unread } from '../../stories/activity-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { activity, activityScene, history } from './activity-scene.js';

test('an answer that never comes is given up after thirty seconds', async () => {
  const { stage, addFeed } = await activityScene();
  stage.http('/api/activities', () => undefined);
  const feed = addFeed();
  await stage.advance(29_999);
  expect([part(feed, 'skeleton') !== null, part(feed, 'retry')]).toEqual([true, null]);
  await stage.advance(1);
  expect([part(feed, 'skeleton'), text(need(feed, 'error'))]).toEqual([
    null,
    'Activities could not be loaded: the server cannot be reached. Retry',
  ]);
  stage.http('/api/activities', (_, respond) => respond({ body: history(3, 0) }));
  need(feed, 'retry').click();
  await stage.advance(0);
  expect(rows(feed)).toHaveLength(3);
});

test('what was read elsewhere is read here once the server says so', async () => {
  const scene = await activityScene();
  const { stage, addFeed, come, push } = scene;
  const feed = addFeed();
  await stage.advance(0);
  await come('x', 'y');
  const now = stage.runtime.clock.now();
  scene.answer = { body: [activity('x', now, { read: true }), activity('y', now)] };
  feed.reload();
  await stage.advance(0);
  expect(unread(feed)).toEqual(['y did y']);
  push(activity('y', now, { read: true }));
  await stage.advance(20);
  expect([unread(feed), part(feed, 'mark-all')]).toEqual([[], null]);
});
