import { expect, test } from 'vitest';
import { part, text, titles } from '../../stories/scene-parts.js';
import { Stage } from '../../src/stage.js';
import { feedScene } from './feed-scene.js';

test('a runtime that comes late takes over countdowns and page', async () => {
  const { stage, place, source, send } = feedScene();
  const feed = document.createElement('notification-feed');
  place.append(feed);
  feed.notify({ id: 'early', title: 'early' });
  Object.assign(feed, { source, runtime: stage.runtime });
  await stage.advance(4999);
  expect(titles(feed)).toEqual(['Info: early']);
  await stage.advance(1);
  expect(titles(feed)).toEqual([]);
  stage.page.hide();
  for (const id of ['a', 'b']) send({ id });
  await stage.advance(1000);
  stage.page.show();
  await stage.advance(0);
  expect(text(part(feed, 'away'))).toContain('2 while you were away');
});

test('a picture that was asked of the clock before is drawn by the new one', async () => {
  const { stage, place, source } = feedScene();
  const before = new Stage();
  const feed = document.createElement('notification-feed');
  feed.runtime = before.runtime;
  place.append(feed);
  await before.advance(0);
  feed.notify({ id: 'early', title: 'early' });
  Object.assign(feed, { source, runtime: stage.runtime });
  await stage.advance(5000);
  expect(titles(feed)).toEqual([]);
  expect(before.pending).toMatchObject({ timers: 0, frames: 0, listeners: 0 });
});

test('what was counted as away and has come again is no longer away', async () => {
  const { stage, addFeed, send } = feedScene();
  const feed = addFeed();
  await stage.advance(0);
  stage.page.hide();
  for (const id of ['a', 'b', 'c']) send({ id });
  await stage.advance(1000);
  stage.page.show();
  await stage.advance(0);
  send({ id: 'a', title: 'again' });
  await stage.advance(0);
  expect(text(part(feed, 'away'))).toContain('2 while you were away');
});

test('a history that has emptied stays closed', async () => {
  const { stage, addFeed, send } = feedScene();
  const feed = addFeed({ duration: 100 });
  await stage.advance(0);
  send({ id: 'a' });
  await stage.advance(100);
  part(feed, 'missed')?.click();
  await stage.advance(0);
  send({ id: 'a', title: 'again' });
  await stage.advance(0);
  await stage.advance(100);
  expect([text(part(feed, 'missed')), part(feed, 'history')]).toEqual(['1 missed', null]);
});

test('a message that does not say when it was made is as old as its envelope', async () => {
  const { stage, addFeed, servers } = feedScene();
  const feed = addFeed();
  await stage.advance(0);
  const timestamp = new Date(stage.runtime.clock.now() - 600_000).toISOString();
  servers[0]?.send(
    JSON.stringify({ type: 'notification', payload: { id: 'a', title: 'a' }, timestamp }),
  );
  await stage.advance(0);
  expect(text(part(feed, 'time'))).toBe('10m ago');
});

test('words given just before a notification are spoken with it', async () => {
  const { stage, addFeed } = feedScene();
  const feed = addFeed();
  await stage.advance(0);
  feed.strings = { types: { info: 'Hinweis', success: '', warning: '', error: '' } };
  feed.notify({ id: 'a', title: 'Hallo' });
  await stage.advance(0);
  expect(text(feed.shadowRoot?.querySelector('[role=status]') ?? null)).toBe('Hinweis: Hallo');
});
