import { type Alarm, createAlarm } from '../core/alarm.js';
import { nameOfValue } from '../core/wire-text.js';
import { readIdentity } from './collaborator.js';
import { documentFailure } from './document-failure.js';
import { readCursor } from './plain-messages.js';
import { tieSelection } from './positions.js';
import type { WireHost } from './wire.js';

/** How long after a text somebody counts as typing, in ms. */
const TYPING_FOR = 2000;

/** Follows who has come and gone by the messages of the plain protocol. */
export class PlainPeople {
  readonly #host: WireHost;
  readonly #typing = new Map<string, Alarm>();
  readonly #keys = new Set<string>();

  constructor(host: WireHost) {
    this.#host = host;
  }

  joined(payload: unknown): void {
    const { userId, cursor } = (payload ?? {}) as Record<string, unknown>;
    const key = keyOf(userId);
    if (!key) {
      const why = `"userId" is ${nameOfValue(userId)}`;
      this.#host.invalid(documentFailure('meet somebody', 'malformed-message', why));
      return;
    }
    const { people } = this.#host;
    const selection = this.#selection(cursor);
    people.set(key, { ...readIdentity(payload, key), selection, typing: false });
    // Whoever there is no room for is not remembered either.
    if (people.get(key)) this.#keys.add(key);
  }

  left(payload: unknown): void {
    const { userId } = (payload ?? {}) as Record<string, unknown>;
    this.#remove(keyOf(userId));
  }

  /** Notes that somebody sent a text. Where the server does not say who, only one can be meant. */
  wrote(userId: unknown, cursor: unknown, isTyping: boolean): void {
    const key = keyOf(userId) || (this.#keys.size === 1 ? [...this.#keys][0]! : '');
    const known = this.#host.people.get(key);
    if (!known) return;
    const selection = this.#selection(cursor) ?? known.selection;
    this.#host.people.set(key, { ...known, selection, typing: known.typing || isTyping });
    if (!isTyping) return;
    const rest = this.#typing.get(key) ?? createAlarm(this.#host.runtime.clock);
    this.#typing.set(key, rest);
    rest(() => {
      const now = this.#host.people.get(key);
      if (now) this.#host.people.set(key, { ...now, typing: false });
    }, TYPING_FOR);
  }

  /** Forgets everybody: they are told of again after a join. */
  clear(): void {
    for (const key of this.#keys) this.#remove(key);
  }

  #remove(key: string): void {
    this.#typing.get(key)?.();
    this.#typing.delete(key);
    this.#keys.delete(key);
    this.#host.people.remove(key);
  }

  #selection(cursor: unknown): ReturnType<typeof tieSelection> | undefined {
    const { source } = this.#host;
    const place = readCursor(cursor, source.length);
    return place && tieSelection(source, place.anchor, place.head);
  }
}

function keyOf(userId: unknown): string {
  const isId = typeof userId === 'string' || typeof userId === 'number';
  return isId && userId !== '' ? `user ${String(userId).slice(0, 256)}` : '';
}
