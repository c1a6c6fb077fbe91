import { fieldProbes } from './field-probes.js';
import { lifeProbes } from './life-probes.js';
import { lineProbes } from './line-probes.js';
import type { EventStreamProbe } from './probe.js';
import { resumingProbes } from './resuming-probes.js';

/** Everything that a reader of event streams is asked, whoever made it. */
export const eventStreamProbes: readonly EventStreamProbe[] = [
  ...lineProbes,
  ...fieldProbes,
  ...resumingProbes,
  ...lifeProbes,
];
