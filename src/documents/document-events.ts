import type { TallyError } from '../core/errors.js';
import type { TextChange } from './text-change.js';

/**
 * Who changed the text: `edit` the page by `edit` or `setText` · `history` by `undo` or `redo` ·
 * `remote` somebody else, or other code that has the same `Y.Doc`.
 */
export type ChangeSource = 'edit' | 'history' | 'remote';

/** The events a `SharedDocument` fires. */
export interface DocumentEvents {
  /** The text has changed; `changes` count in the text before. */
  change: Event & { readonly changes: readonly TextChange[]; readonly by: ChangeSource };
  /** Others came, went, moved their caret, or began or stopped typing. */
  people: Event;
  /** `sync` has changed. */
  syncchange: Event;
  /** `canUndo` or `canRedo` may have changed. */
  historychange: Event;
  /** Something could not be taken; all the rest was. */
  invalid: Event & { readonly error: TallyError };
}

/** How safe one's own edits are. */
export interface SyncState {
  /**
   * `saved` the far end has them · `saving` they are on their way · `offline` there is no connection.
   */
  readonly state: 'saved' | 'saving' | 'offline';
  /** How many of one's own edits, in steps of undo, the far end has not confirmed. */
  readonly waiting: number;
}
