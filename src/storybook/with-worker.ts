import type { WorkerProgram } from '../stage/worker-programs.js';
import { frame, type StageDecorator } from './with-stage.js';

/**
 * Puts a story on a stage where `program` stands for the script of every worker that is made from
 * this URL, or with this `name`, by the Runtime that elements find by context.
 */
export function withWorker(urlOrName: string, program: WorkerProgram): StageDecorator {
  return (story, context) => frame(context, (scene) => scene.putWorker(urlOrName, program), story);
}
