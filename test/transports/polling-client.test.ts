import { expect, test } from 'vitest';
import { sequencer } from '../../src/core/sequencer.js';
import type { HttpAnswer } from '../../src/stage/stream.js';
import { Stage } from '../../src/stage/stage.js';
import { PollingClient } from '../../src/transports/polling-client.js';
import type { PollingClientOptions } from '../../src/transports/polling-options.js';
import { every, NOTHING_LEFT } from './websocket-scene.js';

const note = (id: string) => ({ type: 'note', payload: id, timestamp: 0, id });

test('asks at once, then one interval after each answer', async () => {
  const { stage, asked, heard } = await polling({ body: [note('a'), note('b')] });
  expect(heard).toEqual(['a@0', 'b@0']);
  await stage.advance(4999);
  expect(asked).toHaveLength(1);
  await stage.advance(1);
  expect(asked).toHaveLength(2);
  expect(heard).toHaveLength(2);
});

test('has one request in flight, however long it takes', async () => {
  const { stage, asked, client } = await polling({ body: [], delay: 8000 });
  await stage.advance(7999);
  client.retry();
  stage.page.focus();
  await stage.advance(0);
  expect(asked).toHaveLength(1);
  expect(client.state).toBe('connecting');
  await stage.advance(1);
  expect(client.state).toBe('open');
});

test('says what it knows, and takes 304 for nothing new', async () => {
  const { stage, asked, heard, script } = await polling(
    { body: [note('a')], headers: { ETag: '"1"' } },
    { afterParam: 'after' },
  );
  script.answer = { status: 304 };
  await stage.advance(5000);
  await stage.advance(5000);
  expect(asked.map(({ etag }) => etag)).toEqual([null, '"1"', '"1"']);
  expect(asked[1]?.url).toBe('https://stage.test/api/messages?after=a');
  expect(heard).toEqual(['a@0']);
});

test('pauses while the page is hidden and asks at once when it is back', async () => {
  const { stage, asked } = await polling({ body: [] });
  stage.page.hide();
  await stage.advance(60_000);
  expect(asked).toHaveLength(1);
  stage.page.show();
  await stage.advance(0);
  expect(asked.map(({ at }) => at)).toEqual([0, 60_000]);
  await stage.advance(5000);
  expect(asked).toHaveLength(3);
});

test('a wake-up between two requests asks at once, in the middle of one or right after it not', async () => {
  const { stage, asked, script } = await polling({ body: [] });
  await stage.advance(999);
  stage.page.focus();
  await stage.advance(1);
  expect(asked).toHaveLength(1);
  script.answer = { body: [], delay: 3000 };
  stage.page.focus();
  await stage.advance(2000);
  stage.page.focus();
  await stage.advance(5999);
  expect(asked.map(({ at }) => at)).toEqual([0, 1000]);
  await stage.advance(1);
  expect(asked.map(({ at }) => at)).toEqual([0, 1000, 9000]);
});

test('a hidden page is not asked for after an outage either', async () => {
  const { stage, asked, script, client } = await polling({ body: [] });
  script.answer = { status: 500 };
  await stage.advance(5000);
  stage.page.hide();
  await stage.advance(60_000);
  expect(asked).toHaveLength(2);
  script.answer = { body: [] };
  stage.page.show();
  await stage.advance(0);
  expect(client.state).toBe('open');
});

test('backs off after a failure, and longer if the server asks for it', async () => {
  const { stage, asked, told, script } = await polling(
    { body: [] },
    { reconnectDelay: every(2000) },
  );
  script.answer = { status: 503, headers: { 'Retry-After': '7' } };
  await stage.advance(5000);
  script.answer = { status: 502 };
  await stage.advance(6999);
  stage.page.focus();
  expect(asked).toHaveLength(2);
  await stage.advance(1);
  expect(asked).toHaveLength(3);
  script.answer = { body: [] };
  await stage.advance(2000);
  expect(told).toEqual([
    'open@0',
    'waiting@5000',
    'connecting@12000',
    'waiting@12000',
    'connecting@14000',
    'open@14000',
  ]);
});

test('a broken answer is an error, and is asked for again', async () => {
  const { stage, asked, heard, script } = await polling({
    body: 'not json',
    headers: { ETag: '"1"' },
  });
  script.answer = { body: [7, note('a')], headers: { ETag: '"2"' } };
  await stage.advance(5000);
  expect(asked[1]?.etag).toBeNull();
  expect(heard).toEqual(['unparsable-frame@0', 'malformed-frame@5000', 'a@5000']);
});

test.each([
  [404, 'connection-failed'],
  [401, 'unauthorised'],
])('gives up for good on status %i', async (status, code) => {
  const { stage, asked, heard, client } = await polling({ status });
  await stage.advance(60_000);
  expect(client.state).toBe('failed');
  expect(asked).toHaveLength(1);
  expect(heard).toEqual([`${code}@0`]);
});

