import { expect, inject, test, vi } from 'vitest';
import { Stage } from '../../src/stage.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import type { SSEClientOptions } from '../../src/transports/sse-options.js';
import type { StreamAnswer } from '../servers/event-streams.js';
import { eventStreams } from './event-streams.js';

/** Soon enough for a test, and long enough that native clients have come back as well. */
const SOON = 'retry: 20\n\n';
let keys = 0;

test.for(eventStreams)('reads %s as the browser does', async ([, text]) => {
  const answer = { pieces: inPieces(new TextEncoder().encode(SOON + text), 3) };
  const native = await watchNative(await stream([answer]));
  const real = await watchClient(await stream([answer]));
  expect(real.seen).toEqual(native.seen);
  expect(await watchStage(SOON + text)).toEqual(native.seen);
});

test('reads broken UTF-8 as the browser does', async () => {
  const broken = Uint8Array.of(
    ...new TextEncoder().encode(`${SOON}data: a`),
    0xc3,
    0x28,
    0xff,
    10,
    10,
  );
  const answer = { pieces: inPieces(broken, 1) };
  const native = await watchNative(await stream([answer]));
  expect((await watchClient(await stream([answer]))).seen).toEqual(native.seen);
});

test('comes back after the last event as the browser does, until there is no more', async () => {
  const answers = [
    'id: é1\ndata: a\n\ndata: b\n\n',
    'id: 2\ndata: c\n\nid: 3\ndata: half',
    'id\ndata: d\n\n',
    '',
  ];
  const pieces = answers.map((text) => ({
    pieces: inPieces(new TextEncoder().encode(SOON + text), 5),
  }));
  const native = await watchNative(await stream(pieces));
  const real = await watchClient(await stream(pieces));
  expect(native.asked).toEqual(['', 'é1', '2', '', '']);
  expect(real).toEqual(native);
});

test.each([
  ['another content type', { type: 'text/plain', pieces: [btoa('data: a\n\n')] }],
  ['status 404', { status: 404 }],
  ['status 204', { status: 204 }],
])('stays away after %s as the browser does', async (_, answer) => {
  const native = await watchNative(await stream([answer, {}]));
  const real = await watchClient(await stream([answer, {}]));
  expect(native).toEqual({ seen: [], asked: [''] });
  expect(real).toEqual(native);
});

interface Watched {
  /** `type data (id)` for each event. */
  readonly seen: readonly string[];
  /** The last ids that the server was asked for. */
  readonly asked: readonly string[];
}

async function watchNative(url: string): Promise<Watched> {
  const seen: string[] = [];
  const source = new EventSource(url, { withCredentials: true });
  for (const type of ['message', 'tick', 'tock']) {
    source.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) => {
      seen.push(`${type} ${JSON.stringify(data)} (${lastEventId})`);
    });
  }
  await vi.waitUntil(() => source.readyState === EventSource.CLOSED, {
    timeout: 5000,
    interval: 5,
  });
  return { seen, asked: await asked(url) };
}

async function watchClient(url: string): Promise<Watched> {
  const { client, seen } = watching(url, { reconnectDelay: 20 });
  client.connect().catch(() => {});
  await vi.waitUntil(() => /closed|failed/.test(client.state), { timeout: 5000, interval: 5 });
  return { seen, asked: await asked(url) };
}

async function watchStage(text: string): Promise<readonly string[]> {
  const stage = new Stage();
  const { client, seen } = watching('/events', { runtime: stage.runtime });
  stage.sse('/events', (connection) => {
    connection.open();
    connection.raw(text);
  });
  void client.connect();
  await stage.advance(0);
  stage.dispose();
  return seen;
}

function watching(url: string, options: SSEClientOptions): { client: SSEClient; seen: string[] } {
  const seen: string[] = [];
  const client = new SSEClient(url, options);
  client.on('*', ({ type, payload }) => {
    seen.push(`${type} ${JSON.stringify(payload)} (${client.lastEventId})`);
  });
  return { client, seen };
}

async function stream(answers: readonly StreamAnswer[]): Promise<string> {
  const url = `${inject('controlUrl')}/streams/${Date.now()}-${++keys}`;
  await fetch(url, { method: 'POST', body: JSON.stringify(answers) });
  return url;
}

async function asked(url: string): Promise<string[]> {
  return (await (await fetch(`${url}/report`, { method: 'POST' })).json()) as string[];
}

function inPieces(bytes: Uint8Array, size: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + size))));
  }
  return pieces;
}
