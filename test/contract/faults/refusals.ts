import { expect } from 'vitest';
import { PATHS } from '../../servers/commands.js';
import type { Fault } from './fault.js';
import type { Patient } from './patient.js';
import { SUBJECTS } from './subjects.js';

const { websocket, stream, polling } = SUBJECTS;
const OVER_HTTP = [stream, polling];

/** Servers that want to be left alone for a while. */
export const REFUSALS: readonly Fault[] = [
  ...[502, 503].map((status): Fault => ({
    name: `status ${status}, Retry-After: 2`,
    subjects: OVER_HTTP,
    async run(patient, { source }) {
      await refuse(patient, source, status, '2');
      // From when it was told; a timer may be early by less than a ms.
      expect(patient.lastWait).toBeGreaterThan(1999);
    },
  })),
  {
    name: 'status 503, Retry-After: a date',
    subjects: OVER_HTTP,
    async run(patient, { source }) {
      const date = new Date(Date.now() + 3000).toUTCString();
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
  // A stream is lost first, and refused when it comes back.
  const waits = source === 'sse' ? 2 : 1;
  await patient.until((states) => states.filter((state) => state === 'waiting').length === waits);
  // Whoever looks at the page again does not make the server wait any less.
  const { page } = patient.world;
  page.hide();
  page.show();
  await patient.recover();
}