test('asks again at once with a fresh token, and once only', async () => {
  const tokens = ['old', 'fresh', 'fresh'];
  const { stage, asked, client, script, told } = await polling(
    { status: 401 },
    { token: () => tokens.shift() ?? '' },
  );
  expect(client.state).toBe('failed');
  expect(asked.map(({ at, token }) => `${token}@${at}`)).toEqual([
    'Bearer old@0',
    'Bearer fresh@0',
  ]);
  script.answer = { body: [] };
  void client.connect();
  await stage.advance(0);
  expect(told.at(-1)).toBe('open@0');
});

test('puts in order what a list has out of order, and tells of gaps', async () => {
  const numbered = (seq: number) => ({ ...note(String(seq)), seq });
  const stage = new Stage();
  const heard: string[] = [];
  const answers = [[1, 3, 2, 5], [4], []];
  stage.http('*', (_, respond) => respond({ body: (answers.shift() ?? []).map(numbered) }));
  const options = { runtime: stage.runtime, sequence: sequencer({ patience: 8000 }) };
  const client = new PollingClient('/api/messages', options);
  client.on('note', (id) => heard.push(`${String(id)}@${stage.now}`));
  client.addEventListener('gap', ({ from, to }) => heard.push(`gap ${from}-${to}@${stage.now}`));
  client.addEventListener('recovered', () => heard.push(`recovered@${stage.now}`));
  client.retain();
  await stage.advance(6000);
  expect(heard).toEqual([
    ...['1@0', '2@0', '3@0', 'gap 4-4@250'],
    ...['4@5000', 'recovered@5000', '5@5000'],
  ]);
  expect(stage.errors).toEqual([]);
});

test('a request that hangs is given up after the timeout', async () => {
  const { stage, heard } = await polling({ body: [], delay: 60_000 });
  await stage.advance(9999);
  expect(heard).toEqual([]);
  await stage.advance(1);
  expect(heard).toEqual(['connection-timeout@10000']);
});

test('hears nothing any more once a handler has ended it', async () => {
  for (const turn of ['connected', 'note'] as const) {
    const stage = new Stage();
    const heard: unknown[] = [];
    stage.http('*', (_, respond) => respond({ body: [note('a'), note('b')] }));
    const client = new PollingClient('/api/messages', { runtime: stage.runtime });
    client.on('note', (id) => heard.push(id));
    client.on(turn as 'connected', () => client.disconnect());
    client.retain();
    await stage.advance(0);
    expect(heard).toEqual(turn === 'note' ? ['a'] : []);
  }
});

test('an answer that is too large is an error that no further one will mend', async () => {
  const body = [note('a'.repeat(100))];
  const { stage, heard, client, asked } = await polling({ body }, { maxAnswerSize: 100 });
  await stage.advance(60_000);
  expect([heard, client.state]).toEqual([['answer-too-large@0'], 'failed']);
  expect(asked).toHaveLength(1);
});

test('tells why a connection that was open is over', async () => {
  const { stage, heard, client, script } = await polling({ body: [note('a')] });
  script.answer = { status: 404 };
  await stage.advance(5000);
  expect([heard, client.state]).toEqual([['a@0', 'connection-failed@5000'], 'failed']);
});

test('a Retry-After with an answer is obeyed too, also by who wakes up', async () => {
  const { stage, asked } = await polling({ body: [], headers: { 'Retry-After': '20' } });
  await stage.advance(10_000);
  stage.page.focus();
  await stage.advance(9999);
  expect(asked).toHaveLength(1);
  await stage.advance(1);
  expect(asked).toHaveLength(2);
});

test('disconnect() leaves nothing behind, in flight, between two requests or hidden', async () => {
  for (const [answer, wait] of [
    [{ body: [], delay: 500 }, 100],
    [{ body: [] }, 100],
    [{ body: [] }, 6000],
  ] as const) {
    const { stage, client } = await polling(answer);
    if (wait > 5000) stage.page.hide();
    await stage.advance(wait);
    client.disconnect();
    await stage.advance(0);
    expect(stage.pending).toEqual(NOTHING_LEFT);
  }
});

async function polling(answer: HttpAnswer, options: PollingClientOptions = {}) {
  const stage = new Stage();
  const script = { answer };
  const asked: { at: number; url: string; etag: string | null; token: string | null }[] = [];
  const heard: string[] = [];
  const told: string[] = [];
  stage.http('*', ({ url, headers }, respond) => {
    const read = (name: string): string | null => new Headers(headers).get(name);
    asked.push({ at: stage.now, url, etag: read('if-none-match'), token: read('authorization') });
    respond(script.answer);
  });
  const client = new PollingClient('/api/messages', { runtime: stage.runtime, ...options });
  client.on('note', (id) => heard.push(`${String(id)}@${stage.now}`));
  client.on('error', ({ error }) => heard.push(`${error.code}@${stage.now}`));
  client.retain();
  client.addEventListener('statechange', () => told.push(`${client.state}@${stage.now}`));
  await stage.advance(0);
  return { stage, client, script, asked, heard, told };
}
