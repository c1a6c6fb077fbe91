import type { WebSocketConstructor } from '../../../src/core/runtime.js';
import type { Probe } from '../probe.js';

/** One thing that a far end does. Data, so that a server in another process can do it too. */
export interface FarEndStep {
  /** `open` right after accepting, `message` at each message of the page. */
  readonly on: 'connection' | 'open' | 'message';
  readonly do: 'accept' | 'refuse' | 'hang' | 'send' | 'echo' | 'close' | 'drop';
  /** For accept. Absent: the first one offered; empty: none. */
  readonly protocol?: string;
  /** What is sent; for refuse the status and headers. */
  readonly data?: string;
  /** Sends `data`, a hexadecimal text, as a binary frame. */
  readonly binary?: true;
  readonly code?: number;
  readonly reason?: string;
}

/** What the far end noticed: `text:…`, `binary:<hex>` or `close:<code>:<reason>`. */
export type FarEndRecord = string;

export interface WebSocketContext {
  readonly WebSocket: WebSocketConstructor;
  /** Where the far end of this probe is. */
  readonly url: string;
  /** What relative URLs resolve against. */
  readonly baseUrl: string;
  /** Waits until `done`, or a while in vain, and then a moment for surplus events. */
  until(done: () => boolean): Promise<void>;
  /** Tells what the far end has noticed so far. */
  received(): Promise<readonly FarEndRecord[]>;
}

/** An observation that every WebSocket must answer alike. */
export interface WebSocketProbe extends Probe<WebSocketContext> {
  /** What the far end does; accepts if nothing is said. */
  readonly farEnd?: readonly FarEndStep[];
}

export const accept: FarEndStep = { on: 'connection', do: 'accept' };

/** A socket and what it has reported. */
export interface Observed {
  readonly socket: WebSocket;
  readonly events: string[];
  saw(start: string): boolean;
}

/** Opens a socket and notes its events, with the state it is in. */
export function observe(
  { WebSocket, url }: Pick<WebSocketContext, 'WebSocket' | 'url'>,
  protocols?: string | string[],
): Observed {
  const socket = protocols === undefined ? new WebSocket(url) : new WebSocket(url, protocols);
  const events: string[] = [];
  const note = (text: string): void => void events.push(`${text} @${socket.readyState}`);
  socket.addEventListener('open', () => note('open'));
  socket.addEventListener('message', ({ data }) => note(`message ${String(data)}`));
  socket.addEventListener('error', () => note('error'));
  socket.addEventListener('close', ({ code, reason, wasClean }) =>
    note(`close ${code} "${reason}" ${wasClean ? 'clean' : 'unclean'}`),
  );
  return { socket, events, saw: (start) => events.some((event) => event.startsWith(start)) };
}

/** Opens a socket and waits for it to be open. */
export async function opened(
  context: WebSocketContext,
  protocols?: string | string[],
): Promise<Observed> {
  const observed = observe(context, protocols);
  await context.until(() => observed.socket.readyState !== 0);
  return observed;
}

/** Waits until a socket has closed, and gives its events. */
export async function closed(
  context: WebSocketContext,
  { socket, events }: Observed,
): Promise<string[]> {
  await context.until(() => socket.readyState === 3);
  return events;
}

/** Names what `call` throws, or `fine`. */
export function thrown(call: () => unknown): string {
  try {
    call();
    return 'fine';
  } catch (error) {
    return (error as Error).name;
  }
}
