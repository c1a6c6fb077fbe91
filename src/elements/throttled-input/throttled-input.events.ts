/** The value has changed, and is sent now: regularly while somebody types, or once they pause. */
export class InputUpdateEvent extends Event {
  constructor(readonly value: string) {
    super('input-update', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'input-update': InputUpdateEvent;
  }
}
