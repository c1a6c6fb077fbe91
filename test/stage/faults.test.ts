import { expect, test } from 'vitest';
import { Stage, type FaultSettings } from '../../src/stage.js';

const url = 'wss://stage.test/ws';
const COUNT = 200;

test('latency delays every way: a handshake takes two, a message one', async () => {
  const { arrivals, opened } = await play({ latency: 20 });
  expect(opened).toBe(40);
  expect(arrivals.map(({ late }) => late)).toEqual(new Array(COUNT).fill(20));
});

test('jitter delays each message differently and never swaps two', async () => {
  const { arrivals, order } = await play({ latency: 20, jitter: 40 });
  const delays = arrivals.map(({ late }) => late);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...delays)).toBeLessThanOrEqual(60);
  expect(new Set(delays).size).toBeGreaterThan(10);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).toHaveLength(COUNT);
});

test('loss loses its share for good, and the log notes each', async () => {
  const { order, stage } = await play({ loss: 0.25 });
  const lost = stage.log.entries.filter(({ kind }) => kind === 'lost').length;
  expect(order.length + lost).toBe(COUNT);
  expect(lost).toBeGreaterThan(COUNT * 0.15);
  expect(lost).toBeLessThan(COUNT * 0.35);
  expect(new Set(order).size).toBe(order.length);
});

test('duplicates come right after each other', async () => {
  const { order } = await play({ duplicate: 1 });
  const twice = Array.from({ length: COUNT }, (_, index) => [index + 1, index + 1]).flat();
  expect(order).toEqual(twice);
});

test('reordering lets the next message pass and loses none', async () => {
  const { order } = await play({ reorder: 0.3 });
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i + 1));
});

test('an overtaken message comes within a second when nothing follows', async () => {
  const { arrivals } = await play({ reorder: 1 }, 1);
  expect(arrivals).toEqual([{ n: 1, late: 1000 }]);
});

test('faults spare the closing handshake', async () => {
  const { stage, socket } = await play({ loss: 1 }, 1);
  stage.cue('feed', { do: 'close', code: 4000 });
  await stage.advance(1);
  expect(socket.readyState).toBe(3);
});

async function play(faults: FaultSettings, times = COUNT) {
  const stage = new Stage({
    stream: {
      name: 's',
      sources: { feed: { kind: 'websocket', url } },
      cues: [
        {
          ...{ at: 200, source: 'feed', do: 'message', type: 't' },
          ...{ seq: '{{n}}', repeat: { times, every: 3 } },
        },
      ],
      faults: { feed: faults },
    },
  });
  const socket = new stage.runtime.WebSocket(url);
  let opened = NaN;
  const arrivals: Array<{ n: number; late: number }> = [];
  socket.onopen = () => (opened = stage.now);
  socket.onmessage = ({ data }) => {
    const { seq, timestamp } = JSON.parse(String(data)) as { seq: number; timestamp: number };
    arrivals.push({ n: seq, late: stage.runtime.clock.now() - timestamp });
  };
  await stage.advance(5000);
  return { stage, socket, opened, arrivals, order: arrivals.map(({ n }) => n) };
}
