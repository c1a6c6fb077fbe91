import { expect } from 'vitest';
import type { Fault } from './fault.js';
import { REFUSALS } from './refusals.js';
import { SUBJECTS } from './subjects.js';

const { websocket, stream, polling, fallback } = SUBJECTS;
const ALL = [websocket, stream, polling, fallback];
/** Enough for the head of an answer and some of its body, and for some of a frame or an event. */
const SOME_BYTES = { websocket: 100, sse: 100, http: 500 };

/** What can go wrong between a page and its server. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'server killed',
    subjects: ALL,
    async run(patient) {
      await patient.strike(() => patient.rig.ask({ do: 'kill' }));
      await patient.notice();
      await patient.mend(() => patient.rig.ask({ do: 'start' }));
      await patient.remind();
      await patient.say('m2');
      await patient.recover();
    },
  },
  {
    name: 'half-open line',
    subjects: [websocket, stream, polling],
    async run(patient) {
      await patient.strike(() => patient.rig.line({ do: 'blackhole' }));
      await patient.say('m2');
      await patient.notice();
      await patient.mend(() => patient.rig.line({ do: 'flow' }));
      await patient.recover();
    },
  },
  {
    name: 'half-open line, never mended',
    subjects: [fallback],
    async run(patient) {
      await patient.strike(() => patient.rig.line({ do: 'blackhole' }, 'websocket'));
      await patient.say('m2');
      await patient.notice();
      await patient.recover();
      // What it has given up can only be closed now.
      await patient.rig.line({ do: 'flow' });
    },
  },
  ...(['reset', 'end'] as const).map((how): Fault => ({
    name: `TCP ${how}`,
    subjects: ALL,
    async run(patient, { source }) {
      await patient.strike(async () => {
        do await patient.rig.line({ do: how });
        while (
          // Between two requests there is no connection that could be ended.
          source === 'http' &&
          patient.lostAt === undefined
        );
      });
      await patient.notice();
      await patient.say('m2');
      await patient.recover();
    },
  })),
  {
    name: 'message cut short',
    subjects: ALL,
    async run(patient, { source }) {
      const bytes = SOME_BYTES[source];
      await patient.strike(async () => {
        await patient.rig.line({ do: 'cut-short', bytes }, source);
        await patient.say('m2');
      });
      await patient.notice();
      await patient.recover();
    },
  },
  {
    name: 'stream ended in good order amid an event',
    subjects: [stream],
    async run(patient) {
      const act = (action: { do: 'close' } | { do: 'frame'; data: string }): Promise<void> =>
        patient.rig.ask({ do: 'act', source: 'sse', action });
      await patient.strike(async () => {
        await act({ do: 'frame', data: 'id: m2\nevent: note\ndata: {"id":"m2","fil' });
        await act({ do: 'close' });
      });
      await patient.notice();
      await patient.say('m2');
      await patient.recover();
    },
  },
  {
    name: 'slow drip',
    subjects: ALL,
    patience: { interval: 3000, timeout: 2000 },
    async run(patient) {
      await patient.strike(() => patient.rig.line({ do: 'drip', ms: 1 }));
      await patient.say('m2');
      await patient.hear('m2');
      await patient.rig.line({ do: 'flow' });
      expect(patient.lostAt).toBeUndefined();
    },
  },
  {
    // Browsers show no part of a frame or of a wanted answer, so only a stream can tell.
    name: 'drip slower than patience',
    subjects: [websocket, polling],
    async run(patient) {
      await patient.strike(() => patient.rig.line({ do: 'drip', ms: 3 }));
      await patient.say('m2');
      await patient.notice();
      await patient.rig.line({ do: 'flow' });
      await patient.recover();
    },
  },
  {
    name: 'drip slower than patience',
    subjects: [stream],
    async run(patient) {
      await patient.strike(() => patient.rig.line({ do: 'drip', ms: 3 }));
      await patient.say('m2');
      await patient.hear('m2');
      await patient.rig.line({ do: 'flow' });
      expect(patient.lostAt).toBeUndefined();
    },
  },
  ...REFUSALS,
];
