/** A message does not say who it is about: `problem` names cause and remedy. */
export class PresenceInvalidEvent extends Event {
  constructor(
    readonly problem: string,
    readonly payload: unknown,
  ) {
    super('presence-invalid');
  }
}

declare global {
  interface HTMLElementEventMap {
    'presence-invalid': PresenceInvalidEvent;
  }
}
