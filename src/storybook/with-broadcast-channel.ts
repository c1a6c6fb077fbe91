import './stage-tab.define.js';
import type { CannedStream, StreamInput } from '../stage/stream.js';
import { frame, type StageDecorator } from './with-stage.js';

/**
 * Puts a story on a stage whose other tabs say what `stream` has them say on its channels. Elements
 * open the channels by the Runtime that they find by context; `stage-tab` gives them a tab of
 * their own.
 *
 * The story fails with an error when the stream declares no channel.
 */
export function withBroadcastChannel(stream: StreamInput): StageDecorator {
  return (story, context) => {
    const { name, sources = {} } = stream as CannedStream;
    if (!Object.values(sources).some(({ kind }) => kind === 'channel')) {
      throw new Error(
        `Failed to put a story on stream "${name}": it declares no source of kind "channel". ` +
          'Add one, or use withStage.',
      );
    }
    return frame(context, (scene) => scene.load(stream), story);
  };
}
