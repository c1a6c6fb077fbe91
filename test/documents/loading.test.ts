import { expect, test } from 'vitest';
import { plainPeer, plainScene, yjsPeer, yjsScene } from './document-scene.js';

test('a document is loaded when the server has said what it keeps, be it nothing', async () => {
  const { stage, room } = await plainScene(0);
  room.isLoadDown = true;
  const { document } = plainPeer(stage, 0);
  let changes = 0;
  document.addEventListener('syncchange', () => changes++);
  await stage.advance(1000);
  expect(document.isLoaded).toBe(false);
  changes = 0;
  room.isLoadDown = false;
  await stage.advance(5000);
  expect([document.isLoaded, changes]).toEqual([true, 1]);
});

test('a document over frames is loaded when the server has answered', async () => {
  const { stage, room } = await yjsScene(0);
  room.isDown = true;
  const { document } = yjsPeer(stage, 0);
  await stage.advance(1000);
  expect(document.isLoaded).toBe(false);
  room.isDown = false;
  await stage.advance(1000);
  expect(document.isLoaded).toBe(true);
});
