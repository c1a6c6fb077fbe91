import '../../src/elements/activity-feed/activity-feed.define.js';
import '../../src/elements/notification-feed/notification-feed.define.js';
import { expect, onTestFinished, test } from 'vitest';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import type { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { Stage, type StagedTab } from '../../src/stage.js';
import { SharedConnection, WebSocketClient } from '../../src/transports.js';
import { addPlace, parkPointer } from './feed-scene.js';

test('one tab shows and says what comes, the others keep it among the missed', async () => {
  const { stage, notify, feeds, say } = await scene('notification-feed');
  notify('a');
  await stage.advance(1000);
  expect(feeds.map(cards)).toEqual([[], ['a']]);
  expect(feeds.map(say)).toEqual(['', 'Info: a']);
  expect(feeds.map(missed)).toEqual(['1 missed', '']);
});

test('a dismissal in one tab counts in all, wherever the notification is', async () => {
  const { stage, notify, feeds, tabs } = await scene('notification-feed');
  notify('a');
  await stage.advance(0);
  tabs[0].page.focus();
  await stage.advance(0);
  notify('b');
  await stage.advance(0);
  expect(feeds.map(cards)).toEqual([['b'], ['a']]);
  const events: string[] = [];
  for (const feed of feeds)
    feed.addEventListener('notification-dismiss', ({ notificationId }) =>
      events.push(notificationId),
    );
  feeds[1].dismiss('a');
  feeds[0].shadowRoot!.querySelector<HTMLElement>('[data-do=dismiss]')!.click();
  await stage.advance(0);
  expect([feeds.map(cards), feeds.map(missed), events]).toEqual([[[], []], ['', ''], ['b']]);
});

test('what was folded while all tabs were hidden is told in the first that is shown', async () => {
  const { stage, notify, feeds, tabs, say } = await scene('notification-feed');
  for (const { page } of tabs) page.hide();
  await stage.advance(0);
  for (const id of ['a', 'b', 'c']) notify(id);
  await stage.advance(1000);
  for (const { page } of tabs) {
    page.show();
    await stage.advance(1000);
  }
  expect(feeds.map(say)).toEqual(['3 while you were away', '']);
  expect(feeds.map(missed)).toEqual(['3 missed', '3 missed']);
});

test('what the page shows by itself stays in its tab', async () => {
  const { stage, feeds } = await scene('notification-feed');
  feeds[0].notify({ id: 'own', title: 'own' });
  await stage.advance(0);
  expect([feeds.map(cards), feeds.map(missed)]).toEqual([
    [['own'], []],
    ['', ''],
  ]);
});

test('what another tab tells is data', async () => {
  const { stage, feeds, notify, shared } = await scene('notification-feed');
  notify('a');
  await stage.advance(0);
  for (const payload of [undefined, null, 7, {}, ['a']]) {
    shared[0].tabs.tell('notification-dismiss', payload);
    shared[0].tabs.tell('activity-read', payload);
    shared[0].tabs.tell('activity-seen', payload);
  }
  await stage.advance(0);
  expect([feeds.map(cards), stage.errors]).toEqual([[[], ['a']], []]);
});

test('what is read in one tab is read in all', async () => {
  const { stage, act, feeds } = await scene('activity-feed');
  for (const id of ['a', 'b']) act(id);
  await stage.advance(100);
  const unread = (): number[] =>
    feeds.map(({ shadowRoot }) => shadowRoot!.querySelectorAll('.unread, [part~=unread]').length);
  const [before] = unread();
  expect(before).toBeGreaterThan(0);
  const events: string[] = [];
  for (const feed of feeds)
    feed.addEventListener('activity-read', ({ activityIds }) => events.push(...activityIds));
  feeds[0].markAllRead();
  await stage.advance(100);
  expect([unread(), events.sort()]).toEqual([
    [0, 0],
    ['a', 'b'],
  ]);
});

test('what is seen in one tab is seen in all', async () => {
  const { stage, act, feeds, tabs } = await scene('activity-feed');
  tabs[0].page.hide();
  act('a');
  await stage.advance(3000);
  expect(feeds[1].seenUntil).toBeGreaterThan(0);
  expect(feeds[0].seenUntil).toBe(feeds[1].seenUntil);
});

type Feeds = {
  'notification-feed': NotificationFeedElement;
  'activity-feed': ActivityFeedElement;
};

/** Two tabs with a feed each; the second one is in front. */
async function scene<Tag extends keyof Feeds>(tag: Tag) {
  await parkPointer();
  const stage = new Stage();
  onTestFinished(() => stage.dispose());
  const place = addPlace();
  let send = (_frame: string): void => undefined;
  stage.websocket('/ws', (server) => {
    server.accept();
    send = (frame) => server.send(frame);
  });
  const tabs: [Stage, StagedTab] = [stage, stage.tab()];
  const shared: SharedConnection[] = [];
  const feeds = tabs.map(({ runtime }) => {
    const options = { runtime, heartbeatInterval: 0 };
    const source = new SharedConnection('x', () => new WebSocketClient('/ws', options), {
      runtime,
    });
    const feed = document.createElement(tag);
    place.append(Object.assign(feed, { runtime, source, placement: 'inline' }));
    shared.push(source);
    return feed;
  }) as unknown as [Feeds[Tag], Feeds[Tag]];
  await stage.advance(10);
  tabs[1].page.focus();
  await stage.advance(0);
  const message = (type: string, payload: object): void => {
    const timestamp = stage.runtime.clock.now();
    send(JSON.stringify({ type, payload: { timestamp, ...payload }, timestamp }));
  };
  return {
    ...{ stage, tabs, feeds },
    shared: shared as [SharedConnection, SharedConnection],
    notify: (id: string) => message('notification', { id, title: id }),
    act: (id: string) => message('activity', { id, userName: id, action: 'wrote', target: id }),
    say: ({ shadowRoot }: Feeds[Tag]) =>
      shadowRoot!.querySelector('[role=status]')?.textContent?.trim() ?? '',
  };
}

function cards({ shadowRoot }: NotificationFeedElement): string[] {
  const found = shadowRoot!.querySelectorAll<HTMLElement>('.card[data-key]');
  return [...found].filter((card) => !card.closest('.ghosts')).map((card) => card.dataset['key']!);
}

function missed({ shadowRoot }: NotificationFeedElement): string {
  return shadowRoot!.querySelector('[part=missed]')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}
