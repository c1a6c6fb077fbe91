import type { SyncState } from '../../documents/document-events.js';

/**
 * What is to be said of a document: `loading` it is not known yet what the server has · `saving`
 * edits are on their way · `saved` · `offline` · `full` some of the text has no room · `failed` it
 * could not be loaded, or may not be changed.
 */
export type EditorStatus = 'loading' | 'saving' | 'saved' | 'offline' | 'full' | 'failed';

/** What the status depends on. */
export interface StatusFacts {
  readonly sync: SyncState;
  /** Whether it has ever been known what the server has. */
  readonly wasLoaded: boolean;
  readonly hasFailed: boolean;
  /** Whether the connection is being made, or has been lost only just now. */
  readonly isHopeful: boolean;
  /** Whether there is text that does not fit into the document. */
  readonly hasExcess: boolean;
}

/** Puts together how safe the reader's own edits are. */
export function statusOf(facts: StatusFacts): EditorStatus {
  const { sync, wasLoaded, isHopeful } = facts;
  if (facts.hasFailed) return 'failed';
  if (facts.hasExcess) return 'full';
  if (sync.state === 'offline' && !isHopeful) return 'offline';
  if (!wasLoaded) return 'loading';
  return sync.waiting > 0 ? 'saving' : 'saved';
}
