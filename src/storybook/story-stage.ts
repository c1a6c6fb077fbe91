import type { StoryContext } from './story-context.js';
import { Scene } from './scene.js';

/** A picture to take: the story, the moment and what to look at. */
export interface MomentPicture {
  readonly story: string;
  readonly name: string;
  readonly element: HTMLElement;
}

/** What a story may say of its stage, as `parameters.stage`. */
export interface StageParameters {
  /** Chooses all chance on the stage. Default 1. */
  readonly seed?: number;
  /** What a moment's picture shows: the story alone, or the page for what floats over it. */
  readonly picture?: 'story' | 'page';
  /** Moments of a story without a play function, by name, in virtual ms. */
  readonly moments?: Readonly<Record<string, number>>;
}

type PictureTaker = (picture: MomentPicture) => Promise<void>;

// Storybook gives every story a canvas of its own, also twenty of them on one docs page.
const scenes = new WeakMap<object, Scene>();
let takePicture: PictureTaker | undefined;

/** Calls `taker` at every moment that a story names. There is one taker: the test runner. */
export function onMoment(taker: PictureTaker): void {
  takePicture = taker;
}

/** Finds the scene of a story, which `giveStage` made before it rendered. */
export function sceneOf({ canvasElement, title }: StoryContext): Scene {
  const scene = scenes.get(canvasElement as object);
  if (scene) return scene;
  throw new Error(
    `Failed to put a story of "${title}" on a stage: the preview gives none. ` +
      "Add stageAddon() to the preview's addons.",
  );
}

/** Gives a story its own stage, and takes it down when the story is left. */
export function giveStage(context: StoryContext): () => void {
  const parameters = parametersOf(context);
  scenes.get(context.canvasElement as object)?.dispose();
  const scene = new Scene(context.id, parameters.seed ?? 1);
  scenes.set(context.canvasElement as object, scene);
  for (const [name, at] of Object.entries(parameters.moments ?? {})) scene.name(name, at);
  context.stage = scene.stage;
  context.moment = async (name) => {
    await scene.stage.advance(0);
    scene.name(name, scene.stage.now);
    const canvas = context.canvasElement as HTMLElement;
    const story = canvas.querySelector<HTMLElement>('[data-story]') ?? canvas;
    const element = parameters.picture === 'page' ? canvas.ownerDocument.body : story;
    await takePicture?.({ story: context.name, name, element });
  };
  return () => {
    scenes.delete(context.canvasElement as object);
    scene.dispose();
  };
}

/** Goes to each moment that the story's parameters name, so that a picture can be taken. */
export async function visitMoments(context: StoryContext): Promise<void> {
  for (const [name, at] of Object.entries(parametersOf(context).moments ?? {})) {
    await context.stage.advanceTo(at);
    await context.moment(name);
  }
}

function parametersOf({ parameters }: StoryContext): StageParameters {
  return (parameters['stage'] ?? {}) as StageParameters;
}

/**
 * Reads the moment that the address names for this story, as in `&globals=at:a-story_4999`;
 * `undefined` without one. Globals outlive a story, so the moment says whose it is.
 */
export function addressedMoment({ globals, id }: StoryContext): number | undefined {
  const [story, at] = String(globals['at']).split('_');
  return story === id && Number(at) >= 0 ? Number(at) : undefined;
}
