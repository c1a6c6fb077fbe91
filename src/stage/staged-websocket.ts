import type { TimerId } from '../core/runtime.js';
import { closeEvent } from './close-event.js';
import { IsolatedEventTarget } from './isolated-event-target.js';
import type { StagedConnection } from './staged-connection.js';
import type { StagedNetwork } from './staged-network.js';
import {
  byteLength,
  closeArguments,
  socketProtocols,
  socketUrl,
  toScalarText,
} from './websocket-rules.js';
import type { Parcel } from './wire.js';
import { loggedData } from './wire-log.js';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** How long Chromium waits for the answer to a close frame of its own, in ms; then it is 1006. */
const CLOSING_TIMEOUT = 60_000;
/** How long it waits for the server to end the connection after both have said close. */
const ENDING_TIMEOUT = 2000;

type SocketHandler<Type extends Event = Event> = ((event: Type) => unknown) | null;

/**
 * The page's end of a staged connection: behaves as the platform's `WebSocket`, event for event.
 *
 * Two things differ, because a script cannot do them: events are not `isTrusted`, and a handshake
 * that hangs does so until the stage ends it. A close that nobody answers ends after 60 s with 1006,
 * as in Chromium; the standard leaves that open. [https://websockets.spec.whatwg.org/]
 */
export class StagedWebSocket extends IsolatedEventTarget {
  static readonly CONNECTING = CONNECTING;
  static readonly OPEN = OPEN;
  static readonly CLOSING = CLOSING;
  static readonly CLOSED = CLOSED;
  declare readonly CONNECTING: 0;
  declare readonly OPEN: 1;
  declare readonly CLOSING: 2;
  declare readonly CLOSED: 3;

  readonly #network: StagedNetwork;
  readonly #connection: StagedConnection;
  readonly #url: URL;
  readonly #protocols: readonly string[];
  #readyState = CONNECTING;
  #protocol = '';
  #binaryType: BinaryType = 'blob';
  #bufferedAmount = 0;
  #deadline: TimerId | undefined;
  #closedByServer: { code: number; reason: string } | undefined;

