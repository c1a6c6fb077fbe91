import { faceOf, type Face } from './face.js';
import { nameOf } from './presence-sign.js';
import type { PresenceStatus, PresentUser } from './presence.js';

/** Somebody to be shown, present or just gone. Never changed, only replaced. */
export interface Person extends Face {
  readonly userId: string;
  /** Plain text of at most 80 characters; empty if there is nothing to be seen. */
  readonly name: string;
  readonly status: PresenceStatus | 'offline';
  /** How many tabs and devices they have. */
  readonly sessions: number;
  /** When they went, by the monotonic clock; `undefined` for who is present. */
  readonly leftAt: number | undefined;
}

/** How many of those who have gone are kept, however short the time in which they went. */
const MOST_OFFLINE = 100;

/** Remembers who is there, in the order in which they came, and for a while who was. */
export class People {
  #people = new Map<string, Person>();

  get list(): readonly Person[] {
    return [...this.#people.values()];
  }

  get size(): number {
    return this.#people.size;
  }

  get(userId: string): Person | undefined {
    return this.#people.get(userId);
  }

  /**
   * Takes over who is present now; those who are missing become offline.
   *
   * @param locale Whose upper case counts.
   */
  update(users: readonly PresentUser[], now: number, locale?: string): void {
    const before = this.#people;
    const present = new Map(users.map((user) => [user.userId, user]));
    this.#people = new Map();
    for (const [userId, known] of before) {
      const user = present.get(userId);
      this.#people.set(userId, user ? described(user, known, locale) : offline(known, now));
    }
    for (const user of users) {
      if (before.has(user.userId)) continue;
      this.#people.set(user.userId, described(user, undefined, locale));
    }
  }

  /** Forgets who has been offline for `keep` ms. Returns in how many ms somebody else will be. */
  expire(now: number, keep: number): number {
    const gone = this.list.filter(({ leftAt }) => leftAt !== undefined);
    gone.sort((a, b) => a.leftAt! - b.leftAt!);
    const kept = gone.slice(-MOST_OFFLINE).filter(({ leftAt }) => leftAt! + keep > now);
    for (const { userId } of gone.slice(0, gone.length - kept.length)) this.#people.delete(userId);
    return kept.length > 0 ? kept[0]!.leftAt! + keep - now : Infinity;
  }

  clear(): void {
    this.#people.clear();
  }
}

/**
 * Chooses who is shown where there is room for `most`: who is online before who is away, and those
 * before who has gone. The chosen keep the order in which they came, so that nobody jumps about.
 */
export function chooseFaces(people: readonly Person[], most: number): readonly Person[] {
  if (people.length <= most) return people;
  const ranks = ['online', 'away', 'offline'] as const;
  const ranked = ranks.flatMap((rank) => people.filter(({ status }) => status === rank));
  const chosen = new Set(ranked.slice(0, most));
  return people.filter((person) => chosen.has(person));
}

function described(user: PresentUser, known: Person | undefined, locale?: string): Person {
  const { userId, status, sessions } = user;
  const name = user.name ?? nameOf(userId) ?? '';
  const { initial, colour } = faceOf(userId, name, user.color, locale);
  const isSame =
    known?.status === status &&
    known.sessions === sessions &&
    known.name === name &&
    known.colour.light === colour.light &&
    known.colour.dark === colour.dark;
  if (isSame) return known;
  return { userId, name, initial, colour, status, sessions, leftAt: undefined };
}

function offline(known: Person, now: number): Person {
  if (known.status === 'offline') return known;
  return { ...known, status: 'offline', sessions: 0, leftAt: now };
}
