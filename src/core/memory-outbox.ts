import { createAlarm } from './alarm.js';
import type { TallyError } from './errors.js';
import { failure } from './failure.js';
import type { AckLimits, Outbox, OutboxHooks, OutboxLimits, Take } from './outbox.js';
import type { Clock } from './runtime.js';
import { type TrackedMessage, turn } from './sent-message.js';

/** An outbox in memory, with what it takes to build on it. */
export interface MemoryOutbox extends Outbox {
  /** Puts what was kept elsewhere before everything else, whatever the limits of count and bytes. */
  restore(kept: readonly Pick<Entry, 'message' | 'since'>[]): void;
  /** Stops all timers, until something is added or handed over. */
  rest(): void;
}

interface Entry {
  readonly message: TrackedMessage;
  readonly bytes: number;
  /** When it was first added, by the wall clock. */
  readonly since: number;
  /** When a connection took it, by the monotonic clock; `undefined` while it waits. */
  sentAt?: number | undefined;
  /** How often an acknowledgement was overdue. */
  overdue: number;
}

/** Makes an empty outbox in memory. */
export function createOutbox(
  { maxCount = 100, maxBytes = 262144, maxAge = 300000, policy = 'drop-oldest' }: OutboxLimits = {},
  clock: Clock,
  { onChange, onError, onOverdue }: OutboxHooks,
  { ackTimeout = 10000, ackRetries = 5 }: AckLimits = {},
): MemoryOutbox {
  const entries: Entry[] = [];
  const refused: TallyError[] = [];
  let total = 0;
  let waiting = 0;
  let told = 0;
  let telling = false;
  let take: Take | undefined;
  const ageAlarm = createAlarm(clock);
  const ackAlarm = createAlarm(clock);

  /** The oldest: what was taken over is in front, and may be younger. */
  const findOldest = (): Entry | undefined => {
    let oldest = entries[0];
    for (const entry of entries) if (entry.since < oldest!.since) oldest = entry;
    return oldest;
  };

  /** How long a message may still wait. */
  const rest = ({ since }: Entry): number => since + maxAge - clock.now();

  const mark = (entry: Entry, sentAt: number | undefined): void => {
    turn(entry.message, sentAt === undefined ? 'queued' : 'sending');
    waiting += sentAt === undefined ? 1 : -1;
    entry.sentAt = sentAt;
  };

  const drop = (entry: Entry): TrackedMessage => {
    entries.splice(entries.indexOf(entry), 1);
    total -= entry.bytes;
    if (entry.sentAt === undefined) waiting--;
    return entry.message;
  };

  const fail = ({ shared }: TrackedMessage, error: TallyError): void => {
    shared.become(error.code === 'expired' ? 'expired' : 'failed', error);
    // Whoever answers a refusal by sending must not be told of the refusals that causes, for ever.
    if (!telling) refused.push(error);
  };

  const refuse = (message: TrackedMessage, code: string): void =>
    fail(message, failure(`send "${message.type}"`, code));

  const update = (): void => {
    const oldest = findOldest();
    ageAlarm(oldest && expire, oldest && rest(oldest));
    if (entries.length > waiting && ackTimeout > 0) {
      const first = entries.reduce(
        (least, { sentAt = least }) => Math.min(least, sentAt),
        Infinity,
      );
      ackAlarm(sendAgain, first + ackTimeout - clock.monotonic());
    } else ackAlarm();
    if (told !== (told = waiting)) onChange();
    telling = true;
    refused.splice(0).forEach(onError);
    telling = false;
  };

  const throwOut = (): void => {
    for (const entry of [...entries]) if (rest(entry) <= 0) refuse(drop(entry), 'expired');
  };

  const expire = (): void => {
    throwOut();
    update();
  };

  const flush = (): void => {
    throwOut();
    for (const entry of waiting ? [...entries] : []) {
      if (entry.sentAt !== undefined) continue;
      if (!take?.(entry.message)) break;
      if (entry.message.ack) mark(entry, clock.monotonic());
      else drop(entry);
    }
    update();
  };

  const sendAgain = (): void => {
    const due = clock.monotonic() - ackTimeout;
    for (const entry of entries.filter(({ sentAt = Infinity }) => sentAt <= due)) {
      if (++entry.overdue > ackRetries) refuse(drop(entry), 'unacknowledged');
      else mark(entry, undefined);
    }
    onOverdue();
    flush();
  };

  const clear = (error: TallyError): void => {
    while (entries[0]) drop(entries[0]).shared.become('failed', error);
    update();
  };

  return {
    get size() {
      return waiting;
    },
    add(message) {
      const bytes = new TextEncoder().encode(message.frame).length;
      const full = (): boolean => entries.length >= maxCount || total + bytes > maxBytes;
      // A message that would not fit into an empty outbox must not empty it in vain.
      while (policy === 'drop-oldest' && bytes <= maxBytes && full()) {
        const oldest = entries.find(({ sentAt }) => sentAt === undefined);
        if (!oldest) break;
        refuse(drop(oldest), 'outbox-full');
      }
      if (full()) {
        refuse(message, 'outbox-full');
      } else {
        total += bytes;
        waiting++;
        entries.push({ message, bytes, since: clock.now(), overdue: 0 });
      }
      if (message.ack && take) flush();
      else update();
      if (policy === 'reject' && message.error?.code === 'outbox-full') throw message.error;
    },
    find: (id) => entries.find(({ message }) => message.id === id)?.message,
    open(to) {
      take = to;
      flush();
    },
    turned(state) {
      if (state === 'open') return;
      take = undefined;
      for (const entry of entries) if (entry.sentAt !== undefined) mark(entry, undefined);
      update();
    },
    settle(message, error) {
      drop(entries.find((entry) => entry.message === message)!);
      if (error) fail(message, error);
      else message.shared.become('delivered');
      update();
    },
    end: clear,
    clear,
    restore(kept) {
      const restored = kept.map(({ message, since }): Entry => {
        const bytes = new TextEncoder().encode(message.frame).length;
        total += bytes;
        return { message, bytes, since, overdue: 0 };
      });
      waiting += restored.length;
      entries.unshift(...restored);
      flush();
    },
    rest() {
      ageAlarm();
      ackAlarm();
    },
  };
}
