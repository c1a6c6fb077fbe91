import { createAlarm } from './alarm.js';
import type { WireMessage } from './envelope.js';
import type { MessageSource } from './message-source.js';
import type { Clock } from './runtime.js';

/** Messages that are missing, by `seq`, both ends included. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Why what a component has put together from the stream is no longer whole. */
export interface StreamReset {
  /** `lost`: a gap stayed open. `restarted`: the server counts from the beginning again. */
  readonly reason: 'lost' | 'restarted';
  /** The gap that stayed open. */
  readonly gap?: Gap | undefined;
}

/** What a sequencer tells: a `gap`, and later that it `recovered` or that there is a `reset`. */
export interface SequenceTurns {
  gap: Gap;
  recovered: Gap;
  reset: StreamReset;
}

/** The client whose messages are put in order. On it the turns are events. */
export type SequencedClient = Pick<MessageSource, 'on' | 'send'> &
  Pick<EventTarget, 'dispatchEvent'>;

/**
 * Makes the sequencer of one client: the function that takes its messages as they arrive.
 *
 * @param deliver Takes the messages in their order; one without `seq` at once.
 */
export type Sequence = (
  client: SequencedClient,
  clock: Clock,
  deliver: (message: WireMessage) => void,
) => (message: WireMessage) => void;

/** How patient a sequencer is. All times are ms. */
export interface SequencerOptions {
  /** How long a message may be overtaken by later ones. Default 250. */
  readonly wait?: number | undefined;
  /** How many later ones may overtake it in that time. Default 100. */
  readonly window?: number | undefined;
  /** How long the server may take to send what is missing. Default 5000. */
  readonly patience?: number | undefined;
  /** The most messages held back meanwhile, and remembered as delivered. Default 1000. */
  readonly maxHeld?: number | undefined;
  /** The `seq` of the last message known from before; by default the stream begins with what comes. */
  readonly after?: number | undefined;
  /** The `epoch` of that message: in another one the server has begun anew. */
  readonly epoch?: WireMessage['epoch'];
}

/**
 * Delivers messages once each and in the order of their `seq`: `{ sequence: sequencer() }`.
 *
 * Doubles are dropped. A message overtaken by more than `window` others, or for longer than `wait`,
 * is missing: the `gap` is told, and `resume(after)` asks the server for what came after the last one
 * delivered. When it has come the gap has `recovered`; after `patience`, or with `maxHeld` messages
 * held back, a `reset` says that it never will, and the stream goes on behind it. It also says that
 * the server began anew: another `epoch`, or another message (by `id`, else `timestamp`) under a
 * `seq` that is taken, or one so far back that nobody remembers it. After every reconnect the server is asked for what was missed.
 */
export function sequencer({
  wait = 250,
  window = 100,
  patience = 5000,
  maxHeld = 1000,
  after,
  epoch: knownEpoch,
}: SequencerOptions = {}): Sequence {
  return (client, clock, deliver) => {
    const alarm = createAlarm(clock);
    const held = new Map<number, WireMessage>();
    /** What the last `maxHeld` delivered messages were, by `seq` modulo `maxHeld`. */
    let delivered: { readonly seq: number; readonly name: unknown }[] = [];
    let last = after;
    let first = (after ?? 0) + 1;
    let joinedAt = clock.monotonic();
    let epoch = knownEpoch;
    let pastEpoch: WireMessage['epoch'];
    let gap: Gap | undefined;
    let online = false;
    let awaited: number | undefined;

    const tell = <Type extends keyof SequenceTurns>(
      type: Type,
      fields: SequenceTurns[Type],
    ): void => void client.dispatchEvent(Object.assign(new Event(type), fields));

    const resume = (): void => {
      if (!online || last === undefined) return;
      try {
        client.send('resume', { after: last });
      } catch {
        // A client that only listens asks its server in its own way.
      }
    };

    const join = (seq: number): void => {
      first = seq;
      last = seq - 1;
      joinedAt = clock.monotonic();
    };

    const release = (): void => {
      for (let next; (next = held.get(last! + 1));) {
        held.delete(++last!);
        delivered[last! % maxHeld] = { seq: last!, name: nameOf(next) };
        deliver(next);
        if (gap && last! >= gap.to) {
          const closed = gap;
          gap = undefined;
          tell('recovered', closed);
        }
      }
      watch();
    };

    /** Sees to it that a hole in front of what is held does not stay for ever. */
    const watch = (): void => {
      if (!online || !held.size) awaited = void alarm();
      else if (held.size >= maxHeld) giveUp();
      else if (!gap && held.size > window) report();
      else if (awaited !== (gap?.from ?? last! + 1)) {
        awaited = gap?.from ?? last! + 1;
        alarm(gap ? giveUp : report, gap ? patience : wait);
      }
    };

    const hole = (): Gap => {
      let lowest = Infinity;
      for (const seq of held.keys()) lowest = Math.min(lowest, seq);
      return { from: last! + 1, to: lowest - 1 };
    };

    const report = (): void => {
      gap = hole();
      awaited = undefined;
      tell('gap', gap);
      resume();
      watch();
    };

    const giveUp = (): void => {
      const lost = hole();
      if (!gap) tell('gap', lost);
      gap = awaited = undefined;
      tell('reset', { reason: 'lost', gap: lost });
      last = lost.to;
      release();
    };

    const restart = (seq: number): void => {
      const rest = [...held.values()].sort((a, b) => a.seq! - b.seq!);
      held.clear();
      delivered = [];
      gap = awaited = undefined;
      join(seq);
      rest.forEach(deliver);
      tell('reset', { reason: 'restarted' });
    };

    /** Tells whether a message from the past is none: the server counts from the beginning again. */
    const begunAnew = (seq: number, message: WireMessage): boolean => {
      const known = delivered[seq % maxHeld];
      if (epoch !== undefined) return false;
      if (seq <= last! - maxHeld) return true;
      if (known?.seq === seq) return known.name !== nameOf(message);
      // Overtaken while the stream was joined, or late for a gap that was given up.
      return seq < first && clock.monotonic() - joinedAt > wait;
    };

    client.on('connected', () => {
      online = true;
      // Stragglers don't cross connections: whoever speaks of an old epoch now is back in it.
      pastEpoch = undefined;
      watch();
      // After what the other handlers send: the server may have to be told first who joins what.
      void Promise.resolve().then(resume);
    });
    client.on('disconnected', () => {
      online = false;
      watch();
    });

    return (message) => {
      const { seq = 0, epoch: life = epoch } = message;
      if (!Number.isSafeInteger(seq) || seq < 1) return deliver(message);
      if (last === undefined) join(seq);
      else if (epoch !== undefined && life !== epoch) {
        if (life === pastEpoch) return;
        pastEpoch = epoch;
        restart(seq);
      } else if (seq <= last) {
        if (!begunAnew(seq, message)) return;
        restart(seq);
      }
      epoch = life;
      if (!held.has(seq)) held.set(seq, message);
      release();
    };
  };
}

function nameOf({ id, timestamp }: WireMessage): unknown {
  return id ?? timestamp;
}
