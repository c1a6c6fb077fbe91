import { expect, test } from 'vitest';
import { sharedScene } from './shared-scene.js';

test('opens one socket for three tabs, and all of them are connected', async () => {
  const { stage, tabs, dials } = await sharedScene({ count: 3 });
  expect(dials()).toBe(1);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['open', 'open', 'open']);
  await stage.advance(60_000);
  expect(dials()).toBe(1);
  expect(tabs.map(({ told }) => told)).toEqual(
    Array(3).fill(['connecting@0', 'open@0', 'connected@0']),
  );
});
