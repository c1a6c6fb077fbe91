import { expect, test } from 'vitest';
import { all, part, titles } from '../../stories/scene-parts.js';
import { feedScene } from './feed-scene.js';

test('a card that has gone leaves no node behind', async () => {
  const scene = feedScene();
  const feed = scene.addFeed({ visibleLimit: 0, cap: 5 });
  await scene.stage.advance(0);
  const send = async (from: number, to: number): Promise<number | undefined> => {
    for (let n = from; n < to; n++) {
      scene.send({ id: `n${n}` });
      await scene.stage.advance(16);
    }
    return part(feed, 'list')?.childNodes.length;
  };
  const early = await send(0, 10);
  expect(await send(10, 60)).toBe(early);
});

test('a card keeps its node while others come and go around it', async () => {
  const scene = feedScene();
  const feed = scene.addFeed({ duration: 0 });
  await scene.stage.advance(0);
  scene.send({ id: 'a' });
  await scene.stage.advance(0);
  const [card] = all(feed, 'card');
  scene.send({ id: 'b' });
  scene.send({ id: 'c' });
  await scene.stage.advance(0);
  feed.dismiss('b');
  scene.send({ id: 'a', title: 'changed' });
  await scene.stage.advance(0);
  expect(titles(feed)).toEqual(['Info: c', 'Info: changed ×2']);
  expect(all(feed, 'card')[1]).toBe(card);
});

test('all cards take on new words, also those that have not changed', async () => {
  const scene = feedScene();
  const feed = scene.addFeed({ duration: 0 });
  await scene.stage.advance(0);
  scene.send({ id: 'a' });
  await scene.stage.advance(0);
  feed.strings = { justNow: 'Gerade eben' };
  await scene.stage.advance(0);
  expect(part(feed, 'time')?.textContent).toBe('Gerade eben');
});

test('an attribute that is taken away gives the default again', async () => {
  const scene = feedScene();
  const feed = scene.addFeed();
  feed.setAttribute('cap', '1');
  feed.setAttribute('duration', '0');
  expect([feed.cap, feed.duration]).toEqual([1, 0]);
  feed.removeAttribute('cap');
  feed.setAttribute('duration', 'long');
  expect([feed.cap, feed.duration]).toEqual([50, 5000]);
});

test('clearing the missed ones also answers what came while away', async () => {
  const scene = feedScene();
  const feed = scene.addFeed();
  await scene.stage.advance(0);
  scene.stage.page.hide();
  for (const id of ['a', 'b', 'c']) scene.send({ id });
  await scene.stage.advance(100);
  scene.stage.page.show();
  await scene.stage.advance(0);
  part(feed, 'missed')?.click();
  await scene.stage.advance(0);
  part(feed, 'history')?.querySelector('button')?.click();
  await scene.stage.advance(0);
  expect([part(feed, 'away'), part(feed, 'missed'), part(feed, 'history')]).toEqual([
    null,
    null,
    null,
  ]);
});
