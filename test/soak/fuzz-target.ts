import type { Draw } from './fuzz-chance.js';

/** A world with a client in it that is fed with what makes no sense. */
export interface FuzzWorld {
  /** Feeds the next frame, drawn from chance. */
  feed(draw: Draw): void | Promise<void>;
  /** Lets everything arrive that is under way. */
  settle(): Promise<void>;
  /** Feeds something that is right, and throws unless it is understood and nothing was uncaught. */
  check(): Promise<void>;
  close(): void;
}

/** What is fed with frames. */
export interface FuzzTarget {
  /** How many frames one world lives through. */
  readonly life: number;
  open(): FuzzWorld;
}
