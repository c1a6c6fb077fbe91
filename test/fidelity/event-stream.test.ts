import { describe } from 'vitest';
import { compare } from './compare.js';
import { clientOfServer } from './event-stream/client-subject.js';
import { eventStreamProbes } from './event-stream/event-stream-probes.js';
import { knownDifferences } from './event-stream/known-differences.js';
import { nativeEventSource } from './event-stream/native-event-source.js';
import { stagedEventStream } from './event-stream/staged-event-stream.js';

// Most of the time is waiting.
describe.concurrent('two at a time', () => {
  compare(
    'event stream',
    eventStreamProbes,
    [nativeEventSource, clientOfServer, stagedEventStream],
    knownDifferences,
  );
});
