import { dataProbes } from './data-probes.js';
import { deliveryProbes } from './delivery-probes.js';
import { lifeProbes } from './life-probes.js';
import { listenerProbes } from './listener-probes.js';
import type { ChannelProbe } from './probe.js';

/** Everything that a BroadcastChannel is asked, whoever made it. */
export const channelProbes: readonly ChannelProbe[] = [
  ...deliveryProbes,
  ...dataProbes,
  ...lifeProbes,
  ...listenerProbes,
];
