import type { Clock, Locks, Page, Runtime } from '../../src/core/runtime.js';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import type { StagedTab } from '../../src/stage/staged-tab.js';
import { Stage } from '../../src/stage/stage.js';
import { SharedConnection } from '../../src/transports/shared-connection.js';
import type { SharedConnectionOptions } from '../../src/transports/shared-options.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';
import { every, URL_OF_FEED } from './websocket-scene.js';

/** One tab with its share of the connection, and what it has seen. */
export interface SharingTab {
  readonly page: StagedTab['page'];
  readonly shared: SharedConnection;
  /** What the connection told: `open@120`, `disconnected 1006@500`. */
  readonly told: string[];
  /** The payloads that arrived under the type `news`. */
  readonly news: unknown[];
  crash(): void;
  close(): void;
}

/** A server and the tabs of one user. */
export interface SharedScene {
  readonly stage: Stage;
  readonly tabs: SharingTab[];
  /** The sockets that are open, as the server has it. */
  readonly open: Set<StagedServerConnection>;
  /** How many sockets have ever reached the server. */
  readonly dials: () => number;
  /** What the server has read, pings left out. */
  readonly received: { type: string; payload: unknown; id?: string }[];
  /** Opens another tab. */
  join(): SharingTab;
  /** Sends news to everybody who is connected. */
  say(payload: unknown, more?: object): void;
}

export interface SharedSceneOptions {
  readonly count?: number;
  readonly client?: WebSocketClientOptions;
  readonly shared?: SharedConnectionOptions;
  readonly seed?: number;
  /** Whether pages keep to themselves that they have been frozen. */
  readonly deaf?: boolean;
  /** How late a tab learns that its lock was stolen, in ms. */
  readonly lateLoss?: number;
  /** How late a tab learns who holds which lock, in ms; one that is frozen not before it thaws. */
  readonly lateAnswers?: number;
  /** How late each tab hears what others say, in ms: not before it hears of locks. */
  readonly lateWords?: readonly number[];
  /** How long the first tab's timers take at least, as those of a page that is long hidden. */
  readonly slow?: number;
  /** Takes something away from every tab's runtime. */
  readonly without?: Partial<Runtime>;
  readonly answer?: (server: StagedServerConnection) => void;
}

/** Sets up a stage with so many tabs that share a connection and want it. */
export async function sharedScene(options: SharedSceneOptions = {}): Promise<SharedScene> {
  const { count = 2, client = {}, shared = {}, seed = 1, without = {} } = options;
  const { answer = (server) => server.accept() } = options;
  const stage = new Stage({ seed });
  const open = new Set<StagedServerConnection>();
  const received: SharedScene['received'] = [];
  let dials = 0;
  stage.websocket('*', (server) => {
    dials++;
    server.onmessage((data) => {
      const message = JSON.parse(data as string) as SharedScene['received'][number];
      if (message.type === 'ping') server.send('{"type":"pong","payload":{},"timestamp":0}');
      else received.push(message);
    });
    server.onclose(() => open.delete(server));
    open.add(server);
    answer(server);
  });
  const tabs: SharingTab[] = [];
  const join = (): SharingTab => {
    const world = tabs.length === 0 ? stage : stage.tab();
    const page = options.deaf ? deafPage(world.page) : world.page;
    const { slow } = tabs.length === 0 ? options : {};
    const clock = slow ? slowClock(world.runtime.clock, slow) : world.runtime.clock;
    const locks = lateLocks(world.runtime, options);
    const lateWords = options.lateWords?.[tabs.length];
    const late = lateWords ? { BroadcastChannel: lateChannel(world.runtime, lateWords) } : {};
    const runtime = { ...world.runtime, page, clock, locks, ...late, ...without };
    const connection = new SharedConnection(
      'news',
      () => new WebSocketClient(URL_OF_FEED, { runtime, reconnectDelay: every(1000), ...client }),
      { runtime, ...shared },
    );
    const told: string[] = [];
    const news: unknown[] = [];
    const tell = (text: string): void => void told.push(`${text}@${stage.now}`);
    connection.addEventListener('statechange', () => tell(connection.state));
    connection.on('connected', () => tell('connected'));
    connection.on('disconnected', ({ code }) => tell(`disconnected ${code}`));
    connection.on('error', ({ error }) => tell(`error ${error.code}`));
    connection.on('news', (payload) => news.push(payload));
    connection.retain();
    const tab: SharingTab = {
      ...{ page: world.page, shared: connection, told, news },
      crash: () => 'crash' in world && world.crash(),
      close: () => 'close' in world && world.close(),
    };
    tabs.push(tab);
    return tab;
  };
  const say = (payload: unknown, more: object = {}): void => {
    const frame = JSON.stringify({ type: 'news', payload, timestamp: 0, ...more });
    for (const server of open) server.send(frame);
  };
  for (let index = 0; index < count; index++) join();
  await stage.advance(0);
  return { stage, tabs, open, dials: () => dials, received, join, say };
}

/** A page that does not say when it has been frozen. */
export function deafPage(page: Page): Page {
  return {
    get hidden() {
      return page.hidden;
    },
    online: true,
    baseUrl: page.baseUrl,
    on: (signal, listener) => (signal === 'resume' ? () => undefined : page.on(signal, listener)),
  };
}

function slowClock(clock: Clock, least: number): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    setTimeout: (callback, delay) => clock.setTimeout(callback, Math.max(delay, least)),
    clearTimeout: (timer) => clock.clearTimeout(timer),
    requestFrame: (callback) => clock.requestFrame(callback),
    cancelFrame: (frame) => clock.cancelFrame(frame),
  };
}

function lateLocks({ locks, clock }: Runtime, options: SharedSceneOptions): Locks {
  const { lateLoss = 0, lateAnswers = 0 } = options;
  const pass = (ms: number): Promise<void> | undefined =>
    ms > 0 ? new Promise((resolve) => clock.setTimeout(resolve, ms)) : undefined;
  const request = async (...args: Parameters<Locks['request']>): Promise<unknown> => {
    try {
      return await locks!.request(...args);
    } catch (error) {
      await pass(lateLoss);
      throw error;
    }
  };
  const query = async (): Promise<LockManagerSnapshot> => {
    const answer = await locks!.query();
    // Who thaws hears first what is overdue, then what came meanwhile: the answer comes after both.
    await pass(lateAnswers / 2);
    await pass(lateAnswers / 2);
    return answer;
  };
  return { request, query } as Locks;
}

function lateChannel(
  { BroadcastChannel, clock }: Runtime,
  delay: number,
): NonNullable<Runtime['BroadcastChannel']> {
  return function (name: string) {
    const channel = new BroadcastChannel!(name);
    return {
      postMessage: (data: unknown) => channel.postMessage(data),
      close: () => channel.close(),
      set onmessage(listener: (event: MessageEvent) => void) {
        channel.onmessage = (event) => void clock.setTimeout(() => listener(event), delay);
      },
    };
  } as unknown as NonNullable<Runtime['BroadcastChannel']>;
}
