import '../../src/elements/pan-sse/pan-sse.define.js';
import '../../stories/pan-bus.define.js';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { PanMessage } from '../../src/core/pan-message.js';
import type { PanSSEElement } from '../../src/elements/pan-sse/pan-sse.js';
import type { StreamAnswer, StreamRequest } from '../fidelity/event-stream/probe.js';

const WAIT = { timeout: 8000, interval: 10 };
let keys = 0;

test('what a real server says is on the bus, named or not, and broken JSON is reported', async () => {
  const { on } = await mount([
    answer('event: orders.new\nid: e1\ndata: 0\n\n'),
    answer('data: {"topic":"stock.low","data":false}\n\nevent: orders.new\ndata: {"n":\n\n'),
  ]);
  await expect.poll(() => on('stock.low'), WAIT).toEqual([false]);
  await expect.poll(() => on('orders.new'), WAIT).toEqual([0, '{"n":']);
  const [error] = on('sse.error') as { error: string }[];
  expect(error?.error).toContain('Failed to read an event: Unparsable event ({"n":)');
});

test('the last event survives in the real storage, and the server learns of it', async () => {
  const key = `contract-${keys}`;
  onTestFinished(() => localStorage.removeItem(`pan:sse:last:${key}`));
  const first = await mount([answer('id: e7\ndata: 1\n\n')], { 'persist-last-event': key });
  await expect.poll(() => localStorage.getItem(`pan:sse:last:${key}`), WAIT).toBe('e7');
  first.element.remove();
  const next = await mount([answer('id: e8\ndata: 2\n\n')], { 'persist-last-event': key });
  await expect.poll(() => next.on('sse.message'), WAIT).toContainEqual({ data: 2, id: 'e8' });
  expect((await next.asked())[0]).toBe('e7');
});

test('a stream that ends for good is told of, and connect() begins it again', async () => {
  const { element, on, asked } = await mount([answer('data: 1\n\n')]);
  await expect.poll(() => element.state, WAIT).toBe('closed');
  expect(on('sse.disconnected').length).toBeGreaterThan(0);
  const before = (await asked()).length;
  await element.connect().catch(() => undefined);
  expect((await asked()).length).toBe(before + 1);
});

function answer(text: string): StreamAnswer {
  const headers = { 'content-type': 'text/event-stream' };
  return { headers, pieces: [btoa(`retry: 20\n${text}`)] };
}

/** Puts a stream and a bus on the page, whose server answers so, and then that there is no more. */
async function mount(answers: readonly StreamAnswer[], attributes: Record<string, string> = {}) {
  const url = `${inject('controlUrl')}/streams/pan-${keys++}`;
  await fetch(url, { method: 'POST', body: JSON.stringify(answers) });
  const bus = document.createElement('pan-bus');
  const element: PanSSEElement = document.createElement('pan-sse');
  const published: PanMessage[] = [];
  const listener = (event: Event): void =>
    void published.push((event as CustomEvent<PanMessage>).detail);
  document.addEventListener('pan:publish', listener);
  const all = { src: `${url}/live`, backoff: '20', ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  document.body.append(bus, element);
  onTestFinished(() => {
    element.remove();
    bus.remove();
    document.removeEventListener('pan:publish', listener);
  });
  return {
    element,
    on: (topic: string): unknown[] =>
      published.filter((message) => message.topic === topic).map(({ data }) => data),
    asked: async () => {
      const report = await fetch(`${url}/report`, { method: 'POST' });
      return ((await report.json()) as StreamRequest[]).map(({ lastEventId }) => lastEventId ?? '');
    },
  };
}
