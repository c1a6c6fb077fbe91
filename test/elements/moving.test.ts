import { expect, test } from 'vitest';
import { all, announced, badgeIn, saysBadge, titles } from '../../stories/scene-parts.js';
import { connections, feedScene, type FeedScene } from './feed-scene.js';

const ways: Record<string, (feed: HTMLElement, place: HTMLElement) => void> = {
  'removed and appended': (feed, place) => {
    feed.remove();
    place.append(feed);
  },
  'inserted elsewhere': (feed, place) => {
    place.append(document.createElement('p'));
    place.parentElement?.insertBefore(feed, place);
    place.append(feed);
  },
  'moved with its parent': (feed, place) => {
    const parent = document.createElement('section');
    parent.append(feed);
    place.append(parent);
  },
};

test.each(Object.entries(ways))(
  'a feed that is %s within one task changes in nothing',
  async (_, move) => {
    const scene = feedScene();
    const { stage, place } = scene;
    const feed = scene.addFeed();
    await stage.advance(0);
    scene.send({ id: 'a' });
    scene.send({ id: 'stays', duration: 0 });
    await stage.advance(4000);
    const cards = all(feed, 'card');
    move(feed, place);
    await stage.advance(0);
    expect(all(feed, 'card').every((card, index) => card === cards[index])).toBe(true);
    expect(saysBadge(badgeIn(place))).toBe('Connected');
    expect(connections(scene)).toBe(1);
    await stage.advance(999);
    expect(titles(feed)).toEqual(['Info: stays', 'Info: a']);
    await stage.advance(1);
    expect(titles(feed)).toEqual(['Info: stays']);
    scene.send({ id: 'after' });
    await stage.advance(0);
    expect(titles(feed)).toEqual(['Info: after', 'Info: stays']);
    expect(connections(scene)).toBe(1);
  },
);

test('countdowns stand still while a feed is out of the document', async () => {
  const scene = feedScene();
  const { stage, place } = scene;
  const feed = scene.addFeed();
  await stage.advance(0);
  scene.send({ id: 'a' });
  await stage.advance(4000);
  feed.remove();
  feed.notify({ id: 'meanwhile', title: 'Meanwhile' });
  await stage.advance(60_000);
  place.append(feed);
  await stage.advance(999);
  expect(titles(feed)).toEqual(['Info: Meanwhile', 'Info: a']);
  await stage.advance(1);
  expect(titles(feed)).toEqual(['Info: Meanwhile']);
  await stage.advance(4000);
  expect(titles(feed)).toEqual([]);
});

test('a feed that comes back to a hidden page goes on holding', async () => {
  const scene = feedScene();
  const { stage, place } = scene;
  const feed = scene.addFeed();
  await stage.advance(0);
  scene.send({ id: 'a' });
  await stage.advance(4000);
  stage.page.hide();
  feed.remove();
  place.append(feed);
  await stage.advance(60_000);
  stage.page.show();
  await stage.advance(999);
  expect(titles(feed)).toEqual(['Info: a']);
  await stage.advance(1);
  expect(titles(feed)).toEqual([]);
});

test('a move loses no announcement and speaks no sooner', async () => {
  const scene = feedScene();
  const { stage, place } = scene;
  const feed = scene.addFeed();
  await sayThree(scene);
  await stage.advance(500);
  place.append(feed);
  await stage.advance(0);
  expect(announced(feed).polite).toBe('Info: a');
  scene.send({ id: 'd' });
  await stage.advance(0);
  expect(announced(feed).polite).toBe('Info: a');
  await stage.advance(1000);
  expect(announced(feed).polite).toBe('3 new notifications. Latest: Info: d');
});

async function sayThree(scene: FeedScene): Promise<void> {
  await scene.stage.advance(0);
  for (const id of ['a', 'b', 'c']) scene.send({ id });
  await scene.stage.advance(0);
}