  constructor(network: StagedNetwork, url: unknown, protocols: unknown = []) {
    super((error) => network.report(error));
    this.#network = network;
    this.#url = socketUrl(url, network.baseUrl);
    this.#protocols = socketProtocols(protocols);
    this.#connection = network.connect(this, this.#url, this.#protocols, (parcel) =>
      this.#receive(parcel),
    );
  }

  get url(): string {
    return this.#url.href;
  }

  get readyState(): number {
    return this.#readyState;
  }

  get bufferedAmount(): number {
    return this.#bufferedAmount;
  }

  get extensions(): string {
    return '';
  }

  get protocol(): string {
    return this.#protocol;
  }

  get binaryType(): BinaryType {
    return this.#binaryType;
  }

  set binaryType(value: BinaryType) {
    // Web IDL: a value outside the enumeration is ignored.
    if (value === 'blob' || value === 'arraybuffer') this.#binaryType = value;
  }

  get onopen(): SocketHandler {
    return this.handler('open');
  }

  set onopen(value: SocketHandler) {
    this.setHandler('open', value);
  }

  get onmessage(): SocketHandler<MessageEvent> {
    return this.handler('message') as SocketHandler<MessageEvent>;
  }

  set onmessage(value: SocketHandler<MessageEvent>) {
    this.setHandler('message', value);
  }

  get onerror(): SocketHandler {
    return this.handler('error');
  }

  set onerror(value: SocketHandler) {
    this.setHandler('error', value);
  }

  get onclose(): SocketHandler<CloseEvent> {
    return this.handler('close');
  }

  set onclose(value: SocketHandler<CloseEvent>) {
    this.setHandler('close', value);
  }

  get [Symbol.toStringTag](): string {
    return 'WebSocket';
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void;
  send(...args: unknown[]): void {
    if (args.length === 0) {
      throw new TypeError("Failed to execute 'send' on 'WebSocket': 1 argument required");
    }
    if (this.#readyState === CONNECTING) {
      throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
    }
    const [size, payload] = sendable(args[0]);
    this.#bufferedAmount += size;
    if (this.#readyState !== OPEN) return;
    const frame = { kind: 'frame' as const, data: payload instanceof Blob ? '' : payload };
    if (payload instanceof Blob) {
      // Reading takes real time; the stage waits for it before virtual time goes on.
      const read = payload.arrayBuffer().then((bytes) => {
        frame.data = new Uint8Array(bytes);
        this.#connection.log({ direction: 'out', kind: 'frame', ...loggedData(frame.data) });
      });
      this.#network.hold(read);
    } else {
      this.#connection.log({ direction: 'out', kind: 'frame', ...loggedData(payload) });
    }
    this.#transmit(frame, size);
  }

  close(code?: number, reason?: string): void {
    const checked = closeArguments(code, reason);
    if (this.#readyState === CLOSING || this.#readyState === CLOSED) return;
    const connecting = this.#readyState === CONNECTING;
    this.#readyState = CLOSING;
    this.#connection.log({ direction: 'out', kind: 'closing', ...defined(checked) });
    if (connecting) {
      this.#connection.toServer.push({ kind: 'end', clean: false });
      this.#connection.clock.schedule(() => this.#finish(true), 0, 'arrival');
      return;
    }
    this.#transmit({ kind: 'close', ...checked }, 0);
    this.#awaitEnd(CLOSING_TIMEOUT);
  }

  /** Forgets the connection without an event, when the stage is taken down. */
  abandon(): void {
    this.#readyState = CLOSED;
    this.#connection.cut();
  }

  /** Counts listeners, for leak checks. */
  listenerCount(): number {
    return this.countListeners();
  }

  #transmit(parcel: Parcel, size: number): void {
    // The buffer is read by the network after the current task, and not while nothing flows.
    this.#connection.clock.schedule(
      () =>
        this.#connection.whenFlowing(() => {
          if (this.#readyState === CLOSED) return;
          this.#bufferedAmount -= size;
          this.#connection.toServer.push(parcel);
        }),
      0,
      'stage',
    );
  }

  #awaitEnd(patience: number): void {
    this.#deadline = this.#connection.clock.schedule(
      () => {
        this.#connection.toServer.push({ kind: 'end', clean: false });
        this.#finish(false);
      },
      patience,
      'arrival',
    );
  }

  #receive(parcel: Parcel): void {
    if (this.#readyState === CLOSED) return;
    if (parcel.kind === 'accepted') this.#open(parcel.protocol);
    else if (parcel.kind === 'refused') this.#finish(true);
    else if (parcel.kind === 'frame') this.#message(parcel.data);
    else if (parcel.kind === 'close') this.#closing(parcel.code, parcel.reason);
    else if (parcel.kind === 'end') this.#finish(this.#readyState === CONNECTING);
  }

  #open(protocol: string): void {
    if (this.#readyState !== CONNECTING) return;
    // A server must choose one of the offered protocols, and one only if some were offered.
    const chosen = this.#protocols.length > 0 ? this.#protocols.includes(protocol) : !protocol;
    if (!chosen) {
      this.#connection.toServer.push({ kind: 'end', clean: false });
      this.#finish(true);
      return;
    }
    this.#readyState = OPEN;
    this.#protocol = protocol;
    this.#connection.log({ direction: 'in', kind: 'open', ...(protocol && { data: protocol }) });
    this.dispatchEvent(new Event('open'));
  }

  #message(data: string | Uint8Array): void {
    if (this.#readyState !== OPEN) return;
    this.#connection.log({ direction: 'in', kind: 'frame', ...loggedData(data) });
    const init = { data: this.#received(data), origin: this.#url.origin };
    this.dispatchEvent(new MessageEvent('message', init));
  }

  #received(data: string | Uint8Array): string | ArrayBuffer | Blob {
    if (typeof data === 'string') return data;
    const bytes = new Uint8Array(data);
    return this.#binaryType === 'blob' ? new Blob([bytes]) : bytes.buffer;
  }

  #closing(code: number | undefined, reason: string): void {
    this.#closedByServer = { code: code ?? 1005, reason };
    if (this.#readyState !== OPEN) return;
    this.#readyState = CLOSING;
    this.#connection.log({ direction: 'in', kind: 'closing', ...defined({ code, reason }) });
    this.#transmit({ kind: 'close', code, reason }, 0);
    this.#awaitEnd(ENDING_TIMEOUT);
  }

  #finish(failed: boolean): void {
    if (this.#readyState === CLOSED) return;
    const asked = this.#readyState === CONNECTING;
    const clean = this.#closedByServer !== undefined;
    const { code, reason } = this.#closedByServer ?? { code: 1006, reason: '' };
    const kind = asked ? 'refuse' : clean || failed ? 'close' : 'drop';
    this.#readyState = CLOSED;
    this.#connection.clock.clearTimeout(this.#deadline);
    this.#network.forget(this);
    this.#connection.log({
      direction: kind === 'close' ? '-' : 'in',
      kind,
      code,
      ...(reason && { reason }),
      wasClean: clean,
    });
    if (failed) this.dispatchEvent(new Event('error'));
    this.dispatchEvent(closeEvent({ code, reason, wasClean: clean }));
    this.#connection.toClient.cut();
  }
}

const HIDDEN = new Set(['constructor', 'abandon', 'listenerCount']);
for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSING, CLOSED })) {
  Object.defineProperty(StagedWebSocket.prototype, name, { value, enumerable: true });
  Object.defineProperty(StagedWebSocket, name, { value, enumerable: true, writable: false });
}
// Web IDL makes every attribute and operation enumerable.
for (const [name, descriptor] of Object.entries(
  Object.getOwnPropertyDescriptors(StagedWebSocket.prototype),
)) {
  if (!HIDDEN.has(name)) {
    Object.defineProperty(StagedWebSocket.prototype, name, { ...descriptor, enumerable: true });
  }
}

/** Tells size on the wire and content of what a page hands to `send`. */
function sendable(data: unknown): [number, string | Uint8Array | Blob] {
  if (data instanceof Blob) return [data.size, data];
  if (data instanceof ArrayBuffer) return [data.byteLength, new Uint8Array(data.slice(0))];
  if (ArrayBuffer.isView(data)) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    return [bytes.byteLength, bytes];
  }
  const text = toScalarText(data);
  return [byteLength(text), text];
}

function defined(close: { code: number | undefined; reason: string }): {
  code?: number;
  reason?: string;
} {
  const { code, reason } = close;
  return { ...(code !== undefined && { code }), ...(reason && { reason }) };
}
