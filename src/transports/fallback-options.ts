import type { Runtime } from '../core/runtime.js';
import type { StandardSchema } from '../core/standard-schema.js';

/** How a `FallbackSource` moves. All times are ms. */
export interface FallbackOptions {
  /** After how many failed attempts in a row a source is left for the next. Default 3. */
  giveUpAfter?: number | undefined;
  /** How long after a move down the better sources are tried again. Default 60000. */
  climbAfter?: number | undefined;
  /**
   * How long the old source stays after a move up, for what was sent in between. Longer than the
   * interval of a `PollingClient`. Default 10000.
   */
  overlap?: number | undefined;
  /** In how many message ids to look for what another source has brought. Default 1000. */
  dedupeWindow?: number | undefined;
  /** What payloads must be, by message type: schemas of any Standard Schema library. */
  schemas?: Readonly<Record<string, StandardSchema>> | undefined;

  /** The world: the browser by default, a stage in a story or test. */
  runtime?: Runtime | undefined;
}
