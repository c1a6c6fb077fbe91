import './stage-frame.define.js';
import { html } from 'lit';
import type { DecoratorFunction, StoryContext } from 'storybook/internal/csf';
import type { Renderer } from 'storybook/internal/types';
import type { StreamInput } from '../stage/stream.js';
import { addressedMoment, sceneOf } from './story-stage.js';
import type { Scene } from './scene.js';

/** A decorator for any story that renders with Lit. */
export type StageDecorator = DecoratorFunction<Renderer & { storyResult: unknown }>;

/** Stories whose outermost decorator is at work: the ones within it add to its stage. */
const framing = new WeakSet<Scene>();

/**
 * Puts a story on a stage of its own that plays `stream`.
 *
 * In Storybook's pages it plays in real time; under a play function only `stage.advance` moves
 * time. Several of these decorators on one story share one stage.
 */
export function withStage(stream: StreamInput): StageDecorator {
  return (story, context) => frame(context, (scene) => scene.load(stream), story);
}

/** Sets the scene, renders the story, and puts one frame around both. */
export function frame(
  context: StoryContext,
  setScene: (scene: Scene) => void,
  story: () => unknown,
): unknown {
  const scene = sceneOf(context);
  setScene(scene);
  if (framing.has(scene)) return story();
  framing.add(scene);
  try {
    const content = story();
    if (runsByItself(context) && !scene.stage.playing && scene.stage.now === 0) scene.stage.play();
    return html`<stage-frame
      .scene=${scene}
      .content=${content}
      ?bare=${isUnderTest()}
    ></stage-frame>`;
  } finally {
    framing.delete(scene);
  }
}

/** Whether nobody but the wall clock moves this story's time. */
function runsByItself(context: StoryContext): boolean {
  const hasPlay = 'playFunction' in context && context['playFunction'] !== undefined;
  if (context.viewMode === 'docs') return !isUnderTest();
  return !isUnderTest() && !hasPlay && addressedMoment(context) === undefined;
}

/** Whether a machine looks on, that wants neither the bar nor time that passes by itself. */
export function isUnderTest(): boolean {
  return '__vitest_browser__' in globalThis || navigator.userAgent.includes('Chromatic');
}
