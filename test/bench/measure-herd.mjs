// How a herd of clients comes back after an outage, by our default schedule and by others'.
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
  const { PEERS, spreadingBackoff, stampede } = await import(
    `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  );
  /** @param {import('./herd-peers.js').ClientSchedule} schedule */
  const play = (schedule) => {
    const results = Array.from({ length: SEEDS }, (_, index) =>
      stampede({ schedule, outage: OUTAGE, clients: CLIENTS, seed: index + 1 }),
    );
    return {
      peaks: results.map(({ peak }) => peak),
      time: Math.max(...results.map(({ mostBack }) => mostBack / 1000)),
    };
  };
  const ours = play(() => spreadingBackoff());
  const title = `herd, ${CLIENTS.toLocaleString('en-GB')} clients back after an outage of ${OUTAGE / 1000} s`;
  return [
    {
      title,
      rows: [
        {
          figure: 'peak in any 100 ms',
          value: Math.max(...ours.peaks),
          unit: 'arrivals',
          most: 150,
        },
        { figure: 'peak, median', value: median(ours.peaks), unit: 'arrivals' },
        { figure: 'time until 99 % are back', value: ours.time, unit: 's', most: 10 },
      ],
      note: `our default back-off, simulated; worst of ${SEEDS} seeds`,
    },
    {
      title: `${title}, by others' defaults`,
      rows: Object.entries(PEERS).flatMap(([name, schedule]) => {
        const { peaks, time } = play(schedule);
        return /** @type {const} */ ([
          { figure: `${name}, peak`, value: Math.max(...peaks), unit: 'arrivals' },
          { figure: `${name}, 99 % back`, value: time, unit: 's' },
        ]);
      }),
      note: `their published formulas, simulated the same way; worst of ${SEEDS} seeds`,
    },
  ];
}
