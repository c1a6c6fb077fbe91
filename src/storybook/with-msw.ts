import { MswNetwork, type MswOptions } from '../stage/network/msw-network.js';
import type { StreamInput } from '../stage/stream.js';
import { withNetwork, type NetworkOptions } from './with-network.js';
import type { StageDecorator } from './with-stage.js';

export interface StoryMswOptions extends NetworkOptions, MswOptions {}

/**
 * Puts a story whose code calls `new EventSource` or `fetch` itself on a stage that plays `stream`:
 * while the story is on show, msw's service worker answers at the URLs of the stream. Needs the
 * package `msw`, and its `mockServiceWorker.js` in a static folder.
 *
 * The story fails with an error when the stream declares neither an event stream nor HTTP, when
 * another story on the page answers one of its URLs already, or when the service worker is missing.
 */
export function withMsw(stream: StreamInput, options: StoryMswOptions = {}): StageDecorator {
  return withNetwork(
    stream,
    options,
    ['http', '"sse" or "http"'],
    (stage) => new MswNetwork(stage, stream, options),
  );
}
