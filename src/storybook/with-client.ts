import type { MessageSource } from '../core/message-source.js';
import type { Runtime } from '../core/runtime.js';
import type { CannedStream, StreamInput } from '../stage/stream.js';
import { urlOfSource } from './source-url.js';
import { frame, type StageDecorator } from './with-stage.js';

/**
 * Puts a story on a stage that plays `stream`, and hands a client on the stream's first source of a
 * kind to every element inside, unless a decorator around this one hands out a source already.
 *
 * @param connect Whether the scene itself asks for the connection.
 */
export function withClient(
  stream: StreamInput,
  kind: 'websocket' | 'sse',
  connect: boolean,
  makeClient: (url: string, runtime: Runtime) => MessageSource,
): StageDecorator {
  return (story, context) =>
    frame(
      context,
      (scene) => {
        scene.load(stream);
        const url = urlOfSource(stream as CannedStream, kind);
        scene.makeSource ??= ({ runtime }) => {
          const client = makeClient(url, runtime);
          if (connect) client.retain();
          return client;
        };
      },
      story,
    );
}
