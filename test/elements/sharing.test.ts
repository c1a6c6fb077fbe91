import { ContextProvider } from '@lit/context';
import { expect, test } from 'vitest';
import { runtimeContext, sourceContext } from '../../src/controllers/contexts.js';
import { badgeIn, saysBadge, titles } from '../../stories/scene-parts.js';
import { connections, feedScene } from './feed-scene.js';

test('ten feeds under one source share one socket, and the last to leave closes it', async () => {
  const scene = feedScene();
  const { stage, source } = scene;
  const feeds = Array.from({ length: 10 }, () => scene.addFeed());
  await stage.advance(0);
  scene.send({ id: 'for all' });
  await stage.advance(0);
  expect(connections(scene)).toBe(1);
  expect(feeds.map((feed) => titles(feed))).toEqual(feeds.map(() => ['Info: for all']));
  for (const feed of feeds.slice(1)) feed.remove();
  await stage.advance(1000);
  expect([source.state, stage.pending.sockets]).toEqual(['open', 1]);
  scene.send({ id: 'for the last' });
  await stage.advance(0);
  expect(titles(feeds[0]!)).toEqual(['Info: for the last', 'Info: for all']);
  feeds[0]!.remove();
  await stage.advance(0);
  expect([source.state, stage.pending.sockets]).toEqual(['closed', 0]);
});

test('what one feed dismisses, the other keeps', async () => {
  const scene = feedScene();
  const [one, other] = [scene.addFeed(), scene.addFeed()];
  await scene.stage.advance(0);
  scene.send({ id: 'a' });
  await scene.stage.advance(0);
  one.dismiss('a');
  await scene.stage.advance(0);
  expect([titles(one), titles(other)]).toEqual([[], ['Info: a']]);
});

test('a new source is followed, and the old one let go', async () => {
  const old = feedScene();
  const next = feedScene();
  const feed = old.addFeed();
  await old.stage.advance(0);
  old.send({ id: 'from the old' });
  await old.stage.advance(0);
  feed.source = next.source;
  await feed.updateComplete;
  await next.stage.advance(0);
  await old.stage.advance(0);
  expect([old.source.state, next.source.state]).toEqual(['closed', 'open']);
  expect(old.stage.pending.sockets).toBe(0);
  next.send({ id: 'from the new' });
  await next.stage.advance(0);
  await old.stage.advance(0);
  expect(titles(feed)).toEqual(['Info: from the new', 'Info: from the old']);
  feed.source = undefined;
  await feed.updateComplete;
  await next.stage.advance(0);
  expect(next.source.state).toBe('closed');
});

test('a badge does not judge a new source by the old one', async () => {
  const old = feedScene();
  const next = feedScene();
  next.stage.websocket('wss://stage.test/ws', (server) => server.refuse());
  const feed = old.addFeed({ grace: 2000 });
  await old.stage.advance(0);
  expect(saysBadge(badgeIn(old.place))).toBe('Connected');
  feed.source = next.source;
  await feed.updateComplete;
  await old.stage.advance(0);
  expect(saysBadge(badgeIn(old.place))).not.toBe('Connected');
});

test('source and runtime come from around the element, a property comes first', async () => {
  const around = feedScene();
  const own = feedScene();
  const { place, stage } = around;
  new ContextProvider(place, { context: runtimeContext, initialValue: stage.runtime });
  const sources = new ContextProvider(place, { context: sourceContext });
  sources.setValue(around.source);
  const feed = document.createElement('notification-feed');
  place.append(feed);
  await stage.advance(0);
  around.send({ id: 'around' });
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: around']);
  await stage.advance(5000);
  expect(titles(feed)).toEqual([]);
  feed.source = own.source;
  await feed.updateComplete;
  await own.stage.advance(0);
  await stage.advance(0);
  expect([around.source.state, own.source.state]).toEqual(['closed', 'open']);
  feed.source = undefined;
  sources.setValue(around.source);
  await feed.updateComplete;
  await stage.advance(0);
  expect(around.source.state).toBe('open');
});
