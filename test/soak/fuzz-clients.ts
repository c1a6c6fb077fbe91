import { encode } from '@msgpack/msgpack';
import { type Codec, negotiate } from '../../src/core/codec.js';
import type { Runtime } from '../../src/core/runtime.js';
import { sequencer } from '../../src/core/sequencer.js';
import { Stage, type StagedHttpConnection, type StagedServerConnection } from '../../src/stage.js';
import { batchCodec } from '../../src/transports/codecs/batch-codec.js';
import { messagePackCodec } from '../../src/transports/codecs/messagepack-codec.js';
import { PollingClient } from '../../src/transports/polling-client.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import {
  type Draw,
  mutateBytes,
  mutateText,
  mutateValue,
  pick,
  randomBytes,
} from './fuzz-chance.js';
import type { FuzzTarget, FuzzWorld } from './fuzz-target.js';

/** How many frames one client lives through. */
const LIFE = 20_000;

/** Messages as they should be. */
const MESSAGES: readonly object[] = [
  { type: 'note', payload: { text: 'Hello, 世界', list: [1, { a: null }] }, timestamp: 1, id: 'a' },
  { type: 'note', payload: 'text', timestamp: '2026-01-15T09:00:00Z', seq: 3, epoch: 1 },
  { type: 'pong', payload: {}, timestamp: 0 },
  { type: 'batch', payload: [{ type: 'note', payload: 1, timestamp: 0 }, 7], timestamp: 0 },
];
const EVENTS = [
  'event: note\nid: 7\ndata: {"a": [1, 2]}\n\n',
  ': beat\n\n',
  'retry: 2000\n\n',
  'data: one\r\ndata: two\r\n\r\n',
  '\ufeffdata:three\rdata\r\r',
  'id: 9\n\n',
];

type Client = Pick<WebSocketClient, 'connect' | 'state' | 'on'>;

/** Puts a client on a stage, and asks of it what is asked of all. */
function world(
  open: (runtime: Runtime, stage: Stage) => Client,
  feed: (draw: Draw) => void,
  mark: (n: number) => void,
  pace = 10,
): FuzzWorld {
  const stage = new Stage();
  const client = open(stage.runtime, stage);
  let marked = 0;
  let heard = 0;
  // Nobody may be able to forge the mark by chance.
  client.on('the-mark', (n) => (heard = Number(n)));
  client.connect().catch(() => undefined);
  const settle = async (): Promise<void> => {
    await stage.advance(pace);
    stage.log.clear();
  };
  return {
    feed,
    settle,
    async check() {
      await settle();
      mark(++marked);
      await settle();
      if (stage.errors.length > 0) throw stage.errors[0];
      if (client.state !== 'open') throw new Error(`The client is ${client.state}.`);
      if (heard !== marked) throw new Error(`The client heard mark ${heard} of ${marked}.`);
    },
    close: () => stage.dispose(),
  };
}

function markOf(n: number): { type: string; payload: number; timestamp: number } {
  return { type: 'the-mark', payload: n, timestamp: 0 };
}

/** A WebSocket, in one of its codecs: text and bytes, mutated and random. */
function socket(codec: Codec | undefined): FuzzTarget {
  const pack = codec?.name.includes('msgpack') ? encode : JSON.stringify;
  return {
    life: LIFE,
    open() {
      let server: StagedServerConnection;
      const draws = (draw: Draw): string | Uint8Array => {
        const message =
          draw() < 0.6 ? mutateValue(draw, pick(draw, MESSAGES)) : pick(draw, MESSAGES);
        const whole = draw() < 0.5 ? JSON.stringify(message) : pack(message);
        if (draw() < 0.1) return randomBytes(draw);
        if (draw() < 0.3) return whole;
        return typeof whole === 'string' ? mutateText(draw, whole) : mutateBytes(draw, whole);
      };
      return world(
        (runtime, stage) => {
          stage.websocket('*', (connection) => {
            server = connection;
            connection.accept();
          });
          return new WebSocketClient('wss://stage.test/fuzz', {
            ...{ runtime, sequence: sequencer(), heartbeatInterval: 0 },
            ...(codec && { codecs: negotiate(codec) }),
          });
        },
        (draw) => server.send(draws(draw)),
        (n) => server.send(pack(markOf(n))),
      );
    },
  };
}

/** An event stream, cut anywhere. */
const sse: FuzzTarget = {
  life: LIFE,
  open() {
    let connection: StagedHttpConnection;
    const encoder = new TextEncoder();
    return world(
      (runtime, stage) => {
        stage.sse('*', (asked) => {
          connection = asked;
          asked.open();
        });
        return new SSEClient('https://stage.test/fuzz', { runtime, stallTimeout: 0 });
      },
      (draw) => {
        const text = draw() < 0.7 ? mutateText(draw, pick(draw, EVENTS)) : pick(draw, EVENTS);
        const bytes = draw() < 0.3 ? mutateBytes(draw, encoder.encode(text)) : encoder.encode(text);
        for (let from = 0; from < bytes.length;) {
          const to = from + 1 + Math.floor(draw() * bytes.length);
          connection.raw(bytes.slice(from, to));
          from = to;
        }
      },
      (n) => connection.raw(`\n\nevent: the-mark\ndata: ${n}\n\n`),
    );
  },
};

/** Answers to polls. */
const polling: FuzzTarget = {
  life: LIFE,
  open() {
    let bodies: string[] = [];
    return world(
      (runtime, stage) => {
        stage.http('*', (_, respond) => {
          // An answer is one frame: the others wait for the next ones.
          respond({
            body: bodies.shift() ?? '[]',
            headers: { 'content-type': 'application/json' },
          });
        });
        return new PollingClient('https://stage.test/fuzz', { runtime, interval: 1 });
      },
      (draw) => {
        const list = Array.from({ length: Math.floor(draw() * 4) }, () =>
          draw() < 0.5 ? mutateValue(draw, pick(draw, MESSAGES)) : pick(draw, MESSAGES),
        );
        const text = JSON.stringify(list);
        bodies.push(draw() < 0.5 ? mutateText(draw, text) : text);
      },
      (n) => (bodies = [...bodies, JSON.stringify([markOf(n)])]),
      120,
    );
  },
};

export const CLIENTS: Readonly<Record<string, FuzzTarget>> = {
  ...{ text: socket(undefined), batch: socket(batchCodec()), msgpack: socket(messagePackCodec()) },
  'batch-msgpack': socket(batchCodec({ codec: messagePackCodec() })),
  ...{ sse, polling },
};
