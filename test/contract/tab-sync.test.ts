import { expect, test } from 'vitest';
import { tabScenes } from './scenes/tab-scenes.js';
import { playTabs } from './tab-cast.js';
import { realTabs, stagedTabs } from './tab-world.js';

for (const scene of tabScenes) {
  test.concurrent(`tabs report the same on the stage and in a browser: ${scene.name}`, async () => {
    const staged = await playTabs(scene, stagedTabs());
    expect(await playTabs(scene, realTabs())).toEqual(staged);
  });
}
