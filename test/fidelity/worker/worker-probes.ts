import { lifeProbes } from './life-probes.js';
import { messageProbes } from './message-probes.js';
import type { WorkerProbe } from './probe.js';

/** Everything that a Worker is asked, whoever made it. */
export const workerProbes: readonly WorkerProbe[] = [...messageProbes, ...lifeProbes];
