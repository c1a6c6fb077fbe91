import { expect, test } from 'vitest';
import { heard, rows as shown, says } from '../../stories/live-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { asks, ids, liveScene, loaded, rows, SRC } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

test('asks when it is inserted, and shows what it gets', async () => {
  const scene = liveScene();
  const element = scene.add();
  const [updates, statuses] = [
    eventsOf(element, 'live-data-update'),
    eventsOf(element, 'live-data-status'),
  ];
  await element.updateComplete;
  expect([element.status, need(element, 'panel').ariaBusy]).toEqual(['loading', 'true']);
  expect(part(element, 'skeleton')).not.toBeNull();
  await scene.stage.advance(0);
  expect([element.status, need(element, 'panel').ariaBusy]).toEqual(['live', 'false']);
  expect([shown(element), says(element), asks(scene)]).toEqual([
    ['Title a', 'Title b'],
    'Live',
    [0],
  ]);
  expect(updates).toMatchObject([{ source: 'fetch', bubbles: false, composed: false }]);
  expect(updates[0]?.items).toEqual(rows('a', 'b'));
  expect(statuses.map(({ status }) => status)).toEqual(['loading', 'live']);
  expect(element.lastUpdated).toBe(scene.stage.runtime.clock.now());
  await scene.stage.advance(100);
  expect(heard(element)).toEqual({ polite: '2 items', assertive: '' });
});
