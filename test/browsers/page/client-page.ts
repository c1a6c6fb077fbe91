import type { TrackedMessage } from '../../../src/core/sent-message.js';
import { durableOutbox } from '../../../src/transports/durable-outbox.js';
import { SharedConnection } from '../../../src/transports/shared-connection.js';
import { WebSocketClient } from '../../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../../src/transports/websocket-options.js';
import {
  type ClientPage,
  type ClientReport,
  type ClientSettings,
  HEARTBEAT,
  LEASE,
} from '../client-settings.js';

// A page as an application has it: a client, whose messages are its own business.

const settings = Object.fromEntries(
  new URLSearchParams(location.search),
) as unknown as ClientSettings;
const { kind, port, room, tab } = settings;
const make = (options: WebSocketClientOptions = {}): WebSocketClient =>
  new WebSocketClient(`ws://127.0.0.1:${port}/?tab=${tab}`, {
    reconnectDelay: () => 150,
    maxReconnectAttempts: Infinity,
    ...HEARTBEAT,
    ...options,
  });
const client =
  kind === 'shared'
    ? new SharedConnection(room, () => make(), { lease: LEASE })
    : make({ outbox: durableOutbox({ name: room }) });

const sent = new Map<string, TrackedMessage>();
const turns: { state: string; at: number }[] = [];
const heard: string[] = [];
const closes: string[] = [];
let isFrozen = false;
let ticks = 0;

setInterval(() => ticks++, 20);
client.addEventListener('statechange', () => {
  turns.push({ state: client.state, at: Date.now() });
});
client.on('disconnected', ({ code, reason }) => void closes.push(`${code} ${reason}`));
document.addEventListener('freeze', () => (isFrozen = true));
document.addEventListener('resume', () => (isFrozen = false));
client.on('note', (payload) => void heard.push((payload as { text: string }).text));

const page: ClientPage = {
  send(texts, ack) {
    for (const text of texts) {
      const message = client.send('write', { text }, { ack }) as TrackedMessage;
      sent.set(text, message);
    }
  },
  report: (): ClientReport => ({
    ...{
      state: client.state,
      unsent: client.connection.unsent,
      turns,
      heard,
      ticks,
      closes,
      isFrozen,
    },
    fates: Object.fromEntries([...sent].map(([text, { fate }]) => [text, fate])),
  }),
};
Object.assign(globalThis, { page });
client.connect().catch(() => undefined);
