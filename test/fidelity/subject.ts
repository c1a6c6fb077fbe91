import type { Json } from './probe.js';

/** `client` is the kit's own client in the browser, before a real server. */
export type SubjectName = 'native' | 'client' | 'stage' | 'mock-socket' | 'msw';

/** What is probed together. */
export type Family = 'WebSocket' | 'event stream' | 'BroadcastChannel' | 'Worker';

/** The platform itself, or something that stands for it. */
export interface Subject<P> {
  readonly name: SubjectName;
  /** Runs a probe to its end, and leaves nothing behind. */
  answer(probe: P): Promise<unknown>;
  /** Whether it has a way to set the scene of a probe. Absent: always. */
  canSet?(probe: P): boolean;
}

export type Answers = Partial<Record<SubjectName, Json>>;

/** Where a subject is known not to be like native, and why it stays so. */
export interface KnownDifference<P> {
  readonly probe: P;
  /** In a few words. */
  readonly why: string;
  readonly answers: Answers & { readonly native: Json };
}

/** What came of one probe. */
export interface Finding {
  readonly family: Family;
  readonly probe: string;
  /** The place of the probe within its family. */
  readonly index: number;
  readonly answers: Answers;
  /** Those that have no way to set the scene. */
  readonly cannot: readonly SubjectName[];
  /** Why a difference is known and stays. */
  readonly why?: string;
  /** The answers that are known. */
  readonly known?: Answers;
}

declare module 'vitest' {
  interface TaskMeta {
    /** What `npm run fidelity` prints. */
    fidelity?: Finding;
  }
}
