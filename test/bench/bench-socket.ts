type SocketEventType = 'open' | 'message' | 'close' | 'error';
type SocketListener = (event: Event) => void;

/** A socket without a network: it opens by itself and receives what the benchmark delivers. */
export class BenchSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  static latest: BenchSocket | undefined;
  binaryType = 'blob';
  readyState = 0;
  readonly bufferedAmount = 0;
  readonly extensions = '';
  readonly protocol = '';
  readonly #handlers = new Map<SocketEventType, SocketListener>();

  constructor(readonly url: string | URL) {
    super();
    BenchSocket.latest = this;
    setTimeout(() => {
      this.readyState = BenchSocket.OPEN;
      this.dispatchEvent(new Event('open'));
    });
  }

  set onopen(handler: SocketListener | null) {
    this.#handle('open', handler);
  }

  set onmessage(handler: SocketListener | null) {
    this.#handle('message', handler);
  }

  set onclose(handler: SocketListener | null) {
    this.#handle('close', handler);
  }

  set onerror(handler: SocketListener | null) {
    this.#handle('error', handler);
  }

  /** Hands a text frame to whoever listens, as the platform does. */
  deliver(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  send(): void {}

  close(): void {
    this.readyState = BenchSocket.CLOSED;
  }

  #handle(type: SocketEventType, handler: SocketListener | null): void {
    const old = this.#handlers.get(type);
    if (old) this.removeEventListener(type, old);
    this.#handlers.delete(type);
    if (!handler) return;
    this.#handlers.set(type, handler);
    this.addEventListener(type, handler);
  }
}
