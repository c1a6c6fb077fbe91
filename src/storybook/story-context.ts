import type { Stage } from '../stage/stage.js';

declare module 'storybook/internal/csf' {
  interface StoryContext {
    /** The story's own stage. While a play function runs, time moves only by `advance`. */
    stage: Stage;
    /** Names the present moment: CI takes a picture of it, the stage bar leads back to it. */
    moment: (name: string) => Promise<void>;
  }
}

export type { StoryContext } from 'storybook/internal/csf';
