import type { ReconnectDelay } from '../../src/core/backoff.js';
import type { ClientSchedule } from './herd-peers.js';

/** Clients that lose their server together, and it comes back. All times are ms. */
export interface HerdOptions {
  /** How each client waits. */
  readonly delay?: ReconnectDelay;
  /** Replaces `delay` where every client has a schedule of its own. */
  readonly schedule?: ClientSchedule;
  /** How long the server refuses every attempt at once. */
  readonly outage: number;
  readonly clients?: number;
  readonly seed?: number;
}

export interface HerdResult {
  /** The most arrivals in any 100 ms after the return, wherever the window lies. */
  readonly peak: number;
  /** How long after the return 99 % are back. */
  readonly mostBack: number;
}

/** Plays an outage for a herd of clients. Bounded: a schedule that never gets through throws. */
export function stampede(options: HerdOptions): HerdResult {
  const { delay = () => 0, outage, clients = 10_000, seed = 1 } = options;
  const { schedule = () => delay } = options;
  const random = mulberry32(seed);
  const arrivals = new Float64Array(clients);
  for (let client = 0; client < clients; client++) {
    let time = 0;
    const wait = schedule(random);
    for (let attempt = 1; time < outage; attempt++) {
      if (attempt > 10_000) throw new Error(`The schedule got to ${time} ms in 10,000 attempts.`);
      time += wait(attempt, random);
    }
    arrivals[client] = time - outage;
  }
  arrivals.sort();
  let peak = 0;
  for (let last = 0, first = 0; last < clients; last++) {
    while (arrivals[last]! - arrivals[first]! >= 100) first++;
    peak = Math.max(peak, last - first + 1);
  }
  return { peak, mostBack: arrivals[Math.ceil(clients * 0.99) - 1]! };
}

/** A small seeded generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
