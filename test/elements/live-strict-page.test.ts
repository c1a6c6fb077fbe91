import { expect, test } from 'vitest';
import { rows as shown } from '../../stories/live-parts.js';
import { need } from '../../stories/scene-parts.js';
import { liveScene } from './live-scene.js';
import { openStrictPage } from './strict-frame.js';

test('works in a page that forbids inline styles and markup from text', async () => {
  const { stage } = liveScene();
  const { page, violations } = await openStrictPage('pan-live-data');
  const element = page.createElement('pan-live-data');
  page.body.append(Object.assign(element, { runtime: stage.runtime, src: '/api/items' }));
  await stage.advance(0);
  expect(shown(element)).toEqual(['Title a', 'Title b']);
  expect(getComputedStyle(need(element, 'panel')).borderTopWidth).toBe('1px');
  expect(violations).toEqual([]);
});
