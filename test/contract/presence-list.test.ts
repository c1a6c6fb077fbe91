import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import '../../src/elements/presence-list/presence-list.define.js';
import type { PresenceListElement } from '../../src/elements/presence-list/presence-list.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { faces } from '../../stories/presence-parts.js';
import { part } from '../../stories/scene-parts.js';
import { openRig, type RigClient } from './rig-client.js';

const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

test('a list shows who a real server says is there, and tells it that this tab is', async () => {
  const { list } = mount();
  await beats(1);
  await come('ada');
  await come('bob', { status: 'away' });
  await shows(list, ['A', 'B away']);
});

test('a list keeps its people while the server is dead, as old news', async () => {
  const { list } = mount();
  await beats(1);
  await come('ada');
  await shows(list, ['A']);
  await rig.ask({ do: 'kill' });
  await expect.poll(() => part(list, 'stale') !== null, WAIT).toBe(true);
  expect(faces(list)).toEqual(['A']);
  await rig.ask({ do: 'start' });
  await expect.poll(() => part(list, 'stale') === null, WAIT).toBe(true);
  await come('bob');
  await shows(list, ['A', 'B']);
});

test('a list that is removed leaves no connection, and lives again when it is put back', async () => {
  const { list } = mount();
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 1, line: 1 });
  list.remove();
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 0, line: 0 });
  document.body.append(list);
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 1, line: 1 });
  await come('cem');
  await shows(list, ['C']);
});

/** Puts a list on the page whose server is real. It goes again, and its line is mended. */
function mount(): { list: PresenceListElement } {
  const client = new WebSocketClient(`${rig.url}/ws`, { reconnectDelay: () => 150 });
  const list = document.createElement('presence-list');
  Object.assign(list, { source: client, grace: 0 });
  document.body.append(list);
  onTestFinished(async () => {
    list.remove();
    client.disconnect();
    await rig.ask({ do: 'clear' });
  });
  return { list };
}

async function come(userId: string, more: object = {}): Promise<void> {
  const payload = { userId, status: 'online', ...more };
  await rig.ask({
    do: 'act',
    source: 'websocket',
    action: { do: 'message', type: 'presence-update', payload },
  });
}

async function shows(list: PresenceListElement, expected: string[]): Promise<void> {
  await expect.poll(() => faces(list), WAIT).toEqual(expected);
}

async function beats(count: number): Promise<void> {
  const heard = async (): Promise<number> =>
    (await rig.report('/ws')).filter((line) => line.includes('presence-heartbeat')).length;
  await expect.poll(heard, WAIT).toBe(count);
}
