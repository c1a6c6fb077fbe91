import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import '../../src/elements/notification-feed/notification-feed.define.js';
import type { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';
import { badgeIn, saysBadge, titles } from '../../stories/scene-parts.js';
import { openRig, type RigClient } from './rig-client.js';

const HEARTBEAT = { heartbeatInterval: 300, heartbeatTimeout: 200 };
/** What a busy machine may add to a deadline, in ms. */
const MARGIN = 2000;
const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

test('a feed shows what a real server sends, as text', async () => {
  const { feed } = mount();
  await says(feed, 'Connected');
  await notify('n1', 'First');
  await notify('n2', '<img src=x onerror=alert(1)>');
  await shows(feed, ['Info: <img src=x onerror=alert(1)>', 'Info: First']);
  expect(feed.shadowRoot?.querySelector('img')).toBe(null);
});

test('a feed survives the death of its server, and nothing is doubled', async () => {
  const { feed } = mount();
  await says(feed, 'Connected');
  await notify('n1', 'Before');
  await shows(feed, ['Info: Before']);

  await rig.ask({ do: 'kill' });
  await says(feed, /^Reconnecting/);
  await rig.ask({ do: 'start' });
  await says(feed, 'Connected');

  // The new server does not know what the old one has delivered.
  await notify('n1', 'Before');
  await notify('n2', 'After');
  await shows(feed, ['Info: After', 'Info: Before']);
});

test('a feed says that it retries while the port is closed, and recovers', async () => {
  await rig.line({ do: 'close-port' });
  const { feed } = mount();
  await says(feed, /^Reconnecting.*attempt 2 of 10/);
  await rig.line({ do: 'flow' });
  await says(feed, 'Connected');
  await notify('n1', 'At last');
  await shows(feed, ['Info: At last']);
});

test('a feed notices a blackhole within heartbeat and deadline', async ({ annotate }) => {
  const { feed, client } = mount(HEARTBEAT);
  await says(feed, 'Connected');
  await notify('n1', 'Before');
  await shows(feed, ['Info: Before']);
  const noticed = new Promise<number>((resolve) => {
    client.on('disconnected', () => resolve(performance.now()));
  });

  await rig.line({ do: 'blackhole' });
  const since = performance.now();
  await says(feed, /^Reconnecting/);
  const took = (await noticed) - since;
  const bound = HEARTBEAT.heartbeatInterval + HEARTBEAT.heartbeatTimeout;
  await annotate(`A blackhole was noticed after ${took.toFixed(0)} ms; the bound is ${bound} ms.`);
  expect(took).toBeGreaterThanOrEqual(0);
  expect(took).toBeLessThanOrEqual(bound + MARGIN);

  await rig.line({ do: 'flow' });
  await says(feed, 'Connected');
  await notify('n2', 'After');
  await shows(feed, ['Info: After', 'Info: Before']);
});

test('a feed that is removed leaves no connection, and lives again when it is put back', async () => {
  const { feed, client } = mount();
  await says(feed, 'Connected');
  expect(await rig.count()).toEqual({ server: 1, line: 1 });

  feed.remove();
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 0, line: 0 });
  expect(client.state).toBe('closed');

  document.body.append(feed);
  await says(feed, 'Connected');
  await notify('n1', 'Again');
  await shows(feed, ['Info: Again']);
  expect(await rig.count()).toEqual({ server: 1, line: 1 });
});

/** Puts a feed on the page whose server is real. It goes again, and its line is mended. */
function mount(options: WebSocketClientOptions = {}): {
  feed: NotificationFeedElement;
  client: WebSocketClient;
} {
  const client = new WebSocketClient(`${rig.url}/ws`, { reconnectDelay: () => 150, ...options });
  const feed = document.createElement('notification-feed');
  Object.assign(feed, { source: client, duration: 0, grace: 0 });
  document.body.append(feed);
  onTestFinished(async () => {
    feed.remove();
    client.disconnect();
    await rig.ask({ do: 'clear' });
  });
  return { feed, client };
}

async function notify(id: string, title: string): Promise<void> {
  const payload = { id, type: 'info', title, timestamp: '{{now}}' };
  const action = { do: 'message', type: 'notification', payload, id } as const;
  await rig.ask({ do: 'act', source: 'websocket', action });
}

async function says(feed: NotificationFeedElement, text: string | RegExp): Promise<void> {
  await feed.updateComplete;
  await expect.poll(() => saysBadge(badgeIn(document.body)), WAIT).toMatch(text);
}

async function shows(feed: NotificationFeedElement, expected: string[]): Promise<void> {
  await expect.poll(() => titles(feed), WAIT).toEqual(expected);
}
