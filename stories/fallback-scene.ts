import type { MessageSource } from '../src/core/message-source.js';
import type { StreamInput } from '../src/stage/stream.js';
import { frame, type StageDecorator } from '../src/storybook/with-stage.js';
import { FallbackSource } from '../src/transports/fallback-source.js';
import { PollingClient } from '../src/transports/polling-client.js';
import { SSEClient } from '../src/transports/sse-client.js';
import { WebSocketClient } from '../src/transports/websocket-client.js';

/** The ways of the scene, the best first. */
export const WAYS = ['WebSocket', 'Events', 'Polling'] as const;

const ways = new WeakMap<MessageSource, readonly MessageSource[]>();
const reconnectDelay = (): number => 300;

/** Puts a story on a stage with three ways to one server, and hands the elements one source of all. */
export function withFallback(stream: StreamInput): StageDecorator {
  return (story, context) =>
    frame(
      context,
      (scene) => {
        scene.load(stream);
        scene.makeSource ??= ({ runtime }) => {
          const socket = new WebSocketClient('/ws', { runtime, reconnectDelay });
          const events = new SSEClient('/events', { runtime, reconnectDelay });
          const polling = new PollingClient('/messages', { runtime, interval: 500 });
          const source = new FallbackSource([socket, events, polling], {
            runtime,
            giveUpAfter: 2,
            climbAfter: 1500,
            overlap: 700,
          });
          ways.set(source, [socket, events, polling]);
          return source;
        };
      },
      story,
    );
}

/** Finds the ways behind the source of the scene. */
export function waysOf(source: MessageSource): { name: string; source: MessageSource }[] {
  return (ways.get(source) ?? []).map((way, index) => ({ name: WAYS[index] ?? '', source: way }));
}
