import { closingProbes } from './probes/closing-probes.js';
import { listenerProbes } from './probes/listener-probes.js';
import { messageProbes } from './probes/message-probes.js';
import { openingProbes } from './probes/opening-probes.js';
import type { Probe } from './probes/probe.js';

/** Everything that a WebSocket is asked, whoever made it. */
export const websocketProbes: readonly Probe[] = [
  ...openingProbes,
  ...closingProbes,
  ...messageProbes,
  ...listenerProbes,
];
