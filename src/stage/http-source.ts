import type { Faults } from './faults.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import { StagedSource } from './staged-source.js';

/** One HTTP address and what stands behind it. */
export class HttpSource extends StagedSource<StagedHttpConnection> {
  /** The one method that it answers; by default all. */
  readonly method: string | undefined;

  constructor(
    name: string,
    url: string,
    faults: Faults,
    farEnd: (connection: StagedHttpConnection) => void,
    method?: string,
  ) {
    super(name, url, faults, farEnd);
    this.method = method;
  }
}
