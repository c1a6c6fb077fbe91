import { expect, test } from 'vitest';
import { eventsOf } from './pan-scene.js';
import { openStream } from './pan-sse-scene.js';

const falsy = [0, '', false, null];

test('publishes a named event three times: as a message, by its name, and as its topic', async () => {
  const { stage, element, send, published } = await openStream();
  const told = eventsOf(element, 'sse-message');
  published.length = 0;
  send({ event: 'orders.new', id: 'e1', data: { n: 1 } });
  await stage.advance(0);
  expect(published.map(({ topic, data }) => [topic, data])).toEqual([
    ['sse.message', { data: { n: 1 }, id: 'e1', type: 'orders.new' }],
    ['sse.event.orders.new', { data: { n: 1 }, id: 'e1' }],
    ['orders.new', { n: 1 }],
  ]);
  expect(told).toMatchObject([{ data: { n: 1 }, id: 'e1', eventType: 'orders.new' }]);
});

test('publishes an event without a name under the topic in its JSON', async () => {
  const { stage, send, published } = await openStream();
  published.length = 0;
  const frame = { topic: 'orders.new', data: { n: 1 }, id: 'm1', replyTo: 'orders.ack' };
  send({ data: frame });
  send({ data: { topic: 'bare', n: 2 } });
  send({ data: { n: 3 } });
  send({ data: 'plain text' });
  await stage.advance(0);
  expect(published.map(({ topic, data }) => [topic, data])).toEqual([
    ['sse.message', { data: frame }],
    ['orders.new', { n: 1 }],
    ['sse.message', { data: { topic: 'bare', n: 2 } }],
    ['bare', { topic: 'bare', n: 2 }],
    ['sse.message', { data: { n: 3 } }],
    ['sse.message', { data: 'plain text' }],
  ]);
  expect(published[1]).toMatchObject({ id: 'm1', replyTo: 'orders.ack' });
});

test.each(falsy)('data %j arrives as it is', async (data) => {
  const { stage, send, on } = await openStream();
  send({ event: 'named', data: JSON.stringify(data) });
  send({ data: { topic: 'enveloped', data } });
  await stage.advance(0);
  expect([on('named'), on('enveloped'), on('sse.event.named')]).toEqual([
    [data],
    [data],
    [{ data }],
  ]);
});

test('misses no named event, and hands it to handlers of its name', async () => {
  const { stage, element, send, on } = await openStream();
  const heard: unknown[] = [];
  element.client?.on('tick', (data) => heard.push(data));
  for (const name of ['tick', 'tock', 'error', 'open']) send({ event: name, data: name });
  await stage.advance(0);
  expect(heard).toEqual(['tick']);
  expect(on('sse.message').map((data) => (data as { type: string }).type)).toEqual([
    'tick',
    'tock',
    'error',
    'open',
  ]);
});

test('events chooses the names that are published', async () => {
  const { stage, element, send, published, on } = await openStream({ events: 'tick  tock' });
  const heard: unknown[] = [];
  element.client?.on('other', (data) => heard.push(data));
  published.length = 0;
  for (const event of ['tick', 'other', 'tock']) send({ event, data: 1 });
  send({ data: 2 });
  await stage.advance(0);
  expect(on('sse.message')).toEqual([
    { data: 1, type: 'tick' },
    { data: 1, type: 'tock' },
    { data: 2 },
  ]);
  expect([on('tick'), on('other'), heard]).toEqual([[1], [], [1]]);
});

test.each(['sse.disconnect', 'ws.connect', 'left.ws.connect', 'pan:sys.ready', 'sys:x'])(
  'a server that says %s commands nobody',
  async (topic) => {
    const { stage, element, send, on } = await openStream();
    send({ event: topic, data: { url: 'https://evil.test/' } });
    send({ data: { topic, data: { url: 'https://evil.test/' } } });
    await stage.advance(0);
    expect([on(topic), element.state, element.src]).toEqual([[], 'open', '/api/events']);
    expect(on('sse.message')).toHaveLength(2);
  },
);

test.each(['{"n":', '[{"n":1},', '[1,2', '{not json}', '"never closed', '{"a":1}{"b":2}'])(
  'reports %s as malformed, and hands on its text',
  async (text) => {
    const { stage, element, send, on } = await openStream();
    const told = eventsOf(element, 'sse-error');
    send({ event: 'tick', data: text });
    send({ event: 'tick', data: { n: 2 } });
    await stage.advance(0);
    expect(on('tick')).toEqual([text, { n: 2 }]);
    expect(told).toMatchObject([
      { error: { code: 'unparsable-event' }, readyState: 1, url: '/api/events' },
    ]);
    expect(on('sse.error')).toEqual([
      { error: told[0]?.error.message, readyState: 1, url: '/api/events' },
    ]);
    expect(told[0]?.error.message).toBe(
      `Failed to read an event: Unparsable event (${text}). ` +
        'Send valid JSON, or a text that does not begin like it.',
    );
  },
);

test.each(['plain text', '[info] started', '"quoted" words', '', 'true', '12'])(
  'says nothing of %j, which is a text or good JSON',
  async (text) => {
    const { stage, send, on } = await openStream();
    send({ event: 'tick', data: text });
    await stage.advance(0);
    expect([on('sse.error'), on('tick').length]).toEqual([[], 1]);
  },
);
