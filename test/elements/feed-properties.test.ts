import { expect, test } from 'vitest';
import { all, announced, need, part, text, titles } from '../../stories/scene-parts.js';
import { feedScene } from './feed-scene.js';

test('shows as many as the limit says, newest first, and stacks the rest', async () => {
  const { feed, stage, sendAll } = await setUp();
  feed.setAttribute('visible-limit', '2');
  await sendAll(['a', 'b', 'c', 'd']);
  expect(titles(feed)).toEqual(['Info: d', 'Info: c']);
  expect(text(need(feed, 'stack'))).toBe('2 more');
  feed.visibleLimit = 0;
  await stage.advance(0);
  expect(titles(feed)).toHaveLength(4);
  expect(part(feed, 'stack')).toBeNull();
});

test('an action is shown in full however deep it lies', async () => {
  const { feed, stage, send, sendAll } = await setUp();
  feed.visibleLimit = 1;
  send({ id: 'undo', action: { label: 'Undo' } });
  await sendAll(['a', 'b']);
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: b', 'Info: undo']);
});

test('an unfolded stack offers to fold only while there is something to fold', async () => {
  const { feed, stage, sendAll } = await setUp();
  feed.visibleLimit = 1;
  await sendAll(['a', 'b']);
  need(feed, 'stack').click();
  await stage.advance(0);
  expect(text(need(feed, 'stack'))).toBe('Show fewer');
  feed.clear();
  await stage.advance(0);
  expect(part(feed, 'stack')).toBeNull();
});

test('a lower cap holds at once', async () => {
  const { feed, stage, sendAll } = await setUp();
  await sendAll(['a', 'b', 'c', 'd']);
  feed.setAttribute('cap', '2');
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: d', 'Info: c']);
  expect(text(part(feed, 'missed'))).toBe('2 missed');
});

test('an attribute that is no number costs nobody a notification', async () => {
  const { feed, sendAll } = await setUp();
  feed.setAttribute('cap', 'many');
  feed.setAttribute('visible-limit', 'all');
  feed.setAttribute('duration', 'long');
  await sendAll(['a', 'b']);
  expect(titles(feed)).toEqual(['Info: b', 'Info: a']);
});

test('notify() shows, updates and reports like a source', async () => {
  const { feed, stage } = await setUp();
  const problems: string[] = [];
  feed.addEventListener('notification-invalid', ({ problem }) => problems.push(problem));
  feed.notify({ id: 7, title: 'Saved', type: 'success' });
  await stage.advance(1);
  feed.notify({ id: 7, title: 'Saved again', type: 'success' });
  feed.notify({ id: '', title: 'Nameless' });
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Success: Saved again ×2']);
  expect(problems).toEqual([
    '"id" is an empty string. Give each notification a string or a number.',
  ]);
});

test('dismiss() and clear() are no deeds of the reader, and leave nothing missed', async () => {
  const { feed, stage, sendAll } = await setUp();
  const events: string[] = [];
  for (const type of ['notification-dismiss', 'notification-expire'])
    feed.addEventListener(type, () => events.push(type));
  await sendAll(['a', 'b', 'c']);
  feed.dismiss('b');
  feed.dismiss('nobody');
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: c', 'Info: a']);
  feed.clear();
  await stage.advance(60_000);
  expect([titles(feed), events, part(feed, 'missed')]).toEqual([[], [], null]);
  expect(all(feed, 'card')).toEqual([]);
});

test('an expired one is told of, and a handler may dismiss the next', async () => {
  const { feed, stage, sendAll } = await setUp();
  const expired: string[] = [];
  feed.addEventListener('notification-expire', ({ notificationId }) => {
    expired.push(notificationId);
    feed.dismiss('b');
  });
  await sendAll(['a', 'b', 'c']);
  await stage.advance(5000);
  expect(expired).toEqual(['a', 'c']);
});

test('speaks another language, and the rest stays in English', async () => {
  const { feed, stage, send } = await setUp();
  feed.strings = {
    label: 'Mitteilungen',
    dismiss: 'Schließen',
    types: { info: 'Hinweis', success: 'Erfolg', warning: 'Warnung', error: 'Fehler' },
    minutesAgo: (minutes) => `vor ${minutes} Min.`,
    missed: (count) => `${count} verpasst`,
  };
  send({ id: 'a', title: 'Hallo', type: 'error', timestamp: stage.runtime.clock.now() - 60_000 });
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Fehler: Hallo']);
  expect(text(part(feed, 'time'))).toBe('vor 1 Min.');
  expect(need(feed, 'dismiss').ariaLabel).toBe('Schließen: Hallo');
  expect(need(feed, 'region').ariaLabel).toBe('Mitteilungen');
  expect(announced(feed).assertive).toBe('Fehler: Hallo');
  await stage.advance(5000);
  expect(text(part(feed, 'missed'))).toBe('1 verpasst');
  expect(text(part(feed, 'empty'))).toBe('No notifications. New ones appear here.');
});

test.each([
  ['de-DE', '14.01.2026'],
  ['en_US', '14 Jan 2026'],
  ['no language at all', '14 Jan 2026'],
])('writes dates as lang="%s" has them, or as the browser does', async (lang, date) => {
  const { feed, stage, send, place } = await setUp();
  place.lang = lang;
  send({ id: 'a', timestamp: stage.runtime.clock.now() - 86_400_000 });
  await stage.advance(0);
  expect(text(part(feed, 'time'))).toBe(date);
});

async function setUp() {
  const scene = feedScene();
  const feed = scene.addFeed({ placement: 'inline' });
  await scene.stage.advance(0);
  const sendAll = async (ids: string[]): Promise<void> => {
    for (const id of ids) scene.send({ id });
    await scene.stage.advance(0);
  };
  return { ...scene, feed, sendAll };
}
