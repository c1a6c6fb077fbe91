import { expect, test } from 'vitest';
import { rows } from '../../stories/activity-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { activity, activityScene, history } from './activity-scene.js';

const OTHER = '/api/activities?of=ada';

test('another address is another feed, also if it is given while the feed is away', async () => {
  const scene = await activityScene();
  const { stage, place, addFeed } = scene;
  scene.answer = ({ searchParams }) => ({
    body: [activity(searchParams.get('of') ?? 'all', stage.runtime.clock.now())],
  });
  const feed = addFeed();
  await stage.advance(0);
  feed.remove();
  await stage.advance(1000);
  feed.src = OTHER;
  place.append(feed);
  await stage.advance(0);
  expect(rows(feed)).toEqual(['ada did ada']);
});

test('without an address there is nothing that could have failed', async () => {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  scene.answer = { status: 503 };
  const feed = addFeed();
  await stage.advance(0);
  expect(part(feed, 'retry')).not.toBeNull();
  feed.src = '';
  await stage.advance(0);
  expect([part(feed, 'error'), text(part(feed, 'empty'))]).toEqual([null, 'No recent activity']);
});

test('older activities that one list could not give say nothing of another', async () => {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = (url) =>
    url.searchParams.has('before') ? { status: 500 } : { body: history(3, now) };
  const feed = addFeed({ olderSrc: '/api/activities' });
  await stage.advance(0);
  need(feed, 'older').click();
  await stage.advance(0);
  expect(text(need(feed, 'older'))).toBe('Retry');
  feed.src = OTHER;
  await stage.advance(0);
  expect([part(feed, 'error'), text(need(feed, 'older'))]).toEqual([null, 'Load older']);
});

test('the end of one list is not that of another in which the oldest has the same id', async () => {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = (url) => ({ body: url.searchParams.has('before') ? [] : history(3, now) });
  const feed = addFeed({ olderSrc: '/api/activities' });
  await stage.advance(0);
  need(feed, 'older').click();
  await stage.advance(0);
  expect(part(feed, 'older')).toBeNull();
  feed.src = OTHER;
  await stage.advance(0);
  expect(part(feed, 'older')).not.toBeNull();
});
