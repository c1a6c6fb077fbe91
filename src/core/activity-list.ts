import { saysTheSame, type Activity } from './activity.js';

/** One row of a feed: an activity, or several that are told as one. Never changed, only replaced. */
export interface ActivityRow {
  /** Tells rows apart. Made here and not off the wire, so that it may be part of an id in markup. */
  readonly key: string;
  /** The newest first; at least one. */
  readonly activities: readonly Activity[];
}

/** More than this are never told as one. */
const MOST_IN_ROW = 100;

/** Where in the list an activity goes among others of the same time. */
export type Side = 'above' | 'below';

/**
 * Keeps activities in the order of their times, one per id, and folds what somebody does again and
 * again into one row. The oldest go when the cap is reached.
 *
 * Inside, the oldest come first: then news is added at the end, and costs the same however long the
 * list is.
 */
export class ActivityList {
  cap: number;
  readonly #activities: Activity[] = [];
  readonly #ids = new Map<string, Activity>();
  readonly #keys = new WeakMap<Activity, string>();
  #foldWindow = 0;
  #keyCount = 0;
  #folded: ActivityRow[] = [];
  /** How many activities are in rows, and up to which the rows still hold. */
  #foldedCount = 0;
  #validCount = 0;
  #rows: readonly ActivityRow[] = [];
  #isStale = false;

  constructor(cap = 100) {
    this.cap = cap;
  }

  /** How long, in ms, somebody may pause and still go on in the same row. 0 folds nothing. */
  get foldWindow(): number {
    return this.#foldWindow;
  }

  set foldWindow(value: number) {
    if (value === this.#foldWindow) return;
    this.#foldWindow = value;
    this.#validCount = 0;
    this.#isStale = true;
  }

  get size(): number {
    return this.#activities.length;
  }

  get newest(): Activity | undefined {
    return this.#activities.at(-1);
  }

  get oldest(): Activity | undefined {
    return this.#activities[0];
  }

  /** All activities, the oldest first. */
  get activities(): readonly Activity[] {
    return this.#activities;
  }

  /** The rows, newest first: the same array until something changes. */
  get rows(): readonly ActivityRow[] {
    if (this.#isStale) {
      this.#isStale = false;
      this.#fold();
      this.#rows = [...this.#folded].reverse();
    }
    return this.#rows;
  }

  get(id: string): Activity | undefined {
    return this.#ids.get(id);
  }

  /** Whether an activity tells something: one whose id is known must be newer, and say else. */
  isNews(activity: Activity): boolean {
    const known = this.#ids.get(activity.id);
    return !known || (activity.timestamp > known.timestamp && !saysTheSame(activity, known));
  }

  /** Adds an activity where its time puts it. Says whether it was news. */
  add(activity: Activity, side: Side = 'above'): boolean {
    if (!this.isNews(activity)) return false;
    const known = this.#ids.get(activity.id);
    if (known) this.#remove(known);
    const index = this.#placeOf(activity, side);
    this.#activities.splice(index, 0, activity);
    this.#ids.set(activity.id, activity);
    this.#validCount = Math.min(this.#validCount, index);
    this.#isStale = true;
    return true;
  }

  /** Removes the oldest beyond the cap, and returns them. A cap that is no number removes nothing. */
  evict(): readonly Activity[] {
    const excess = this.size - Math.max(0, this.cap);
    if (!(excess > 0)) return [];
    const evicted = this.#activities.splice(0, excess);
    for (const { id } of evicted) this.#ids.delete(id);
    this.#validCount = Math.max(0, this.#validCount - excess);
    this.#unfold(Math.min(excess, this.#foldedCount));
    this.#isStale = true;
    return evicted;
  }

  clear(): void {
    this.#activities.length = 0;
    this.#ids.clear();
    this.#folded = [];
    this.#rows = [];
    this.#foldedCount = this.#validCount = 0;
  }

  #remove(activity: Activity): void {
    const index = this.#activities.lastIndexOf(activity);
    this.#activities.splice(index, 1);
    this.#validCount = Math.min(this.#validCount, index);
  }

  #placeOf(activity: Activity, side: Side): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(this.#activities[middle]!, activity);
      if (order < 0 || (order === 0 && side === 'above')) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Takes the oldest `count` activities out of their rows. */
  #unfold(count: number): void {
    this.#foldedCount -= count;
    let rows = 0;
    let left = count;
    for (
      let row = this.#folded[0];
      row && row.activities.length <= left;
      row = this.#folded[rows]
    ) {
      left -= row.activities.length;
      rows++;
    }
    this.#folded.splice(0, rows);
    const [first] = this.#folded;
    if (!first || left === 0) return;
    this.#folded[0] = { ...first, activities: first.activities.slice(0, -left) };
  }

  /** Brings the rows up to date, from the first that does not hold any more. */
  #fold(): void {
    const rows = this.#folded;
    while (this.#foldedCount > this.#validCount) {
      this.#foldedCount -= rows.pop()?.activities.length ?? this.#foldedCount;
    }
    const last = rows.pop();
    let members = last ? [...last.activities].reverse() : [];
    let key = last?.key ?? '';
    const close = (): void => {
      const [first, ...more] = members;
      if (!first) return;
      const isSame = members.length === last?.activities.length && key === last.key;
      const activities = more.length > 0 ? members.reverse() : members;
      rows.push(isSame ? last : { key: key || this.#keyOf(first), activities });
    };
    for (const activity of this.#activities.slice(this.#foldedCount)) {
      const before = members.at(-1);
      if (before && (members.length === MOST_IN_ROW || !this.#goesOn(before, activity))) {
        close();
        members = [];
        key = '';
      }
      members.push(activity);
    }
    close();
    this.#foldedCount = this.#validCount = this.size;
  }

  #goesOn(before: Activity, { userId, action, timestamp }: Activity): boolean {
    return (
      userId !== '' &&
      before.userId === userId &&
      before.action === action &&
      timestamp - before.timestamp < this.#foldWindow
    );
  }

  #keyOf(activity: Activity): string {
    const key = this.#keys.get(activity) ?? `row-${++this.#keyCount}`;
    this.#keys.set(activity, key);
    return key;
  }
}

function compare(a: Activity, b: Activity): number {
  return a.timestamp - b.timestamp || a.sentAt - b.sentAt;
}
