import { expect } from 'vitest';
import { PATHS } from '../../servers/commands.js';
import type { Patient } from './patient.js';
import { type Patience, type Subject, SUBJECTS } from './subjects.js';

/** Something that goes wrong between a page and its server. */
export interface Fault {
  readonly name: string;
  /** To whom it happens. */
  readonly subjects: readonly Subject[];
  readonly patience?: Patience;
  run(patient: Patient, subject: Subject): Promise<void>;
}

const { websocket, stream, polling, fallback } = SUBJECTS;
const ALL = [websocket, stream, polling, fallback];
const OVER_HTTP = [stream, polling];
/** Enough for the head of an answer and some of its body, and for some of a frame or an event. */
const SOME_BYTES = { websocket: 100, sse: 100, http: 500 };

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
  ...[502, 503].map((status): Fault => ({
    name: `status ${status}, Retry-After: 1`,
    subjects: OVER_HTTP,
    async run(patient, { source }) {
      await refuse(patient, source, status, '1');
      // From when it was told; a timer may be early by less than a ms.
      expect(patient.lastWait).toBeGreaterThan(999);
    },
  })),
  {
    name: 'status 503, Retry-After: a date',
    subjects: OVER_HTTP,
    async run(patient, { source }) {
      const date = new Date(Date.now() + 2000).toUTCString();
      await refuse(patient, source, 503, date);
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date));
    },
  },
  {
    // Browsers do not show what a handshake was refused with: it comes back when it thinks fit.
    name: 'status 503, Retry-After: 3600',
    subjects: [websocket],
    async run(patient) {
      const data = '503 Service Unavailable\r\nRetry-After: 3600';
      await patient.strike(async () => {
        await patient.rig.ask({
          do: 'script',
          path: PATHS.websocket,
          steps: [{ on: 'connection', do: 'refuse', data }],
        });
        await patient.rig.line({ do: 'reset' });
      });
      await patient.until((turns) => turns.filter((state) => state === 'waiting').length > 1);
      await patient.mend(() => patient.say('m2'));
      await patient.recover();
    },
  },
];

/** Loses the line; then the server refuses once, while the page is looked at again and again. */
async function refuse(
  patient: Patient,
  source: 'sse' | 'http' | 'websocket',
  status: number,
  retryAfter: string,
): Promise<void> {
  const headers = { 'retry-after': retryAfter };
  await patient.strike(async () => {
    await patient.rig.ask({
      do: 'act',
      source,
      action: { do: 'refuse', status, headers, times: 1 },
    });
    if (source === 'sse') await patient.rig.line({ do: 'reset' });
  });
  await patient.notice();
  await patient.say('m2');
  await patient.until((states) => states.at(-1) === 'waiting');
  // Whoever looks at the page again does not make the server wait any less.
  const { page } = patient.world;
  page.hide();
  page.show();
  await patient.recover();
}
