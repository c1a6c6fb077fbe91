/** The longest stretch of real time that one step plays, in ms. A laptop that slept is not replayed. */
const LONGEST_STEP = 1000;
const STEP_WITHOUT_FRAMES = 16;

/** Drives a playing stage by real time: the only ambient time on this floor. */
export class WallClock {
  readonly #step: (elapsed: number) => Promise<void>;
  #stop: (() => void) | undefined;

  constructor(step: (elapsed: number) => Promise<void>) {
    this.#step = step;
  }

  get running(): boolean {
    return this.#stop !== undefined;
  }

  start(): void {
    if (this.#stop) return;
    let running = true;
    this.#stop = () => {
      running = false;
    };
    let last = performance.now();
    const tick = async (): Promise<void> => {
      if (!running) return;
      const now = performance.now();
      const elapsed = Math.min(Math.max(now - last, 0), LONGEST_STEP);
      last = now;
      await this.#step(elapsed);
      if (running) soon(tick);
    };
    soon(tick);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}

function soon(tick: () => Promise<void>): void {
  const run = (): void => void tick();
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(run);
  else setTimeout(run, STEP_WITHOUT_FRAMES);
}
