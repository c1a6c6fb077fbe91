import PartySocket from 'partysocket/ws';
import ReconnectingWebSocket from 'reconnecting-websocket';
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { notificationFrames } from './bench-frames.js';
import { BenchSocket } from './bench-socket.js';

const URL = 'wss://bench.test/';
const COUNT = 10_000;
// An event may be dispatched again: making them is no part of the measurement.
const events = notificationFrames(0, COUNT).map((data) => new MessageEvent('message', { data }));
let heard = 0;

function hear(payload: unknown): void {
  if (payload) heard++;
}

function hearFrame({ data }: { data: string }): void {
  hear((JSON.parse(data) as { payload: unknown }).payload);
}

/** Each contender connects a socket and lets `hear` have the payload of every message. */
const contenders: Record<string, () => void> = {
  baseline: () => {
    const socket = new BenchSocket(URL);
    socket.addEventListener('message', (event) => hearFrame(event as MessageEvent<string>));
  },
  tallylight: () => {
    const WebSocket = BenchSocket as unknown as typeof globalThis.WebSocket;
    const client = new WebSocketClient(URL, { runtime: { ...browserRuntime, WebSocket } });
    client.on('notification', hear);
    void client.connect();
  },
  partysocket: () => {
    const socket = new PartySocket(URL, [], { WebSocket: BenchSocket });
    socket.addEventListener('message', (event) => hearFrame(event as MessageEvent<string>));
  },
  'reconnecting-websocket': () => {
    const socket = new ReconnectingWebSocket(URL, [], { WebSocket: BenchSocket });
    socket.addEventListener('message', (event) => hearFrame(event as MessageEvent<string>));
  },
};
const sockets = new Map<string, BenchSocket>();

/** Connects a contender. */
async function connect(name: string): Promise<void> {
  BenchSocket.latest = undefined;
  contenders[name]?.();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const socket = BenchSocket.latest as BenchSocket | undefined;
  if (!socket) throw new Error(`Failed to connect ${name}: it opened no socket.`);
  sockets.set(name, socket);
}

/** Delivers all frames to a contender. Tells how many. */
function round(name: string): number {
  const socket = sockets.get(name) as BenchSocket;
  const before = heard;
  for (const event of events) socket.dispatchEvent(event);
  if (heard - before !== COUNT) {
    throw new Error(`Failed to measure ${name}: it delivered ${heard - before} of ${COUNT}.`);
  }
  return COUNT;
}

Object.assign(globalThis, { bench: { connect, round } });
