import type { TallyError } from '../../core/errors.js';
import type { ChangeSource } from '../../documents/document-events.js';
import type { EditorStatus } from './editor-status.js';

/** The text has changed; `by` says whether the reader, their undo, or somebody else did it. */
export class DocumentChangeEvent extends Event {
  constructor(
    readonly text: string,
    readonly by: ChangeSource,
  ) {
    super('document-change');
  }
}

/** How safe the reader's own edits are has changed; `waiting` counts those not saved yet. */
export class DocumentStatusEvent extends Event {
  constructor(
    readonly status: EditorStatus,
    readonly waiting: number,
  ) {
    super('document-status');
  }
}

/** Something could not be taken, and all the rest was: `problem` names cause and remedy. */
export class DocumentInvalidEvent extends Event {
  readonly problem: string;

  constructor(readonly error: TallyError) {
    super('document-invalid');
    this.problem = error.message;
  }
}

declare global {
  interface HTMLElementEventMap {
    'document-change': DocumentChangeEvent;
    'document-status': DocumentStatusEvent;
    'document-invalid': DocumentInvalidEvent;
  }
}
