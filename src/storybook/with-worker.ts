import type { WorkerProgram } from '../stage/worker-programs.js';
import { withProgram } from './with-program.js';
import type { StageDecorator } from './with-stage.js';

/**
 * Puts a story on a stage where `program` stands for the script of every worker that is made from
 * this URL, or with this `name`, by the Runtime that elements find by context.
 */
export function withWorker(urlOrName: string, program: WorkerProgram): StageDecorator {
  return withProgram((stage) => stage.worker(urlOrName, program));
}
