import type { Collaborator } from '../../documents/collaborator.js';

/** How long who comes and goes is collected, in ms: who reloads has not left. */
const COLLECT_FOR = 1000;
/** The shortest time between two sentences on who is where, in ms. */
const PLACE_EVERY = 10_000;

interface Named {
  readonly name: string;
}

/** Where somebody is; lines count from 0. */
interface Place extends Named {
  readonly line: number;
}

/** What is to be said now of the others. */
export interface News {
  readonly joined: readonly Named[];
  readonly left: readonly Named[];
  /** Whether nobody has been told of before. */
  readonly isFirst: boolean;
  /** Who is on another line than when last told, and on which. */
  readonly moved: readonly Place[];
  /** In how many ms there may be more to say. */
  readonly due: number;
}

const NOTHING = { joined: [], left: [], isFirst: false, moved: [] };

/** Keeps account of what was said of who is here and where. */
export class PeopleNews {
  #said = new Map<string, string>();
  readonly #places = new Map<string, number>();
  #isFirst = true;
  #changedAt: number | undefined;
  #placedAt = -Infinity;

  /** Takes who is here now, and tells what is to be said at once. */
  hear(people: readonly Collaborator[], lineOf: (position: number) => number, now: number): News {
    const present = new Map(people.map(({ userId, name }) => [userId, name]));
    const joined = namesOf(present, this.#said);
    const left = namesOf(this.#said, present);
    if (joined.length + left.length === 0) {
      this.#changedAt = undefined;
      return this.#hearPlaces(people, lineOf, now);
    }
    this.#changedAt ??= now;
    const rest = this.#changedAt + COLLECT_FOR - now;
    if (rest > 0) return { ...NOTHING, due: rest };
    const isFirst = this.#isFirst;
    this.#said = present;
    this.#isFirst = false;
    this.#changedAt = undefined;
    return { ...NOTHING, joined, left, isFirst, due: COLLECT_FOR };
  }

  #hearPlaces(
    people: readonly Collaborator[],
    lineOf: (position: number) => number,
    now: number,
  ): News {
    const places = new Map<string, Place>();
    for (const { userId, name, selection } of people) {
      if (selection && !places.has(userId))
        places.set(userId, { name, line: lineOf(selection.head) });
    }
    for (const id of this.#places.keys()) if (!places.has(id)) this.#places.delete(id);
    const moved = [...places].filter(([id, { line }]) => this.#places.get(id) !== line);
    if (moved.length === 0) return { ...NOTHING, due: Infinity };
    const rest = this.#placedAt + PLACE_EVERY - now;
    if (rest > 0) return { ...NOTHING, due: rest };
    this.#placedAt = now;
    for (const [id, { line }] of moved) this.#places.set(id, line);
    return { ...NOTHING, moved: moved.map(([, place]) => place), due: Infinity };
  }
}

/** Names those of some who are not among others. */
function namesOf(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): Named[] {
  return [...some].filter(([id]) => !others.has(id)).map(([, name]) => ({ name }));
}
