/** One of the things that a tab has open: sockets, channels, requests, workers or locks. */
export interface TabPart {
  /** Counts what is not over. */
  readonly openCount: number;
  /** Counts the listeners on what is not over. */
  readonly listenerCount: number;
  /** Ends everything without a word. */
  takeDown(): void;
}
