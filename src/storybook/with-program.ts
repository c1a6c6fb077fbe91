import type { StageProgram } from './scene.js';
import { frame, type StageDecorator } from './with-stage.js';

/**
 * Puts a story on a stage that `program` furnishes, before its time begins and again whenever the
 * scene begins anew: with a server that keeps something, say, by `stage.http(…)`.
 */
export function withProgram(program: StageProgram): StageDecorator {
  return (story, context) => frame(context, (scene) => scene.put(program), story);
}
