import { createAlarm } from './alarm.js';
import type { TallyError } from './errors.js';
import { failure } from './failure.js';
import type { Clock } from './runtime.js';
import type { TrackedMessage } from './sent-message.js';

/** Who has to go when the outbox is full: the oldest, the newcomer, or (`reject`) `send` throws. */
export type OutboxPolicy = 'drop-oldest' | 'drop-newest' | 'reject';

/** How much an outbox keeps. */
export interface OutboxLimits {
  /** The most messages kept. Default 100. */
  readonly maxCount?: number | undefined;
  /** The most bytes kept, as UTF-8 on the wire. Default 262144. */
  readonly maxBytes?: number | undefined;
  /** How long a message may wait, in ms. Default 300000. */
  readonly maxAge?: number | undefined;
  /** Default `drop-oldest`. */
  readonly policy?: OutboxPolicy | undefined;
}

/** Keeps messages, oldest first, until a connection takes them. */
export interface Outbox {
  /** How many messages wait. */
  readonly size: number;
  /**
   * Keeps a message, or settles its fate at once.
   *
   * @throws TallyError `outbox-full` under the policy `reject`.
   */
  add(message: TrackedMessage): void;
  /** Hands over message by message while `take` accepts, after throwing out what is too old. */
  drain(take: (message: TrackedMessage) => boolean): void;
  /** Empties the outbox: every message fails with `error`. */
  clear(error: TallyError): void;
}

interface Entry {
  readonly message: TrackedMessage;
  readonly bytes: number;
  readonly since: number;
}

/**
 * Makes an empty outbox.
 *
 * @param onChange Called after `size` changed.
 * @param onRefused Called for every message that will never be sent.
 */
export function createOutbox(
  { maxCount = 100, maxBytes = 262144, maxAge = 300000, policy = 'drop-oldest' }: OutboxLimits = {},
  clock: Clock,
  onChange: () => void,
  onRefused: (error: TallyError) => void,
): Outbox {
  const entries: Entry[] = [];
  const refused: TallyError[] = [];
  let total = 0;
  let told = 0;
  let telling = false;
  const alarm = createAlarm(clock);

  /** How long the oldest may still wait; `NaN` when there is none. */
  const rest = (): number => (entries[0]?.since ?? NaN) + maxAge - clock.now();

  const shift = (): TrackedMessage => {
    const { message, bytes } = entries.shift()!;
    total -= bytes;
    return message;
  };

  const refuse = (message: TrackedMessage, code = 'outbox-full'): void => {
    const error = failure(`send "${message.type}"`, code);
    message.shared.become(code === 'expired' ? code : 'failed', error);
    // Whoever answers a refusal by sending must not be told of the refusals that causes, for ever.
    if (!telling) refused.push(error);
  };

  const update = (): void => {
    alarm(entries[0] && expire, rest());
    if (told !== (told = entries.length)) onChange();
    telling = true;
    refused.splice(0).forEach(onRefused);
    telling = false;
  };

  const expire = (): void => {
    while (rest() <= 0) refuse(shift(), 'expired');
    update();
  };

  return {
    get size() {
      return entries.length;
    },
    add(message) {
      const bytes = new TextEncoder().encode(message.frame).length;
      const full = (): boolean => entries.length >= maxCount || total + bytes > maxBytes;
      // A message that would not fit into an empty outbox must not empty it in vain.
      while (policy === 'drop-oldest' && bytes <= maxBytes && entries[0] && full()) refuse(shift());
      if (full()) {
        refuse(message);
      } else {
        total += bytes;
        entries.push({ message, bytes, since: clock.now() });
      }
      update();
      if (policy === 'reject' && message.error) throw message.error;
    },
    drain(take) {
      expire();
      while (entries[0] && take(entries[0].message)) shift();
      update();
    },
    clear(error) {
      while (entries[0]) shift().shared.become('failed', error);
      update();
    },
  };
}
