import { documentFailure, wordsOf } from './document-failure.js';
import { framing } from './framing.js';
import type { ConnectWire } from './wire.js';
import { type ExchangeOptions, YjsExchange } from './yjs-exchange.js';

/** How a wire between tabs behaves. */
export interface ChannelWireOptions extends ExchangeOptions {
  /** The channel's name. Default `tallylight-document:` and the document's id. */
  readonly name?: string | undefined;
}

/**
 * Makes a wire between the tabs of one browser. It keeps nothing: put it beside one that does.
 *
 * Closes when the page goes, so that the back/forward cache takes it, and opens when it is back.
 * Where the platform has no `BroadcastChannel`, a tab is alone and nothing fails.
 */
export function channelWire({ name, ...options }: ChannelWireOptions = {}): ConnectWire {
  return (host) => {
    const { BroadcastChannel, page } = host.runtime;
    let channel: BroadcastChannel | undefined;
    const exchange = new YjsExchange(
      host,
      {
        framing: framing('y-websocket', host.docId),
        send: (bytes) => channel?.postMessage(bytes),
        stores: false,
      },
      options,
    );
    const fail = (code: 'no-channel' | 'malformed-frame', cause: unknown): void =>
      host.invalid(documentFailure('listen to the other tabs', code, wordsOf(cause), cause));
    const onMessage = ({ data }: MessageEvent<unknown>): void => {
      if (data instanceof Uint8Array) exchange.receive(data);
      else fail('malformed-frame', 'it is no bytes');
    };
    const join = (): void => {
      if (channel || !BroadcastChannel) return;
      try {
        channel = new BroadcastChannel(name ?? `tallylight-document:${host.docId}`);
      } catch (cause) {
        // A sandboxed page, or one without storage, is alone.
        return fail('no-channel', cause);
      }
      channel.onmessage = onMessage;
      exchange.open();
    };
    const leave = (): void => {
      exchange.leave();
      channel?.close();
      channel = undefined;
    };
    const stops = [page.on('pagehide', leave), page.on('pageshow', join)];
    join();
    return {
      get isOpen() {
        return exchange.isOpen;
      },
      confirmed: undefined,
      stop() {
        for (const stop of stops) stop();
        leave();
        exchange.stop();
      },
    };
  };
}
