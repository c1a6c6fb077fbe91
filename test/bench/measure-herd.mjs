// How a herd of clients comes back after an outage, by our default schedule.
import { Buffer } from 'node:buffer';
import { bundleFile } from './bundle.mjs';
import { median } from './rounds.mjs';

const SEEDS = 20;
const CLIENTS = 10_000;
const OUTAGE = 30_000;

/** @returns {Promise<import('./report.mjs').Section[]>} */
export async function measureHerd() {
  const code = await bundleFile('herd-defaults.ts', 'node');
  /** @type {typeof import('./herd-defaults.js')} */
  const { spreadingBackoff, stampede } = await import(
    `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  );
  const results = Array.from({ length: SEEDS }, (_, index) =>
    stampede({ delay: spreadingBackoff(), outage: OUTAGE, clients: CLIENTS, seed: index + 1 }),
  );
  const peaks = results.map(({ peak }) => peak);
  const times = results.map(({ mostBack }) => mostBack / 1000);
  return [
    {
      title: `herd, ${CLIENTS.toLocaleString('en-GB')} clients back after an outage of ${OUTAGE / 1000} s`,
      rows: [
        { figure: 'peak in any 100 ms', value: Math.max(...peaks), unit: 'arrivals', most: 150 },
        { figure: 'peak, median', value: median(peaks), unit: 'arrivals' },
        { figure: 'time until 99 % are back', value: Math.max(...times), unit: 's', most: 10 },
      ],
      note: `our default back-off, simulated; worst of ${SEEDS} seeds`,
    },
  ];
}
