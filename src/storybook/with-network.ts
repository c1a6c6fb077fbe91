import { declaredUrls, type Kind } from '../stage/network/page-addresses.js';
import type { CannedStream, StreamInput } from '../stage/stream.js';
import type { MakeAttachment } from './attachments.js';
import { frame, type StageDecorator } from './with-stage.js';

/** What a scene at the network level may say of its time. */
export interface NetworkOptions {
  /** How many ms of the stream one real ms is. Default 1. */
  readonly speed?: number;
}

/** Puts a story on a stage that answers what the page itself asks the network for. */
export function withNetwork(
  stream: StreamInput,
  { speed }: NetworkOptions,
  [kind, kinds]: readonly [Kind, string],
  make: MakeAttachment,
): StageDecorator {
  return (story, context) => {
    if (declaredUrls(stream, kind).length === 0) {
      throw new Error(
        `Failed to put a story on stream "${(stream as CannedStream).name}": ` +
          `it declares no source of kind ${kinds}. Add one, or use withStage.`,
      );
    }
    return frame(
      context,
      (scene) => {
        scene.load(stream);
        const isNew = scene.attachments.add(make, scene.stage);
        // From then on the bar has it.
        if (isNew && speed !== undefined) scene.stage.speed = speed;
      },
      story,
    );
  };
}
