import '../../src/elements/notification-feed/notification-feed.define.js';
import { ContextConsumer } from '@lit/context';
import { expect, test } from 'vitest';
import { sourceContext } from '../../src/controllers/contexts.js';
import type { ConnectionStatusElement } from '../../src/elements/connection-status/connection-status.js';
import type { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { need, saysBadge, titles } from '../../stories/scene-parts.js';
import { attempts, socketScene, type SocketScene } from './pan-scene.js';

test('ten feeds and a badge inside share one socket', async () => {
  const { scene, feeds, badge } = inside(10);
  await scene.stage.advance(0);
  notify(scene, 'for all');
  await scene.stage.advance(0);
  expect(attempts(scene)).toEqual([0]);
  expect(feeds.map(titles)).toEqual(feeds.map(() => ['Info: for all']));
  expect(saysBadge(badge)).toBe('Connected');
});

test('the last one inside to leave closes nothing', async () => {
  const { scene, element, feeds } = inside(2);
  await scene.stage.advance(0);
  for (const feed of feeds) feed.remove();
  await scene.stage.advance(60_000);
  expect([element.state, attempts(scene)]).toEqual(['open', [0]]);
});

test('what is inside opens no connection that waits for connect()', async () => {
  const { scene, element, badge, feeds } = inside(1, { 'auto-connect': 'false' });
  await scene.stage.advance(60_000);
  expect([attempts(scene), saysBadge(badge)]).toEqual([[], 'Disconnected']);
  void element.connect();
  await scene.stage.advance(0);
  notify(scene, 'at last');
  await scene.stage.advance(0);
  expect(titles(feeds[0]!)).toEqual(['Info: at last']);
});

test('what is put inside later opens no connection that was ended', async () => {
  const { scene, element } = inside(1);
  await scene.stage.advance(0);
  element.disconnect();
  element.append(document.createElement('notification-feed'));
  await scene.stage.advance(60_000);
  expect([element.state, attempts(scene)]).toEqual(['closed', [0]]);
});

test('Retry in a badge connects again, also what was ended', async () => {
  const { scene, element, badge } = inside(0);
  await scene.stage.advance(0);
  element.disconnect();
  await scene.stage.advance(0);
  need(badge, 'retry').click();
  await scene.stage.advance(0);
  expect(element.state).toBe('open');
});

test('what is inside follows to another URL, and keeps what it has', async () => {
  const { scene, element, feeds, badge } = inside(1);
  await scene.stage.advance(0);
  notify(scene, 'from the old');
  await scene.stage.advance(0);
  element.url = '/new';
  await scene.stage.advance(0);
  notify(scene, 'from the new');
  await scene.stage.advance(0);
  expect(titles(feeds[0]!)).toEqual(['Info: from the new', 'Info: from the old']);
  element.url = '';
  await scene.stage.advance(0);
  expect(saysBadge(badge)).toBe('Disconnected');
});

test('what is moved with its connection changes in nothing', async () => {
  const { scene, element, feeds } = inside(1);
  await scene.stage.advance(0);
  scene.place.append(element);
  await scene.stage.advance(60_000);
  notify(scene, 'after the move');
  await scene.stage.advance(0);
  expect([titles(feeds[0]!), attempts(scene)]).toEqual([['Info: after the move'], [0]]);
});

test('the inner one of two connections is the one for what is in both', async () => {
  const { scene, element: outer } = inside(0, { name: 'outer' });
  const inner = document.createElement('pan-websocket');
  const feed = document.createElement('notification-feed');
  Object.assign(inner, { url: '/inner', runtime: scene.stage.runtime });
  Object.assign(feed, { runtime: scene.stage.runtime });
  inner.append(feed);
  outer.append(inner);
  await scene.stage.advance(0);
  notify(scene, 'inner');
  await scene.stage.advance(0);
  expect(scene.servers.map(({ url }) => new URL(url).pathname)).toEqual(['/ws', '/inner']);
  expect(titles(feed)).toEqual(['Info: inner']);
});

test('what is inside can send', async () => {
  const { scene, badge } = inside(0);
  await scene.stage.advance(0);
  new ContextConsumer(badge, {
    context: sourceContext,
    callback: (source) => void source.send('note', 1),
  });
  await scene.stage.advance(0);
  expect(scene.received).toMatchObject([{ type: 'note', payload: 1 }]);
});

function inside(
  count: number,
  attributes: Record<string, string> = {},
): {
  scene: SocketScene;
  element: ReturnType<SocketScene['add']>;
  feeds: NotificationFeedElement[];
  badge: ConnectionStatusElement;
} {
  const scene = socketScene();
  const { runtime } = scene.stage;
  const element = scene.add(attributes);
  const badge = Object.assign(document.createElement('connection-status'), { runtime, grace: 0 });
  const feeds = Array.from({ length: count }, () =>
    Object.assign(document.createElement('notification-feed'), { runtime, duration: 0 }),
  );
  element.append(badge, ...feeds);
  return { scene, element, feeds, badge };
}

function notify(scene: SocketScene, title: string): void {
  const payload = { id: title, title, timestamp: scene.stage.runtime.clock.now() };
  scene.send({ topic: 'notification', data: payload });
}
