import type { ConnectionState } from '../../core/connection-state.js';
import type { TallyError } from '../../core/errors.js';

/** What can go wrong with a connection. */
export type WSErrorCode =
  /** No connection came to be. */
  | 'CONNECTION_FAILED'
  /** An open connection was lost without a goodbye. */
  | 'CONNECTION_CLOSED'
  /** A message was not sent, or may not have arrived. */
  | 'SEND_FAILED'
  | 'INVALID_URL'
  /** The last attempt has failed. */
  | 'MAX_RECONNECT_EXCEEDED'
  /** A frame could not be read. */
  | 'MESSAGE_PARSE_ERROR'
  /** An attribute makes no sense; its default is used instead. */
  | 'INVALID_ATTRIBUTE';

/** Messages flow. */
export class WSConnectedEvent extends Event {
  constructor(
    readonly url: string,
    /** When, in wall-clock ms. */
    readonly timestamp: number,
  ) {
    super('ws-connected');
  }
}

/** Messages flow no longer. */
export class WSDisconnectedEvent extends Event {
  constructor(
    readonly code: number,
    readonly reason: string,
    /** Whether one side said goodbye. */
    readonly wasClean: boolean,
    readonly timestamp: number,
  ) {
    super('ws-disconnected');
  }
}

/** Something went wrong; what else goes on, goes on. */
export class WSErrorEvent extends Event {
  constructor(
    readonly error: TallyError,
    readonly code: WSErrorCode,
    readonly timestamp: number,
  ) {
    super('ws-error');
  }
}

/** A frame came: its `message`, or if it is no JSON the `raw` frame. */
export class WSMessageEvent extends Event {
  constructor(
    readonly message: unknown,
    readonly raw: unknown,
    readonly timestamp: number,
  ) {
    super('ws-message');
  }
}

/** No more attempts are made. */
export class WSReconnectFailedEvent extends Event {
  constructor() {
    super('ws-reconnect-failed');
  }
}

/** The connection has another state, or the next attempt another time. */
export class WSStateEvent extends Event {
  constructor(
    readonly state: ConnectionState,
    /** The reconnect attempt that is scheduled or under way, from 1; 0 outside an outage. */
    readonly attempt: number,
    /** When the next attempt starts, in wall-clock ms. */
    readonly retryAt: number | undefined,
  ) {
    super('ws-state');
  }
}

declare global {
  interface HTMLElementEventMap {
    'ws-connected': WSConnectedEvent;
    'ws-disconnected': WSDisconnectedEvent;
    'ws-error': WSErrorEvent;
    'ws-message': WSMessageEvent;
    'ws-reconnect-failed': WSReconnectFailedEvent;
    'ws-state': WSStateEvent;
  }
}
