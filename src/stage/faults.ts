import type { RandomSource } from './random.js';

/** How badly the network behind a source behaves. */
export interface FaultSettings {
  /** One-way delay in ms. */
  readonly latency?: number;
  /** Up to so many ms more, drawn for each delivery. */
  readonly jitter?: number;
  /** The share of messages that never arrive, 0 to 1. */
  readonly loss?: number;
  /** The share of messages that arrive twice, 0 to 1. */
  readonly duplicate?: number;
  /** The share of messages that the next one overtakes, 0 to 1. */
  readonly reorder?: number;
}

/** What becomes of one message. */
export type Fate = 'arrives' | 'lost' | 'twice' | 'overtaken';

/**
 * Draws the faults of one source.
 *
 * Latency and jitter delay everything, both ways. Loss, duplication and reordering befall only what
 * the source sends, as behind a message broker: the socket itself never loses or swaps frames.
 */
export class Faults {
  readonly #settings: FaultSettings;
  readonly #random: RandomSource;

  constructor(settings: FaultSettings, random: RandomSource) {
    this.#settings = settings;
    this.#random = random;
  }

  /** The fixed one-way delay in ms. */
  get latency(): number {
    return this.#settings.latency ?? 0;
  }

  delay(): number {
    const { latency = 0, jitter = 0 } = this.#settings;
    return latency + (jitter > 0 ? Math.floor(this.#random() * (jitter + 1)) : 0);
  }

  fate(): Fate {
    const { loss = 0, duplicate = 0, reorder = 0 } = this.#settings;
    if (loss + duplicate + reorder === 0) return 'arrives';
    const [a, b, c] = [this.#random(), this.#random(), this.#random()];
    if (a < loss) return 'lost';
    if (b < duplicate) return 'twice';
    return c < reorder ? 'overtaken' : 'arrives';
  }
}
