import type { WireMessage } from './envelope.js';
import { nameOfValue } from './wire-text.js';

/** What a server says of a message that it has read. */
export interface Acknowledgement {
  /** The id of the message. */
  readonly id: string;
  /** Why the server will not have it, in any form; missing if it does. */
  readonly error?: unknown;
}

/**
 * Reads a message as an acknowledgement: `{type: 'ack', payload: {id}}`, or with an `error` as a
 * refusal. Gives `undefined` for every other message.
 */
export function readAck({ type, payload }: WireMessage): Acknowledgement | undefined {
  const { id, error } = Object(payload) as Partial<Acknowledgement>;
  return type === 'ack' && typeof id === 'string' ? { id, error } : undefined;
}

/** Puts a server's reason into words: a text, or the `message` of an object. At most 200 characters. */
export function reasonOf(error: unknown): string {
  const { message = error } = Object(error) as { message?: unknown };
  return (typeof message === 'string' && message.slice(0, 200)) || nameOfValue(error);
}
