import type { TallyError } from './errors.js';
import { failure, thrownText } from './failure.js';
import { asked, capped, changed, noList, replaced, unanswered } from './live-list.js';
import { readPush, readRows, type LiveRow, type LiveRows } from './live-row.js';

/** Whether something was asked for or came by itself. */
export type UpdateSource = 'fetch' | 'push';

export interface LiveStoreOptions {
  /** The field that tells items apart. */
  key(): string;
  /** How many items are kept. */
  cap(): number;
  /** Reads a clock that never runs backwards, in ms. */
  now(): number;
  /** What is shown has changed, or an answer has confirmed it. */
  onUpdate(source: UpdateSource, before: readonly LiveRow[]): void;
  onError(error: TallyError): void;
}

/** How many problems are kept to be shown to developers. */
const PROBLEMS_KEPT = 5;

/**
 * Keeps a list from whatever comes off the wire. What cannot be read is counted and reported, and
 * harms nothing else.
 */
export class LiveStore {
  /** How many items could not be read, and why. */
  invalid = 0;
  problems: readonly string[] = [];
  /** When something came last, as `now` reads. */
  updatedAt: number | undefined;
  readonly #options: LiveStoreOptions;
  readonly #reported = new Map<string, string>();
  #list = noList;
  #time = 0;
  #held: readonly LiveRow[] | undefined;

  constructor(options: LiveStoreOptions) {
    this.#options = options;
  }

  /** The rows to show. */
  get rows(): readonly LiveRow[] {
    return this.#held ?? this.#list.rows;
  }

  /** Whether there is more than could be kept. */
  get isFull(): boolean {
    return this.#list.isFull;
  }

  /** Whether anything has come at all. */
  get isKnown(): boolean {
    return this.#list.asOf > -Infinity || this.#list.rows.length > 0;
  }

  /** Notes that the list is asked for, and gives the moment. */
  ask(): number {
    this.#list = asked(this.#list);
    return this.#tick();
  }

  /** Prepares for items that come before the list, though they may be newer than it is. */
  expect(): void {
    if (this.#list === noList) this.#list = asked(noList);
  }

  /** Notes that no answer will come. */
  giveUp(): void {
    this.#list = unanswered(this.#list);
  }

  /** Takes a whole list as it was `age` ms ago, or as it was when it was asked for. */
  takeList(
    list: unknown,
    { age, askedAt }: { age?: number; askedAt?: number },
    source: UpdateSource,
  ): TallyError | undefined {
    const read = readRows(list, this.#options.key());
    if ('problem' in read) {
      return failure('read the list', 'malformed-list', '', undefined, read.problem);
    }
    this.#note([]);
    this.#replace(read, askedAt ?? this.#tick() - (age ?? 0), source);
    return undefined;
  }

  /**
   * Takes what was pushed `age` ms ago.
   *
   * @param key The key of the only item that it is about, if that is known.
   */
  takePush(payload: unknown, age = 0, key?: string): void {
    const time = this.#tick() - age;
    try {
      const read = readPush(payload, this.#options.key(), key);
      if ('problem' in read) return this.#refuse(read.problem);
      if ('rows' in read) return this.#replace(read, time, 'push');
      const before = this.#list.rows;
      this.#list = changed(this.#list, read, time, this.#options.cap());
      this.#updated('push', before);
    } catch (error) {
      // A page may publish what throws when it is read.
      this.#refuse(`It cannot be read (${thrownText(error)}). Send plain data.`);
    }
  }

  /** Lets go of what is beyond the cap. */
  trim(): void {
    this.#list = capped(this.#list, this.#options.cap());
  }

  /** Keeps what is pushed out of sight. */
  hold(): void {
    if (this.#held) return;
    this.#held = this.#list.rows;
    this.giveUp();
  }

  /** Shows what was pushed out of sight. */
  release(): void {
    const before = this.#held;
    this.#held = undefined;
    if (before && before !== this.#list.rows) this.#options.onUpdate('push', before);
  }

  /** Begins afresh. */
  forget(): void {
    this.#list = noList;
    this.updatedAt = undefined;
    this.#reported.clear();
    this.#note([]);
  }

  /** A reading of the clock that no two events share. */
  #tick(): number {
    return (this.#time = Math.max(this.#options.now(), this.#time + 0.001));
  }

  #replace({ rows, invalid, duplicates }: LiveRows, time: number, source: UpdateSource): void {
    const before = this.rows;
    const list = replaced(this.#list, rows, time, this.#options.cap());
    // Another list that comes while an answer travels leaves that still to come.
    this.#list = source === 'fetch' ? unanswered(list) : list;
    if (this.#held && source === 'fetch') this.#held = this.#list.rows;
    if (invalid.length > 0) this.#note(invalid);
    this.#report('invalid-item', invalid, `show ${invalid.length} of the items`);
    this.#report('duplicate-key', duplicates, 'tell items apart');
    this.#updated(source, before);
  }

  #updated(source: UpdateSource, before: readonly LiveRow[]): void {
    this.updatedAt = this.#options.now();
    const isNews = source === 'fetch' || (!this.#held && before !== this.#list.rows);
    if (isNews) this.#options.onUpdate(source, before);
  }

  #refuse(problem: string): void {
    this.#note([...this.problems, problem], this.invalid + 1);
    this.#options.onError(failure('take a push', 'invalid-push', '', undefined, problem));
  }

  /** Reports what is wrong with a list, unless the same was wrong with the one before. */
  #report(code: string, [first]: readonly string[], action: string): void {
    const { message } = failure(action, code, '', undefined, first);
    const isNew = this.#reported.get(code) !== message;
    this.#reported.set(code, message);
    if (first !== undefined && isNew) {
      this.#options.onError(failure(action, code, '', undefined, first));
    }
  }

  #note(problems: readonly string[], count = problems.length): void {
    this.invalid = count;
    this.problems = problems.slice(-PROBLEMS_KEPT);
  }
}
