import type { OperationOutcome } from '../../controllers/optimistic-controller.js';

/** The reader adds an item; cancel to do it otherwise. */
export class ItemAddEvent extends Event {
  constructor(readonly text: string) {
    super('item-add', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The reader changes fields of an item; cancel to do it otherwise. */
export class ItemEditEvent extends Event {
  constructor(
    /** The server's id, or the client's as long as there is none. */
    readonly id: string,
    readonly patch: Readonly<Record<string, unknown>>,
  ) {
    super('item-edit', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The reader removes an item; cancel to do it otherwise. */
export class ItemRemoveEvent extends Event {
  constructor(
    /** The server's id, or the client's as long as there is none. */
    readonly id: string,
  ) {
    super('item-remove', { bubbles: true, composed: true, cancelable: true });
  }
}

/** A change is confirmed, has failed, or was given up. */
export class ItemSettledEvent extends Event {
  constructor(
    /** The server's id, or the client's as long as there is none. */
    readonly id: string,
    /** Stays the same from the first moment on. */
    readonly clientId: string,
    readonly operation: 'add' | 'edit' | 'remove',
    readonly outcome: OperationOutcome,
  ) {
    super('item-settled');
  }
}

/** Something is no item: `problem` names cause and remedy. */
export class ItemInvalidEvent extends Event {
  constructor(
    readonly problem: string,
    readonly payload: unknown,
  ) {
    super('item-invalid');
  }
}

declare global {
  interface HTMLElementEventMap {
    'item-add': ItemAddEvent;
    'item-edit': ItemEditEvent;
    'item-remove': ItemRemoveEvent;
    'item-settled': ItemSettledEvent;
    'item-invalid': ItemInvalidEvent;
  }
}
