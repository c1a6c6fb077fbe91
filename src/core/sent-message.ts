import { deferred } from './deferred.js';
import type { TallyError } from './errors.js';

/**
 * How far a message got.
 *
 * `queued` waits for a connection · `sending` is handed to the socket · `delivered` the far end has
 * read it · `failed` it was refused, dropped, or may not have arrived · `expired` it waited too long.
 */
export type MessageFate = 'queued' | 'sending' | 'delivered' | 'failed' | 'expired';

/** What a sender may know of a message. */
export interface SentMessage {
  readonly id: string;
  readonly type: string;
  readonly fate: MessageFate;
  /** Why the fate is `failed` or `expired`. */
  readonly error: TallyError | undefined;
  /** Resolves with the final fate. Never rejects. */
  readonly settled: Promise<MessageFate>;
}

/** A fate that many messages share, so that following a million in flight costs one object. */
export interface SharedFate {
  fate: MessageFate;
  error: TallyError | undefined;
  /** Resolves at the first change. */
  readonly changed: Promise<void>;
  /** Changes the fate of all who share it. */
  become(fate: MessageFate, error?: TallyError): void;
}

/** A message on its way, with what its sender needs not see. */
export interface TrackedMessage extends SentMessage {
  /** The message as it goes on the wire. */
  readonly frame: string;
  /** Alone while it waits, then with the others in flight. */
  shared: SharedFate;
}

/** Makes a fate to be shared. */
export function createFate(fate: MessageFate): SharedFate {
  const { promise, resolve } = deferred<void>();
  return {
    fate,
    error: undefined,
    changed: promise,
    become(next, error) {
      this.fate = next;
      this.error = error;
      resolve();
    },
  };
}

/** Makes a message whose fate can be followed. */
export function trackMessage(id: string, type: string, frame: string): TrackedMessage {
  let settled: Promise<MessageFate> | undefined;
  return {
    id,
    type,
    frame,
    shared: createFate('queued'),
    get fate() {
      return this.shared.fate;
    },
    get error() {
      return this.shared.error;
    },
    get settled() {
      const settle = async (): Promise<MessageFate> => {
        while (/queued|sending/.test(this.fate)) await this.shared.changed;
        return this.fate;
      };
      return (settled ??= settle());
    },
  };
}
