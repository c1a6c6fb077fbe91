import { definePreviewAddon } from 'storybook/internal/csf';
import { addressedMoment, giveStage, sceneOf, visitMoments } from './story-stage.js';
import { isUnderTest } from './with-stage.js';

/** Gives every story a stage of its own, and addresses to its moments: `&globals=at:a-story_4999`. */
export function stageAddon(): ReturnType<typeof definePreviewAddon> {
  return definePreviewAddon({
    // Storybook drops globals that nobody has declared.
    initialGlobals: { at: '' },
    beforeEach: (context) => giveStage(context),
    afterEach: async (context) => {
      const at = addressedMoment(context);
      if (isUnderTest()) {
        await sceneOf(context).attachments.begun();
        await visitMoments(context);
      } else if (at !== undefined) await sceneOf(context).seek(at);
    },
  });
}
