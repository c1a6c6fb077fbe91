import { expect, test } from 'vitest';
import { seededRandom } from '../../src/stage/random.js';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import type { StagedTab } from '../../src/stage/staged-tab.js';
import { Stage } from '../../src/stage/stage.js';
import { SharedConnection } from '../../src/transports/shared-connection.js';
import type { SentMessage } from '../../src/core/sent-message.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { deafPage } from './shared-scene.js';
import { every } from './websocket-scene.js';

interface Tab {
  readonly number: number;
  readonly world: StagedTab;
  readonly shared: SharedConnection;
  readonly news: number[];
  readonly sent: SentMessage[];
  /** The number of the last news when it was connected first. */
  since?: number;
  gone: boolean;
  /** Whether it has been away, so that it may have missed news. */
  wasAway: boolean;
}

const SEEDS = Array.from(
  { length: Number(process.env['TALLYLIGHT_SEEDS'] ?? 20) },
  (_, index) => index + 1,
);

test.each(SEEDS)('keeps its promises whatever happens to its tabs (seed %i)', async (seed) => {
  const world = play(seed);
  for (let step = 0; step < 60; step++) await world.step();
  await world.settle();
});

/** Lets random things happen to many tabs of one user. */
function play(seed: number) {
  const stage = new Stage({ seed });
  const random = seededRandom(seed, 'script');
  const below = (count: number): number => Math.floor(random() * count);
  const open = new Map<StagedServerConnection, number>();
  const received = new Map<string, number>();
  const tabs: Tab[] = [];
  const history: string[] = [];
  const script: string[] = [];
  stage.websocket('*', (server) => {
    const { searchParams } = new URL(server.url);
    open.set(server, Number(searchParams.get('tab')));
    server.onclose(() => open.delete(server));
    server.onmessage((data) => {
      const { type, id } = JSON.parse(data as string) as { type: string; id: string };
      if (type === 'ping') return server.send('{"type":"pong","payload":{},"timestamp":0}');
      received.set(id, (received.get(id) ?? 0) + 1);
    });
    server.accept();
    const after = Number(searchParams.get('after'));
    server.send(JSON.stringify({ type: 'news', payload: 'start', timestamp: 0, seq: after }));
    for (const frame of history.slice(Math.max(after - 3, 0))) server.send(frame);
  });

  const join = (): void => {
    const tab = stage.tab();
    const { number } = tab;
    // Not every sleep is announced.
    const runtime = number % 2 ? tab.runtime : { ...tab.runtime, page: deafPage(tab.page) };
    const shared = new SharedConnection(
      'news',
      ({ seq }) =>
        new WebSocketClient(`wss://stage.test/ws?tab=${number}&after=${seq ?? history.length}`, {
          ...{ runtime, reconnectDelay: every(1000), heartbeatInterval: 10_000 },
        }),
      { runtime },
    );
    const mine: Tab = {
      number,
      world: tab,
      shared,
      news: [],
      sent: [],
      gone: false,
      wasAway: false,
    };
    shared.on('news', (payload) => payload !== 'start' && mine.news.push(payload as number));
    shared.on('connected', () => (mine.since ??= history.length));
    shared.retain();
    tabs.push(mine);
  };

  const here = (): Tab[] => tabs.filter(({ gone }) => !gone);
  const awake = (): Tab[] => here().filter(({ world }) => !world.page.frozen);
  const pick = (of: Tab[]): Tab | undefined => of[below(of.length)];
  const end = (tab: Tab | undefined, how: 'close' | 'crash'): void => {
    if (!tab) return;
    tab.gone = true;
    tab.world[how]();
    // The operating system closes the sockets of a process that has died.
    for (const [server, owner] of open) if (owner === tab.number) open.delete(server);
  };

  const freeze = (): void => {
    const tab = pick(awake());
    if (tab) tab.wasAway = true;
    tab?.world.page.freeze();
  };

  const ACTS: Readonly<Record<string, () => void>> = {
    join: () => here().length < 8 && join(),
    joinToo: () => here().length < 4 && join(),
    close: () => end(pick(here()), 'close'),
    crash: () => end(pick(here()), 'crash'),
    freeze,
    freezeToo: freeze,
    thaw: () => pick(here().filter(({ world }) => world.page.frozen))?.world.page.resume(),
    send() {
      const tab = pick(awake());
      if (tab) tab.sent.push(tab.shared.send('note', { from: tab.number }));
    },
    news() {
      const seq = history.length + 1;
      const frame = JSON.stringify({
        type: 'news',
        payload: seq,
        timestamp: 0,
        id: `n${seq}`,
        seq,
      });
      history.push(frame);
      for (const server of open.keys()) server.send(frame);
    },
    restart: () => below(3) === 0 && [...open.keys()].forEach((server) => server.drop()),
    leave() {
      const tab = pick(awake());
      if (tab) tab.wasAway = true;
      tab?.shared.disconnect();
    },
    back: () =>
      void pick(awake())
        ?.shared.connect()
        .catch(() => undefined),
  };

  const awakeOwners = (): number[] => {
    const owners = [...open.values()];
    return awake()
      .map(({ number }) => number)
      .filter((number) => owners.includes(number));
  };

  const problems = (): string => `${script.join(' ')}`;

  return {
    async step() {
      const names = Object.keys(ACTS);
      const name = names[below(names.length)]!;
      ACTS[name]!();
      const wait = [0, 0, 1, 50, 2000, 9000, 40_000][below(7)]!;
      script.push(`${name}+${wait}`);
      await stage.advance(wait);
      if (wait > 0) expect(awakeOwners().length, problems()).toBeLessThanOrEqual(1);
      for (const { news } of tabs) expect(new Set(news).size, problems()).toBe(news.length);
    },
    async settle() {
      if (here().length === 0) join();
      for (const { world } of here()) world.page.resume();
      await stage.advance(0);
      for (const { shared } of here()) void shared.connect();
      await stage.advance(40_000);
      ACTS['news']!();
      await stage.advance(60_000);
      expect(open.size, problems()).toBe(1);
      expect(stage.errors).toEqual([]);
      for (const tab of here()) {
        expect(tab.shared.state, problems()).toBe('open');
        // A leader that comes back from a long sleep may bring what was before this tab's time.
        const own = tab.news.filter((seq) => seq > tab.since!);
        expect(own, problems()).toEqual([...own].sort((a, b) => a - b));
        expect(tab.news.at(-1)).toBe(history.length);
        if (!tab.wasAway) {
          const first = tab.since! + 1;
          const all = Array.from(
            { length: history.length - tab.since! },
            (_, index) => first + index,
          );
          expect(own, problems()).toEqual(all);
        }
        for (const { id, fate } of tab.sent) {
          const count = received.get(id) ?? 0;
          expect(['delivered', 'failed'], problems()).toContain(fate);
          if (fate === 'delivered') expect(count, problems()).toBe(1);
          else expect(count).toBeLessThanOrEqual(1);
        }
      }
      for (const [id, count] of received) expect([id, count]).toEqual([id, 1]);
      for (const { shared } of here()) shared.disconnect();
      await stage.advance(1);
      expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
    },
  };
}
