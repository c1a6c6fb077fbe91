/** One message on the wire. `id` and `seq` are optional: plain servers send neither. */
export interface WireMessage<Payload = unknown> {
  readonly type: string;
  readonly payload: Payload;
  /** When the sender made the message: wall-clock ms, or an ISO 8601 string. */
  readonly timestamp: number | string;
  /** Names the message for good, so that a second delivery can be recognised. */
  readonly id?: string;
  /** The message's place in its stream, from 1. */
  readonly seq?: number;
  /** Names the run of the server that counts `seq`: another one means that counting began anew. */
  readonly epoch?: string | number;
}
