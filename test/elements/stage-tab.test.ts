import '../../src/storybook/stage-frame.define.js';
import '../../src/storybook/stage-tab.define.js';
import { expect, onTestFinished, test } from 'vitest';
import { Scene } from '../../src/storybook/scene.js';
import { addPlace } from './feed-scene.js';

test('a reload begins the page anew, and ends all that it had open', async () => {
  const { scene, tab, place } = await windowOn(false);
  const before = tab.tab!;
  const socket = new before.runtime.BroadcastChannel!('news');
  socket.onmessage = () => undefined;
  const input = tab.querySelector('input')!;
  input.value = 'typed';
  tab.reload();
  expect(tab.tab).not.toBe(before);
  const inputs = [...tab.querySelectorAll('input')];
  expect([inputs.length, inputs[0] === input, inputs[0]!.value]).toEqual([1, false, 'typed']);
  expect(scene.stage.pending.sockets).toBe(0);
  place.remove();
});

test('the first tab of a stage stays as it is', async () => {
  const { tab } = await windowOn(true);
  const before = tab.firstElementChild;
  tab.reload();
  expect(tab.firstElementChild).toBe(before);
});

async function windowOn(first: boolean) {
  const scene = new Scene('story', 1);
  const place = addPlace();
  const frame = document.createElement('stage-frame');
  const tab = document.createElement('stage-tab');
  frame.scene = scene;
  frame.bare = true;
  tab.first = first;
  tab.innerHTML = '<input aria-label="Name" />';
  place.append(frame);
  await frame.updateComplete;
  frame.querySelector('[data-story]')!.append(tab);
  onTestFinished(() => {
    place.remove();
    scene.dispose();
  });
  return { scene, tab, place };
}
