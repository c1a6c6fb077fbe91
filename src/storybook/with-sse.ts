import type { Runtime } from '../core/runtime.js';
import type { StreamInput } from '../stage/stream.js';
import { SSEClient } from '../transports/sse-client.js';
import type { SSEClientOptions } from '../transports/sse-options.js';
import { withClient } from './with-client.js';
import type { StageDecorator } from './with-stage.js';

/** The client's options, and one of the scene's own. */
export interface StorySSEOptions extends SSEClientOptions {
  /** Whether the scene itself asks for the stream, as for elements that only watch it. */
  connect?: boolean;
}

/**
 * Puts a story on a stage that plays `stream`, and hands an `SSEClient` on the stream's first event
 * stream to every element inside, unless a decorator around this one hands out a source already.
 *
 * The story fails with an error when the stream declares no event stream.
 */
export function withSSE(
  stream: StreamInput,
  { connect = false, ...options }: StorySSEOptions = {},
): StageDecorator {
  const make = (url: string, runtime: Runtime) => new SSEClient(url, { ...options, runtime });
  return withClient(stream, 'sse', connect, make);
}
