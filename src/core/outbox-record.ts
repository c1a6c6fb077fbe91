import type { WireMessage } from './envelope.js';

/** A message as an outbox keeps it beyond the page. */
export interface OutboxRecord {
  readonly id: string;
  readonly type: string;
  /** The message as it goes on the wire. */
  readonly frame: string;
  /** Whether the server acknowledges it. */
  readonly ack: boolean;
  /** When it was first added, by the wall clock. */
  readonly since: number;
  /** Which outbox sends it. */
  readonly owner: string;
}

/**
 * Reads what was found in a store: whatever another version, another page or a broken disk has left.
 *
 * @param maxLength The most characters of a frame.
 * @returns `undefined` for what is no message.
 */
export function readOutboxRecord(
  value: unknown,
  maxLength: number,
  now: number,
): OutboxRecord | undefined {
  const { id, type, frame, ack, since, owner } = Object(value) as Partial<OutboxRecord>;
  if (typeof frame !== 'string' || frame.length > maxLength) return undefined;
  if (typeof since !== 'number' || !Number.isFinite(since)) return undefined;
  if (typeof owner !== 'string' || !id || !type || !isFrameOf(frame, id, type)) return undefined;
  // A clock that was wrong must not make it last for ever.
  return { id, type, frame, ack: ack === true, since: Math.min(since, now), owner };
}

function isFrameOf(frame: string, id: string, type: string): boolean {
  try {
    const message = JSON.parse(frame) as WireMessage | null;
    return message?.id === id && message.type === type;
  } catch {
    return false;
  }
}
