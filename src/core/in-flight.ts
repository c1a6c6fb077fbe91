import type { TallyError } from './errors.js';
import { createFate, type SharedFate, type TrackedMessage } from './sent-message.js';

/** Follows the messages that were handed to one socket. */
export interface InFlight {
  /** Follows a message from the socket on. */
  add(message: TrackedMessage): void;
  /** Notes a ping. */
  asked(): void;
  /** Notes a pong. */
  answered(this: void): void;
  /** Ends the following: what is not known to be delivered may not have arrived. */
  fail(error: TallyError): void;
}

/**
 * Finds out which messages have arrived.
 *
 * The stream is in order: a pong proves that the far end has read everything sent before its ping,
 * and pongs come in the order of their pings. Messages between two pings share one fate, so nothing
 * grows with their number. Only one ping is followed at a time; until its pong arrives later
 * messages wait for the next one.
 *
 * @param fate What becomes of a message that the socket has: without pings `delivered`.
 */
export function createInFlight(fate: 'sending' | 'delivered'): InFlight {
  let sent = createFate(fate);
  let probed: SharedFate | undefined;
  let unanswered = 0;
  let awaited = 0;
  return {
    add(message) {
      const alone = message.shared;
      message.shared = sent;
      alone.become(fate);
    },
    asked() {
      unanswered++;
      if (probed) return;
      probed = sent;
      awaited = unanswered;
      sent = createFate(fate);
    },
    answered() {
      if (!unanswered) return;
      unanswered--;
      if (--awaited) return;
      probed?.become('delivered');
      probed = undefined;
    },
    fail(error) {
      // A pong that a slow codec has still to read comes too late.
      unanswered = 0;
      for (const group of [probed, sent]) {
        if (group?.fate === 'sending') group.become('failed', error);
      }
    },
  };
}
