import type { LiveRow } from '../../core/live-row.js';
import type { PanLiveDataStrings } from './pan-live-data.strings.js';

/** Counts what came and went since it was last said. */
export class LiveNews {
  #added = 0;
  #removed = 0;
  #isFirst = true;

  /** Notes a change. Gives the keys of what came, and whether there is anything to say. */
  note(
    before: readonly LiveRow[],
    after: readonly LiveRow[],
  ): { readonly added: readonly string[]; readonly isNews: boolean } {
    const added = missingIn(before, after);
    const removed = missingIn(after, before);
    this.#added += added.length;
    this.#removed += removed.length;
    return { added, isNews: this.#isFirst || added.length + removed.length > 0 };
  }

  /** Puts it into words, and begins afresh. */
  say(count: number, words: PanLiveDataStrings): string {
    const [added, removed, isFirst] = [this.#added, this.#removed, this.#isFirst];
    this.#added = this.#removed = 0;
    this.#isFirst = false;
    if (count === 0) return words.empty;
    return isFirst ? words.items(count) : words.news(added, removed, count);
  }
}

function missingIn(some: readonly LiveRow[], others: readonly LiveRow[]): string[] {
  const keys = new Set(some.map(({ key }) => key));
  return others.map(({ key }) => key).filter((key) => !keys.has(key));
}
