import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import '../../src/elements/activity-feed/activity-feed.define.js';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { badge, rows } from '../../stories/activity-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { parkPointer } from '../elements/feed-scene.js';
import { openRig, type RigClient } from './rig-client.js';

const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
  // Above the feed it would be a reader's, whom news must not disturb.
  await parkPointer();
});

afterAll(() => rig.strike());

test('a feed shows what a real server lists and then streams, as text', async () => {
  await lists('a2', 'a1');
  const { feed } = mount();
  await says(feed, 'Live');
  await shows(feed, ['a2 did a2', 'a1 did a1']);
  await push('<img src=x onerror=alert(1)>');
  await shows(feed, [
    '<img src=x onerror=alert(1)> did <img src=x onerror=alert(1)>',
    ...['a2 did a2', 'a1 did a1'],
  ]);
  expect(feed.shadowRoot?.querySelector('img')).toBe(null);
  expect(await requests()).toEqual(['request:GET /messages?limit=20']);
});

test('a feed survives the death of its server, and nothing is lost or doubled', async () => {
  await lists('a1');
  const { feed } = mount();
  await says(feed, 'Live');
  await push('a2');
  await shows(feed, ['a2 did a2', 'a1 did a1']);

  await rig.ask({ do: 'kill' });
  await says(feed, /^(Reconnecting|Connecting)/);
  expect(rows(feed)).toHaveLength(2);
  await expect.poll(() => part(feed, 'stale') !== null, WAIT).toBe(true);
  // What happens meanwhile is in the list of the new server, which knows nobody's last event.
  await rig.line({ do: 'close-port' }, 'sse');
  await rig.ask({ do: 'start' });
  await lists('a4', 'a3', 'a2', 'a1');
  await rig.line({ do: 'flow' }, 'sse');
  await says(feed, 'Live');
  await push('a4');
  await push('a5');
  await shows(feed, ['a5 did a5', 'a4 did a4', 'a3 did a3', 'a2 did a2', 'a1 did a1']);
});

test('a feed whose list fails says so and is mended by Retry', async () => {
  await rig.ask({ do: 'act', source: 'http', action: { do: 'refuse', status: 503, times: 1 } });
  const { feed } = mount();
  await expect
    .poll(() => text(part(feed, 'error')?.querySelector('p') ?? null), WAIT)
    .toBe('Activities could not be loaded: the server answered 503.');
  await lists('a1');
  need(feed, 'retry').click();
  await shows(feed, ['a1 did a1']);
});

test('a feed that is removed gives up what it asked for, and lives again when it is put back', async () => {
  await lists('a1');
  const { feed, client } = mount();
  await says(feed, 'Live');
  await shows(feed, ['a1 did a1']);
  feed.remove();
  await expect.poll(() => client.state, WAIT).toBe('closed');
  await expect.poll(async () => (await rig.count()).line, WAIT).toBe(0);
  await lists('a2', 'a1');
  document.body.append(feed);
  await says(feed, 'Live');
  await shows(feed, ['a2 did a2', 'a1 did a1']);
});

/** Puts a feed on the page whose servers are real. It goes again, and its lines are mended. */
function mount(): { feed: ActivityFeedElement; client: SSEClient } {
  const client = new SSEClient(`${rig.origins.sse}/events`, { reconnectDelay: () => 150 });
  const feed = document.createElement('activity-feed');
  Object.assign(feed, { source: client, src: `${rig.origins.http}/messages`, grace: 0 });
  document.body.append(feed);
  onTestFinished(async () => {
    feed.remove();
    client.disconnect();
    await rig.ask({ do: 'clear' });
  });
  return { feed, client };
}

/** Makes the server list activities of these names, newest first. */
async function lists(...names: string[]): Promise<void> {
  const body = names.map(activity);
  await rig.ask({ do: 'act', source: 'http', action: { do: 'respond', body } });
}

async function push(name: string): Promise<void> {
  const action = { do: 'event', event: 'activity', data: activity(name) } as const;
  await rig.ask({ do: 'act', source: 'sse', action });
}

/** Its number, if it has one, says when it was. */
function activity(name: string): object {
  const timestamp = Date.UTC(2026, 0, 1) + Number(/^a(\d)$/.exec(name)?.[1] ?? 9) * 60_000;
  return { id: name, userId: name, userName: name, action: 'did', target: name, timestamp };
}

async function requests(): Promise<string[]> {
  return (await rig.report('/messages')).map((line) => line.split(' ').slice(0, 2).join(' '));
}

async function says(feed: ActivityFeedElement, words: string | RegExp): Promise<void> {
  await feed.updateComplete;
  await expect.poll(() => badge(feed), WAIT).toMatch(words);
}

async function shows(feed: ActivityFeedElement, expected: string[]): Promise<void> {
  await expect.poll(() => rows(feed), WAIT).toEqual(expected);
}
