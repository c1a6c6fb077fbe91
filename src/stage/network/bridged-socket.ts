import type * as MockSocket from 'mock-socket';
import type { WebSocketConstructor } from '../../core/runtime.js';
import { closeEvent } from '../close-event.js';
import { closeArguments, socketProtocols } from '../websocket-rules.js';
import { pageSocketUrl } from './page-addresses.js';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;

type PageSocket = InstanceType<WebSocketConstructor>;
/** mock-socket hands data to the far end as a further argument. */
type Dispatch = (event: MockEvent, ...data: unknown[]) => boolean;
type MockEvent = { readonly type: string } & Partial<
  Pick<CloseEvent & MessageEvent, 'code' | 'reason' | 'data'>
>;

/** What the far end's side may do to a socket of the page. */
export interface BridgedSocket extends MockSocket.WebSocket {
  /** The subprotocols that the page offered. */
  readonly offered: readonly string[];
  /** Opens it, unless the page has given up. */
  open(protocol: string): void;
}

/**
 * Makes mock-socket's `WebSocket` say what a wire says, event for event: it opens when the far end
 * accepts, a refusal is `error` and then `close` with 1006, and events are the platform's own, which
 * clients hand on and copy. How it keeps its listeners, and its hops of 4 ms, stay mock-socket's.
 */
export function bridgedSocket({ WebSocket }: typeof MockSocket) {
  const { dispatchEvent } = WebSocket.prototype as unknown as { dispatchEvent: Dispatch };
  return class extends WebSocket {
    // mock-socket calls methods on a Proxy of the socket, which has no private fields.
    wasOpen = false;
    readonly offered: readonly string[];
    override readonly extensions = '';
    override readonly bufferedAmount = 0;

    constructor(url: string | URL, protocols?: string | string[]) {
      const offered = socketProtocols(protocols ?? []);
      super(pageSocketUrl(url).href, offered);
      this.offered = offered;
      write(this, 'protocol', '');
    }

    override send(data: string | Blob | ArrayBuffer | ArrayBufferView): void {
      if (this.readyState === CONNECTING) {
        throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
      }
      // It leaves later, and the page may write on.
      if (this.readyState === OPEN) super.send(copy(data));
    }

    override close(code?: number, reason?: string): void {
      const checked = closeArguments(code, reason);
      super.close(checked.code, checked.reason);
    }

    override dispatchEvent(event: MockEvent, ...data: unknown[]): boolean {
      const page = pageOf(this);
      const dispatch: Dispatch = (said, ...rest) =>
        Reflect.apply(dispatchEvent, page, [said, ...rest]);
      if (data.length > 0) return dispatch(event, ...data);
      if (event.type === 'message') return dispatch(messageOf(page, event.data));
      if (event.type === 'close') return page.end(event, dispatch);
      // It opens too early, and says errors that are none of the platform's.
      if (event.type === 'open') write(page, 'readyState', CONNECTING);
      return false;
    }

    open(protocol: string): void {
      if (this.readyState !== CONNECTING) return;
      this.wasOpen = true;
      write(this, 'readyState', OPEN);
      write(this, 'protocol', protocol);
      super.dispatchEvent(from(this, new Event('open')));
    }

    end({ code = 1006, reason = '' }: MockEvent, dispatch: Dispatch): boolean {
      if (!this.wasOpen) dispatch(from(this, new Event('error')));
      const how = this.wasOpen ? { code, reason } : { code: 1006, reason: '' };
      return dispatch(from(this, closeEvent({ ...how, wasClean: how.code !== 1006 })));
    }
  };
}

/** Connects a socket of the page, as mock-socket's server sees it, with the staged line. */
export function bridge(client: MockSocket.Client, line: PageSocket): void {
  const socket = client.target as BridgedSocket;
  line.binaryType = 'arraybuffer';
  line.onopen = () => socket.open(line.protocol);
  line.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (socket.readyState !== OPEN) return;
    const wantsBlob = typeof data !== 'string' && socket.binaryType === 'blob';
    client.send(wantsBlob ? new Blob([data]) : data);
  };
  line.onclose = ({ code, reason, wasClean }) => {
    if (socket.readyState < CLOSING) client.close({ code, reason, wasClean });
  };
  client.on('message', (data) => line.send(data as string | ArrayBuffer | Blob));
  client.on('close', ((event: CloseEvent) => {
    if (line.readyState >= CLOSING) return;
    if (event.code === 1005 || event.code === 1006) line.close();
    else line.close(event.code, event.reason);
  }) as () => void);
}

/** Finds the page's own end behind what mock-socket's servers get. */
function pageOf<Socket extends MockSocket.WebSocket>(socket: Socket): Socket {
  return (socket as Socket & { target?: Socket }).target ?? socket;
}

/** Writes a field of mock-socket's that its types call readonly. */
function write<Field extends 'readyState' | 'protocol'>(
  socket: MockSocket.WebSocket,
  field: Field,
  value: MockSocket.WebSocket[Field],
): void {
  (socket as { -readonly [Name in Field]: MockSocket.WebSocket[Name] })[field] = value;
}

function messageOf(socket: MockSocket.WebSocket, data: unknown): Event {
  return from(socket, new MessageEvent('message', { data, origin: new URL(socket.url).origin }));
}

/** Says where an event comes from, which the platform would say by dispatching it. */
function from<Said extends Event>(target: MockSocket.WebSocket, event: Said): Said {
  for (const name of ['target', 'currentTarget', 'srcElement']) {
    Object.defineProperty(event, name, { value: target, configurable: true });
  }
  return event;
}

function copy(data: string | Blob | ArrayBuffer | ArrayBufferView): string | Blob | ArrayBuffer {
  if (data instanceof ArrayBuffer) return data.slice(0);
  if (!ArrayBuffer.isView(data)) return data;
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice().buffer;
}
