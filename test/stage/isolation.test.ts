import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/stage/random.js';
import { Stage, type Cue } from '../../src/stage.js';

const faults = { latency: 20, jitter: 30, loss: 0.1, duplicate: 0.1, reorder: 0.1 };
const url = 'wss://stage.test/ws';

test('two stages never see each other', async () => {
  const [one, two] = [new Stage(), new Stage()];
  one.websocket(url, (server) => server.accept());
  two.websocket(url, (server) => server.refuse());
  const [first, second] = [new one.runtime.WebSocket(url), new two.runtime.WebSocket(url)];
  two.page.hide();
  await one.advance(100);
  expect([first.readyState, second.readyState, one.now, two.now]).toEqual([1, 0, 100, 0]);
  expect([one.page.hidden, two.log.entries.length]).toEqual([false, 1]);
  one.dispose();
  await two.advance(1);
  expect(second.readyState).toBe(3);
  expect(first).not.toBeInstanceOf(two.runtime.WebSocket);
});

test('patches no global', () => {
  const names = ['setTimeout', 'Date', 'WebSocket', 'EventTarget', 'requestAnimationFrame'];
  const globals = globalThis as unknown as Record<string, unknown>;
  const before = names.map((name) => globals[name]);
  new Stage().dispose();
  expect(names.map((name) => globals[name])).toEqual(before);
});

test('the same seed gives the same log, another seed another', async () => {
  const [first, second, other, text] = await Promise.all([
    logOf(7),
    logOf(7),
    logOf(8),
    logOf('7'),
  ]);
  expect(first.length).toBeGreaterThan(50);
  expect(second).toEqual(first);
  expect(other).not.toEqual(first);
  expect(text).not.toEqual(first);
});

test('a further source does not shift the chance of those already there', async () => {
  const more = { other: { kind: 'websocket', url: '/other' } } as const;
  expect(await logOf(7, more)).toEqual(await logOf(7));
});

test('random numbers and identifiers come from the seed', () => {
  const draw = (seed: number) => {
    const { runtime } = new Stage({ seed });
    return [runtime.random(), runtime.random(), runtime.uuid(), runtime.uuid()];
  };
  const [first, second, uuid, next] = draw(1);
  expect(draw(1)).toEqual([first, second, uuid, next]);
  expect(draw(2)).not.toContain(first);
  expect(first).not.toBe(second);
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuid).not.toBe(next);
});

test('consumers of one seed draw different numbers', () => {
  const [a, again, b] = ['a', 'a', 'b'].map((name) => seededRandom(1, name)());
  expect(a).toBe(again);
  expect(a).not.toBe(b);
});

test('random numbers are spread evenly', () => {
  const { runtime } = new Stage({ seed: 'even' });
  const buckets = new Array<number>(10).fill(0);
  for (let count = 0; count < 10_000; count++) {
    const bucket = Math.floor(runtime.random() * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  for (const bucket of buckets) expect(Math.abs(bucket - 1000)).toBeLessThan(150);
});

test('nothing is pending after dispose, and nothing comes back', async () => {
  const stage = new Stage();
  stage.websocket(url, (server) => server.accept());
  const socket = new stage.runtime.WebSocket(url);
  const events: string[] = [];
  for (const type of ['open', 'error', 'close']) {
    socket.addEventListener(type, () => events.push(type));
  }
  await stage.advance(0);
  const { clock, page } = stage.runtime;
  const plan = (): void => {
    clock.setTimeout(() => events.push('timer'), 0);
    clock.requestFrame(() => events.push('frame'));
  };
  plan();
  page.on('focus', () => events.push('focus'));
  expect(stage.pending).toEqual({ timers: 1, frames: 1, sockets: 1, listeners: 4 });
  const moving = stage.advance(10);
  stage.dispose();
  stage.dispose();
  plan();
  new stage.runtime.WebSocket(url).onopen = () => events.push('opened');
  expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
  await expect(moving).rejects.toMatchObject({ code: 'disposed' });
  await expect(stage.advance(1)).rejects.toThrow(
    'Failed to advance by 1: the stage has been disposed of. Make a new one.',
  );
  expect(() => stage.load({ name: 's', cues: [] })).toThrow('Failed to load a stream');
  expect(events).toEqual(['open']);
  expect(socket.readyState).toBe(3);
});

test('a stage, disposed of or not, does not keep Node alive', async () => {
  const script = `
    import { createServer } from 'vite';
    const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error', configFile: false });
    const { Stage } = await vite.ssrLoadModule('/src/stage.ts');
    await vite.close();
    const [kept, gone, still] = [new Stage(), new Stage(), new Stage()];
    for (const stage of [kept, gone]) {
      stage.runtime.clock.setTimeout(() => {}, 50);
      await stage.advance(10);
    }
    gone.dispose();
    console.log('moved');`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 20_000,
  });
  expect((await run).stdout).toContain('moved');
}, 30_000);

async function logOf(seed: number | string, more = {}) {
  const message = { source: 'feed', do: 'message', type: 't', payload: '{{n}}' } as const;
  const cues: Cue[] = [{ ...message, at: 100, repeat: { times: 100, every: 7 } }];
  const sources = { feed: { kind: 'websocket', url }, ...more } as const;
  const stage = new Stage({ seed, stream: { name: 's', sources, cues, faults: { feed: faults } } });
  new stage.runtime.WebSocket(url);
  await stage.advance(5000);
  return stage.log.entries;
}
