import type { Codec } from '../../src/core/codec.js';
import { negotiate } from '../../src/core/codec.js';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage/stage.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';

/** A client with codecs on a server that selects one of them, connected. */
export async function codecScene(
  codecs: readonly Codec[],
  select: string | undefined = codecs[0]?.name,
  options: WebSocketClientOptions = {},
) {
  const stage = new Stage();
  const frames: (string | Uint8Array)[] = [];
  let server!: StagedServerConnection;
  stage.websocket('*', (connection) => {
    server = connection;
    server.onmessage(
      (data) => void frames.push(typeof data === 'string' ? data : new Uint8Array(data)),
    );
    server.accept(select ? { protocol: select } : {});
  });
  const client = new WebSocketClient('wss://stage.test/ws', {
    runtime: stage.runtime,
    codecs: negotiate(...codecs),
    heartbeatInterval: 0,
    ...options,
  });
  const heard: unknown[] = [];
  client.on('note', (payload) => heard.push(payload));
  client.on('error', ({ error }) => heard.push(error.code));
  void client.connect();
  await stage.advance(0);
  return { stage, client, server, frames, heard };
}

/** Lets real work be done, which virtual time knows nothing of, until `done`, or the test's end. */
export async function settled(stage: Stage, done: () => boolean): Promise<void> {
  while (!done()) await stage.advance(0);
}

/** A message as JSON. */
export const note = (payload: unknown): string =>
  JSON.stringify({ type: 'note', payload, timestamp: 0 });
