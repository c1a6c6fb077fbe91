import type { TallyError } from '../../core/errors.js';

/** The stream is open. */
export class SSEConnectedEvent extends Event {
  constructor(readonly url: string) {
    super('sse-connected');
  }
}

/** The stream is open no longer. */
export class SSEDisconnectedEvent extends Event {
  constructor() {
    super('sse-disconnected');
  }
}

/** An event came on the stream. */
export class SSEMessageEvent extends Event {
  constructor(
    /** What it says: JSON where it is JSON, else the text. */
    readonly data: unknown,
    readonly id: string | undefined,
    /** Its name; that of the event itself is taken. `undefined` for one without a name. */
    readonly eventType: string | undefined,
  ) {
    super('sse-message');
  }
}

/** Something went wrong; what else goes on, goes on. */
export class SSEErrorEvent extends Event {
  constructor(
    readonly error: TallyError,
    /** Where the stream stands, as the platform's `EventSource` counts: 0 connecting, 1 open, 2 closed. */
    readonly readyState: 0 | 1 | 2,
    readonly url: string,
  ) {
    super('sse-error');
  }
}

declare global {
  interface HTMLElementEventMap {
    'sse-connected': SSEConnectedEvent;
    'sse-disconnected': SSEDisconnectedEvent;
    'sse-message': SSEMessageEvent;
    'sse-error': SSEErrorEvent;
  }
}
