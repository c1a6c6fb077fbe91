import { closingProbes } from './closing-probes.js';
import { listenerProbes } from './listener-probes.js';
import { messageProbes } from './message-probes.js';
import { openingProbes } from './opening-probes.js';
import type { WebSocketProbe } from './probe.js';

/** Everything that a WebSocket is asked, whoever made it. */
export const websocketProbes: readonly WebSocketProbe[] = [
  ...openingProbes,
  ...closingProbes,
  ...messageProbes,
  ...listenerProbes,
];
