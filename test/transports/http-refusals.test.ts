import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../src/stage/stream.js';
import { Stage } from '../../src/stage/stage.js';
import { PollingClient } from '../../src/transports/polling-client.js';
import type { PollingClientOptions } from '../../src/transports/polling-options.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { every, outcome } from './websocket-scene.js';

const both = ['SSEClient', 'PollingClient'] as const;
const down: HttpAnswer = { status: 503 };
const expired: HttpAnswer = { status: 401 };
const good: HttpAnswer = { headers: { 'content-type': 'text/event-stream' }, body: '' };

test.each(both)(
  '%s asks at once with a fresh token, then only as often as it may',
  async (name) => {
    const { stage, client, asked } = asking(name, [expired, down]);
    client.retain();
    await stage.advance(5000);
    expect(asked.map(({ at }) => at)).toEqual([0, 0, 1000, 2000, 3000, 4000, 5000]);
  },
);

test.each(both)('%s gets one fresh token for each that had been accepted', async (name) => {
  const answers = [good, expired, good, expired, expired, good];
  const { stage, client, asked } = asking(name, answers, { interval: 1000 });
  client.retain();
  await stage.advance(10_000);
  // The fresh token was accepted, so the next refusal is a new one; two in a row are final.
  expect(client.state).toBe('failed');
  expect(asked).toHaveLength(5);
});

test.each(both)('%s sets no limit to an attempt with connectionTimeout 0', async (name) => {
  const options = { connectionTimeout: 0 };
  const { stage, client } = asking(name, [{ ...good, delay: 60_000 }], options);
  const opened = outcome(client.connect());
  await stage.advance(59_999);
  expect(client.state).toBe('connecting');
  await stage.advance(1);
  expect(opened.now).toBe('resolved');
});

test.each(both)(
  '%s sends nothing once it was ended, however late the token comes',
  async (name) => {
    let give = (_: string): void => {};
    const token = (): Promise<string> => new Promise((resolve) => (give = resolve));
    const { stage, client, asked } = asking(name, [good], { token });
    client.connect().catch(() => undefined);
    await stage.advance(100);
    client.disconnect();
    give('late');
    await stage.advance(1000);
    expect(asked).toEqual([]);
  },
);

test.each(both)(
  '%s asks the server, not the cache, with cookies unless told otherwise',
  async (name) => {
    const seen: (RequestInit | undefined)[] = [];
    const stage = new Stage();
    const fetch = (_: unknown, init?: RequestInit): Promise<Response> => {
      seen.push(init);
      return new Promise(() => undefined);
    };
    const runtime = { ...stage.runtime, fetch };
    make(name, { runtime }).retain();
    make(name, { runtime, withCredentials: false }).retain();
    await stage.advance(0);
    expect(seen.map((init) => [init?.cache, init?.credentials])).toEqual([
      ['no-store', 'include'],
      ['no-store', 'same-origin'],
    ]);
  },
);

test.each(both)('%s forgets a Retry-After as soon as it has obeyed it', async (name) => {
  const later = { status: 503, headers: { 'Retry-After': '7' } };
  const { stage, client, asked } = asking(name, [later, down]);
  client.retain();
  await stage.advance(9000);
  expect(asked.map(({ at }) => at)).toEqual([0, 7000, 8000, 9000]);
});

function make(
  name: (typeof both)[number],
  options: PollingClientOptions,
): SSEClient | PollingClient {
  return name === 'SSEClient' ? new SSEClient('/x', options) : new PollingClient('/x', options);
}

function asking(name: (typeof both)[number], answers: readonly HttpAnswer[], options: object = {}) {
  const stage = new Stage();
  const asked: { at: number }[] = [];
  stage.http('*', (_, respond) => {
    asked.push({ at: stage.now });
    respond(answers[asked.length - 1] ?? answers.at(-1)!);
  });
  const own = { token: () => 'token', reconnectDelay: every(1000), ...options };
  const client = make(name, { runtime: stage.runtime, ...own });
  return { stage, client, asked };
}
