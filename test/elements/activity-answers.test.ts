import { expect, test } from 'vitest';
import { rows } from '../../stories/activity-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { activityScene, history } from './activity-scene.js';

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
