import type { Doc, Text as YText } from 'yjs';
import type { TallyError } from '../core/errors.js';
import type { Runtime } from '../core/runtime.js';
import type { Collaborators } from './collaborators.js';
import type { Awareness } from './document-awareness.js';
import type { SharedText } from './shared-text.js';

/** What a wire gets of the document that it serves. */
export interface WireHost {
  readonly docId: string;
  readonly runtime: Runtime;
  readonly doc: Doc;
  readonly source: YText;
  /** The same text with positions that a page understands. */
  readonly text: SharedText;
  readonly awareness: Awareness;
  readonly people: Collaborators;
  /** Counts one's own changes, from 1. */
  readonly revision: number;
  /** Whether the document survives a reload. */
  readonly persisted: boolean;
  /** Resolves when what was kept over a reload is there. */
  readonly ready: Promise<void>;
  /** Where one's own caret is; `undefined` while nobody said. */
  readonly caret: number | undefined;
  /** Notes a change that was made before its time, such as in the last visit. */
  noteEdit(): void;
  /** Reports what the wire could not take, and why. */
  invalid(error: TallyError): void;
  /** Says that `isOpen` or `confirmed` may have changed. */
  changed(): void;
}

/** A way of a document to others. */
export interface Wire {
  /** Whether others can be reached. */
  readonly isOpen: boolean;
  /** Up to which of one's own changes the far end has them; `undefined` where it keeps nothing. */
  readonly confirmed: number | undefined;
  /** Whether it has learnt what the far end keeps, since it is open. */
  readonly isLoaded?: boolean;
  /** Whether it can serve no document that has another wire. */
  readonly exclusive?: boolean;
  /** Says goodbye and lets go of everything. */
  stop(): void;
}

/** Puts a wire to a document. Nothing is sent or heard before. */
export type ConnectWire = (host: WireHost) => Wire;
