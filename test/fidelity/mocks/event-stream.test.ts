import { describe } from 'vitest';
import { lookAt } from '../compare.js';
import { eventStreamProbes } from '../event-stream/event-stream-probes.js';
import { knownDifferences } from '../event-stream/known-differences.js';
import { mswEventStream } from './msw-event-stream.js';
import { useMsw } from './msw-worker.js';

useMsw();

const probes = [...eventStreamProbes, ...knownDifferences.map(({ probe }) => probe)];
// Most of the time is waiting.
describe.concurrent('two at a time', () => {
  lookAt('event stream', probes, [mswEventStream]);
});
