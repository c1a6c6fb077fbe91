/** When a client noticed a fault and was back, in ms. */
export interface Times {
  /** From the fault until the state was `open` no more. */
  readonly noticed?: number;
  /** From then, or from when the fault was mended if that was later, until it was `open` again. */
  readonly back?: number;
}

/** One line of what `npm run faults` tells. */
export interface Measured extends Times {
  readonly name: string;
  readonly who: string;
  /** What is configured to notice it. */
  readonly settings: string;
}

declare module 'vitest' {
  interface TaskMeta {
    faults?: Measured[];
  }
}
