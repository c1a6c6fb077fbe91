import { negotiate } from '../../src/core/codec.js';
import { sequencer } from '../../src/core/sequencer.js';
import { batchCodec } from '../../src/transports/codecs/batch-codec.js';
import { messagePackCodec } from '../../src/transports/codecs/messagepack-codec.js';
import { FallbackSource } from '../../src/transports/fallback-source.js';
import { PollingClient } from '../../src/transports/polling-client.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { openHttpDoor } from './http-door.js';
import { openSocketDoor } from './socket-door.js';
import type { Transport } from './transport-client.js';

const CODECS = [undefined, negotiate(batchCodec()), negotiate(messagePackCodec())];

const DEAF = { sends: false, failsUnauthorised: true, endsAtGoodbye: false };

/**
 * Numbered messages, in every codec that needs no real time. What a broker loses, doubles or swaps
 * is told or mended.
 */
export const websocket: Transport = {
  ...{ sends: true, acks: true, failsUnauthorised: false, endsAtGoodbye: true },
  range: { tabs: 3, broker: true, forgetful: true, ways: CODECS.length },
  open: (stage, server) => openSocketDoor(stage, server, false),
  client: ({ script: { way }, tab, ...options }) =>
    new WebSocketClient(`wss://stage.test/feed/${tab}`, {
      ...{ ...options, sequence: sequencer(), codecs: CODECS[way] },
    }),
  tellsGaps: () => true,
  ...{ rest: 75_000, notice: 45_000 },
};

/**
 * Messages without numbers, from a server that repeats all that it remembers to whoever arrives.
 * Without numbers nobody can tell what a broker lost or swapped, so it does neither.
 */
export const repeated: Transport = {
  ...websocket,
  acks: false,
  range: { tabs: 3, broker: false, forgetful: false, ways: 1 },
  open: (stage, server) => openSocketDoor(stage, server, true),
  client: ({ tab, ...options }) =>
    new WebSocketClient(`wss://stage.test/feed/${tab}`, { ...options }),
  tellsGaps: () => false,
};

/**
 * An event stream, resumed by `Last-Event-ID`. Its ids are places, not names: only right after a
 * resume a repetition can be told, and nothing that a broker does, so there is none.
 */
export const sse: Transport = {
  ...DEAF,
  range: { tabs: 3, broker: false, forgetful: true, ways: 1 },
  open: (stage, server) => openHttpDoor(stage, server, false),
  client: ({ tab, ...options }) =>
    new SSEClient(`https://stage.test/events/${tab}`, { ...options }),
  tellsGaps: () => true,
  ...{ rest: 90_000, notice: 50_000 },
};

/** Lists of the latest messages, whole or after the last one known. */
export const polling: Transport = {
  ...DEAF,
  range: { tabs: 3, broker: false, forgetful: true, ways: 2 },
  open: (stage, server) => openHttpDoor(stage, server, false),
  client: ({ script: { way }, tab, ...options }) =>
    new PollingClient(`https://stage.test/poll/${tab}`, {
      ...{ ...options, interval: 15_000, sequence: sequencer({ patience: 40_000 }) },
      ...(way === 1 && { afterParam: 'after' }),
    }),
  tellsGaps: () => true,
  // Every request is a line of its own: there is none to believe in.
  ...{ rest: 90_000, notice: Infinity },
};

/** Whatever of the three gets through, from a server that repeats what it remembers. */
export const fallback: Transport = {
  ...DEAF,
  ...{ sends: true, endsAtGoodbye: true, leaps: true },
  range: { tabs: 3, broker: false, forgetful: false, ways: 1 },
  open(stage, server) {
    openSocketDoor(stage, server, true);
    openHttpDoor(stage, server, true);
  },
  client: ({ tab, runtime, token, maxReconnectAttempts }) =>
    new FallbackSource(
      [
        new WebSocketClient(`wss://stage.test/feed/${tab}`, {
          ...{ runtime, token, maxReconnectAttempts },
          reconnectDelay: () => 1000,
        }),
        new SSEClient(`https://stage.test/events/${tab}`, {
          ...{ runtime, token, maxReconnectAttempts },
        }),
        new PollingClient(`https://stage.test/poll/${tab}`, { runtime, token, interval: 8000 }),
      ],
      { runtime },
    ),
  tellsGaps: () => false,
  ...{ rest: 200_000, notice: Infinity },
  check(client) {
    const source = client as unknown as FallbackSource;
    if (!(source.active instanceof WebSocketClient)) {
      throw new Error('It never came back to the best source.');
    }
  },
};
