/**
 * Where a connection stands.
 *
 * `idle` never connected · `connecting` a socket is being opened · `open` messages flow ·
 * `waiting` lost, the next attempt is scheduled · `closed` ended on purpose · `failed` given up.
 */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed' | 'failed';

/** A reading of a connection at one moment. */
export interface ConnectionSnapshot {
  readonly state: ConnectionState;
  /** The reconnect attempt that is scheduled or under way, from 1; 0 outside an outage. */
  readonly attempt: number;
  /** After how many failed attempts the client gives up. `Infinity` is allowed. */
  readonly maxAttempts: number;
  /** When the next attempt starts, in wall-clock ms; `undefined` unless `state` is `waiting`. */
  readonly retryAt: number | undefined;
  /** How many messages wait to be handed to an open connection. */
  readonly unsent: number;
}
