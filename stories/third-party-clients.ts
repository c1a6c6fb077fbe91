import PartySocket from 'partysocket/ws';
import ReconnectingWebSocket from 'reconnecting-websocket';
import type { ConnectionState } from '../src/core/connection-state.js';

/** What an app shows of a client. */
export interface Report {
  state(state: ConnectionState): void;
  add(id: string, title: string): void;
}

/** Opens what an app opens, and returns what closes it. */
export type OpenClient = (report: Report) => () => void;

interface Row {
  readonly id: string;
  readonly title: string;
}

const SOCKET = 'wss://stage.test/ws';
const EVENTS = '/api/events';
const LIST = '/api/notifications';
const UPDATES = '/api/updates';
/** Real time, like everything in these clients: short, so that nobody waits. */
const DELAY = 20;
const delays = { minReconnectionDelay: DELAY, maxReconnectionDelay: DELAY };

/** partysocket, as it comes. */
export const partySocket: OpenClient = (report) =>
  follow(new PartySocket(SOCKET, [], delays), report);

/** reconnecting-websocket, as it comes. */
export const reconnectingWebSocket: OpenClient = (report) =>
  follow(new ReconnectingWebSocket(SOCKET, [], delays), report);

/** The platform's `EventSource`. */
export const eventSource: OpenClient = ({ state, add }) => {
  const source = new EventSource(EVENTS);
  source.onopen = () => state('open');
  source.onerror = () => state(source.readyState === EventSource.CLOSED ? 'failed' : 'waiting');
  source.addEventListener('notification', ({ data }: MessageEvent<string>) => {
    const { id, title } = JSON.parse(data) as Row;
    add(id, title);
  });
  return () => source.close();
};

/** The platform's `fetch`, again and again. */
export const polling: OpenClient = (report) => {
  const closing = new AbortController();
  const ask = async (): Promise<void> => {
    await load(report, closing.signal);
    if (!closing.signal.aborted) timer = window.setTimeout(() => void ask(), DELAY);
  };
  let timer = window.setTimeout(() => void ask(), 0);
  return () => {
    closing.abort();
    window.clearTimeout(timer);
  };
};

/** The platform's `fetch` once, and its `WebSocket` for what comes after. */
export const listThenUpdates: OpenClient = (report) => {
  const closing = new AbortController();
  const socket = new WebSocket(UPDATES);
  socket.onmessage = ({ data }) => addMessage(data, report);
  void load(report, closing.signal);
  return () => {
    closing.abort();
    socket.close();
  };
};

async function load({ state, add }: Report, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(LIST, { signal });
    for (const { id, title } of (await response.json()) as Row[]) add(id, title);
    state('open');
  } catch {
    state('waiting');
  }
}

function follow(socket: PartySocket | ReconnectingWebSocket, report: Report): () => void {
  socket.onopen = () => report.state('open');
  socket.onclose = () => report.state('waiting');
  socket.onmessage = ({ data }: MessageEvent) => addMessage(data, report);
  return () => {
    socket.onclose = null;
    socket.close();
  };
}

function addMessage(data: unknown, { add }: Report): void {
  const { payload } = JSON.parse(String(data)) as { payload: Row };
  add(payload.id, payload.title);
}
