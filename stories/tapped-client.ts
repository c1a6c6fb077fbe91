import type { MessageSource } from '../src/core/message-source.js';
import type { Runtime } from '../src/core/runtime.js';
import type { CannedStream, StreamInput } from '../src/stage/stream.js';
import { frame, type StageDecorator } from '../src/storybook/with-stage.js';
import { WebSocketClient } from '../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../src/transports/websocket-options.js';

/** Hears every frame of a socket; binary ones as they are. */
export type Tap = (direction: 'in' | 'out', data: string | ArrayBufferView | ArrayBuffer) => void;

const taps = new WeakMap<MessageSource, Set<Tap>>();

/** A runtime whose sockets are overheard. */
export function tappedRuntime(runtime: Runtime, tap: Tap): Runtime {
  const WebSocket = class extends runtime.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => tap('in', data as string));
    }

    override send(data: string | ArrayBufferView<ArrayBuffer> | ArrayBuffer): void {
      tap('out', data);
      super.send(data);
    }
  };
  return { ...runtime, page: runtime.page, clock: runtime.clock, WebSocket };
}

/** Like `withWebSocket`, with a connected client whose frames can be overheard. */
export function withTappedClient(
  stream: StreamInput,
  options: WebSocketClientOptions = {},
): StageDecorator {
  const { sources = {} } = stream as CannedStream;
  const [first] = Object.values(sources);
  const url = first && 'url' in first ? first.url : undefined;
  return (story, context) =>
    frame(
      context,
      (scene) => {
        scene.load(stream);
        scene.makeSource ??= ({ runtime }) => {
          const mine = new Set<Tap>();
          const tapped = tappedRuntime(runtime, (...frame) => {
            for (const tap of mine) tap(...frame);
          });
          const client = new WebSocketClient(url, { ...options, runtime: tapped });
          taps.set(client, mine);
          return client;
        };
      },
      story,
    );
}

/** Overhears the frames of a client made by {@link withTappedClient}. */
export function overhear(source: MessageSource, tap: Tap): void {
  taps.get(source)?.add(tap);
}
