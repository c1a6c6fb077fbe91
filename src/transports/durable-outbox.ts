import { createAlarm } from '../core/alarm.js';
import { failure, thrownText } from '../core/failure.js';
import { createOutbox } from '../core/memory-outbox.js';
import type { OutboxLimits, OutboxMaker, Take } from '../core/outbox.js';
import { isUnderWay, trackMessage, type TrackedMessage } from '../core/sent-message.js';
import { createOutboxJournal } from './outbox-journal.js';

/** How long messages wait for what earlier pages left to be read, in ms. */
const PATIENCE = 3000;

/** How a durable outbox behaves. */
export interface DurableOutboxOptions extends OutboxLimits {
  /**
   * Which outbox it is: pages and tabs of one origin that use the same name send each other's
   * messages when one is gone. Put the user's id into it where several may use one browser.
   */
  readonly name: string;
  /** The most messages kept. Default 50. */
  readonly maxCount?: number | undefined;
  /** How long a message may wait, in ms. Default 172800000: two days. */
  readonly maxAge?: number | undefined;
}

/**
 * Makes an outbox that outlives the page, in IndexedDB: for the option `outbox` of a
 * `WebSocketClient`.
 *
 * What waits when a page goes is sent by the next one, or by another tab, in its order and under its
 * ids. A message to be acknowledged stays until it is. Where nothing can be kept the client fires an
 * `error` with the code `outbox-not-kept`, and messages wait in memory.
 */
export function durableOutbox({
  name,
  maxCount = 50,
  maxBytes = 262144,
  maxAge = 172_800_000,
  policy,
}: DurableOutboxOptions): OutboxMaker {
  return (runtime, hooks, acks) => {
    const { clock } = runtime;
    const patience = createAlarm(clock);
    const memory = createOutbox({ maxCount, maxBytes, maxAge, policy }, clock, hooks, acks);
    let take: Take | undefined;
    let isUp = false;
    let isReady = false;

    const notKept = (why: string): void =>
      hooks.onError(
        failure(
          `keep the outbox "${name}"`,
          'outbox-not-kept',
          why,
          undefined,
          'Messages wait in memory, and are lost with the page.',
        ),
      );

    const journal = createOutboxJournal(name, maxBytes, runtime, {
      onFound(records) {
        const kept = records.map(({ id, type, frame, ack, since }) => ({
          message: followed(trackMessage(id, type, frame, ack)),
          since,
        }));
        memory.restore(kept);
      },
      onTaken(id) {
        const message = memory.find(id);
        const remedy = 'Nothing has to be done.';
        const error =
          message &&
          failure(`follow "${message.type}"`, 'taken-over', 'by another tab', undefined, remedy);
        if (message) memory.settle(message, error);
      },
      onBroken: () =>
        hooks.onError(
          failure(
            `read the outbox "${name}"`,
            'unreadable-record',
            'it is no message',
            undefined,
            'It has been removed; look for who else writes there.',
          ),
        ),
      onFail: (error) => notKept(thrownText(error).slice(0, 200)),
    });

    const followed = (message: TrackedMessage): TrackedMessage => {
      void message.settled.then(() => journal.forget(message.id));
      return message;
    };

    /** A message that nobody acknowledges has left the outbox when the socket has it. */
    const takeForGood = (message: TrackedMessage): boolean => {
      const isTaken = !!take?.(message);
      if (isTaken && !message.ack) journal.forget(message.id);
      return isTaken;
    };

    const start = (): void => {
      isReady = true;
      patience();
      if (take) memory.open(takeForGood);
    };

    const begin = async (): Promise<void> => {
      isUp = true;
      patience(() => {
        notKept(`it takes more than ${PATIENCE} ms to open`);
        start();
      }, PATIENCE);
      await journal.open();
      if (isUp && !isReady) start();
    };

    return {
      ...memory,
      get size() {
        return memory.size;
      },
      get holds() {
        return !!take && !isReady && memory.size > 0;
      },
      add(message) {
        const since = clock.now();
        memory.add(message);
        if (!isUnderWay(message) || !memory.find(message.id)) return;
        const { id, type, frame, ack } = message;
        journal.keep({ id, type, frame, ack, since });
        followed(message);
      },
      open(to) {
        take = to;
        if (isReady) memory.open(takeForGood);
      },
      turned(state) {
        if (state !== 'open') take = undefined;
        memory.turned(state);
        if (!/idle|closed|failed/.test(state)) {
          if (!isUp) void begin();
        } else if (isUp) {
          isUp = isReady = false;
          patience();
          journal.rest();
        }
      },
      end() {
        memory.rest();
      },
    };
  };
}
