import type { MessageSource } from '../core/message-source.js';
import { fromBase64, toBase64 } from './bytes.js';
import { documentFailure, wordsOf } from './document-failure.js';
import { framing } from './framing.js';
import type { ConnectWire } from './wire.js';
import { type ExchangeOptions, YjsExchange } from './yjs-exchange.js';

/** The message that carries a frame: out as Base64 text, in as that or as bytes. */
export const FRAME_MESSAGE = 'document-frame';
/** The message by which a codec wants to know whether the far end lives. */
export const PROBE_MESSAGE = 'document-probe';

/** How a Yjs wire behaves. */
export interface YjsWireOptions extends ExchangeOptions {
  /** Whose frames are spoken. Default `y-websocket`. */
  readonly server?: 'y-websocket' | 'hocuspocus' | undefined;
  /** What Hocuspocus is to know one by: it goes before everything else after every connect. */
  readonly token?: string | undefined;
}

/**
 * Makes a wire that speaks the sync and awareness protocols of Yjs, in messages `document-frame`.
 *
 * Give it a `WebSocketClient` with `codecs: documentFrames()` to reach a `y-websocket` server (the
 * address names the document) or Hocuspocus; through any other source the frames travel as Base64.
 * Everything is compared anew after every connect, so nothing needs to wait in an outbox.
 */
export function yjsWire(source: MessageSource, options: YjsWireOptions = {}): ConnectWire {
  return (host) => {
    const exchange = new YjsExchange(
      host,
      {
        framing: framing(options.server ?? 'y-websocket', host.docId, options.token),
        send: (bytes) => void source.send(FRAME_MESSAGE, toBase64(bytes)),
        stores: true,
      },
      options,
    );
    const onState = (): void => {
      const isOpen = source.connection.state === 'open';
      if (isOpen === exchange.isOpen) return;
      if (isOpen) exchange.open();
      else exchange.close();
    };
    const onFrame = (payload: unknown): void => {
      try {
        if (payload instanceof Uint8Array) return exchange.receive(payload);
        if (typeof payload === 'string') return exchange.receive(fromBase64(payload));
        throw new TypeError('it is neither bytes nor Base64');
      } catch (cause) {
        host.invalid(
          documentFailure('read a frame of the document', 'malformed-frame', wordsOf(cause), cause),
        );
      }
    };
    const stops = [
      source.on(FRAME_MESSAGE, onFrame),
      source.on(PROBE_MESSAGE, () => exchange.ask()),
    ];
    source.addEventListener('statechange', onState);
    const release = source.retain();
    onState();
    return {
      get isOpen() {
        return exchange.isOpen;
      },
      get isLoaded() {
        return exchange.isLoaded;
      },
      get confirmed() {
        return exchange.confirmed;
      },
      stop() {
        source.removeEventListener('statechange', onState);
        for (const stop of stops) stop();
        exchange.stop();
        release();
      },
    };
  };
}
