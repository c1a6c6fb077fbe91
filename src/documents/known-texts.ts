import { nameOfText, type PlainUpdate } from './plain-messages.js';
import { applyChanges, rebase, type TextChange } from './text-change.js';
import { diffTexts } from './text-diff.js';

/** How long a text that was sent may go unread, in ms; after that everybody has read it. */
const READ_AFTER = 5000;

/** What the text would be now if others had seen one's own edits only up to a certain one. */
interface Version {
  readonly text: string;
  /** The names of the texts that were sent or came with just these of one's own edits in them. */
  readonly names: ReadonlySet<string>;
  /** When it was sent; `Infinity` while it has to be sent again. */
  readonly sentAt: number;
  /** Whether it was sent from here. */
  readonly isOwn: boolean;
}

/** A text that came, with its name and that of the text its sender had read. */
type Readable = Pick<PlainUpdate, 'content' | 'name' | 'basedOn'>;

/** What has to be done about a text that came. */
export interface Merge {
  /** What the text here has to become: changes to the text that was given. */
  readonly changes: readonly TextChange[];
  /** Whether the sender had not seen the last text sent from here: then it has to be told again. */
  readonly isBehind: boolean;
}

/**
 * Finds out which of one's own edits a whole text has in it, and merges it with the others.
 *
 * A text that comes is complete but for what its sender had not read yet. So everybody answers for
 * their own words: what a text lacks of one's own is put into it again, the rest is taken as it is.
 * What the sender had read is told by `basedOn`, the name of the text that it had read last;
 * where that is missing, it had read what it has every new word of.
 */
export class KnownTexts {
  #versions: readonly Version[];

  /** @param text What both sides know from the beginning. */
  constructor(text: string) {
    this.#versions = [version(text, nameOfText(text), -Infinity, false)];
  }

  /** What both sides certainly know. */
  get base(): string {
    return this.#versions[0]!.text;
  }

  /** Notes that `text` was sent under a name. */
  sent(text: string, name: string, now: number): void {
    this.#expire(now);
    const sent = this.#versions.map((known) =>
      isUnread(known) ? { ...known, sentAt: now } : known,
    );
    this.#versions = [...sent, version(text, name, now, true)];
  }

  /** Starts the time anew in which what was sent may be read: there was no connection. */
  renew(now: number): void {
    this.#versions = this.#versions.map((known) => ({ ...known, sentAt: now }));
  }

  /** Merges a text that came into the one that is here. */
  merge({ content: theirs, name, basedOn }: Readable, mine: string, now: number): Merge {
    this.#expire(now);
    const [at, base] = this.#findBase(theirs, mine, basedOn);
    const remote = diffTexts(base, theirs);
    const isRead = this.#versions[at]?.isOwn === true;
    this.#versions = this.#versions.map(({ text, names, sentAt, isOwn }, index) => ({
      isOwn,
      text:
        index < at
          ? without(theirs, base, diffTexts(base, text), remote)
          : applyChanges(theirs, rebase(diffTexts(base, text), remote)),
      names: index === at ? new Set([...names, name]) : names,
      // What is not in the latest text has to be sent again, and nobody reads it before.
      sentAt: index > at ? Infinity : isRead ? Math.min(sentAt, now) : sentAt,
    }));
    // Also who has the same text as here may yet read what was sent before.
    const isBehind = this.#versions.some(isUnread);
    // Nobody can have read more than was sent, except that it was written there as well.
    if (at === this.#versions.length)
      this.#versions = [...this.#versions, version(theirs, name, now, false)];
    return { changes: rebase(remote, diffTexts(base, mine), 'before'), isBehind };
  }

  /**
   * Notes that it is certain what a merge had to make: what is different from what was made of it here
   * comes from others, and they answer for it.
   */
  correct(merged: string, certain: string): void {
    const changes = diffTexts(merged, certain);
    if (changes.length === 0) return;
    this.#versions = this.#versions.map((known) => ({
      ...known,
      text: applyChanges(known.text, rebase(changes, diffTexts(merged, known.text))),
    }));
  }

  /**
   * Keeps whatever is in either text: the end of a dispute in which somebody puts in again and again
   * what somebody else takes out. Whoever unites the same two texts gets the same.
   */
  unite({ content: theirs, name }: Readable, mine: string, now: number): Merge {
    const [first, second] = theirs < mine ? [theirs, mine] : [mine, theirs];
    const more = diffTexts(first, second).map(({ to, insert }) => ({ from: to, to, insert }));
    const united = applyChanges(first, more);
    this.#versions = [version(theirs, name, now, false)];
    return { changes: diffTexts(mine, united), isBehind: united !== theirs };
  }

  #expire(now: number): void {
    const first = this.#versions.findLastIndex(({ sentAt }) => now - sentAt >= READ_AFTER);
    if (first > 0) this.#versions = this.#versions.slice(first);
  }

  #findBase(theirs: string, mine: string, basedOn: string | undefined): [number, string] {
    const told = this.#versions.findLastIndex(
      ({ names }) => basedOn !== undefined && names.has(basedOn),
    );
    if (told >= 0) return [told, this.#versions[told]!.text];
    const texts = [...this.#versions.map(({ text }) => text), mine];
    const same = texts.lastIndexOf(theirs);
    if (same >= 0) return [same, theirs];
    let at = texts.length - 1;
    while (at > 0 && !hasRead(theirs, texts, at)) at--;
    // Two texts that cross have all words of each other, but not in the same order.
    while (at > 0 && texts[at - 1] === texts[at]) at--;
    return [at, texts[at]!];
  }
}

/**
 * Whether a text has all words in it, letter by letter, that version `at` has and the first has not,
 * and none that this version has deleted.
 */
function hasRead(theirs: string, texts: readonly string[], at: number): boolean {
  const [base, before, mine] = [texts[0]!, texts[at - 1]!, texts[at]!];
  const remote = slid(base, diffTexts(base, theirs));
  const has = (word: string): boolean =>
    word !== '' && remote.some(({ insert }) => insert.includes(word));
  const words = slid(base, diffTexts(base, mine)).filter(({ insert }) => insert);
  const deleted = diffTexts(before, mine).map(({ from, to }) => before.slice(from, to));
  return words.length > 0 && words.every(({ insert }) => has(insert)) && !deleted.some(has);
}

/**
 * Moves what is inserted as far to the front as it makes the same text: between the same words, `the `
 * is inserted or ` the`.
 */
function slid(text: string, changes: readonly TextChange[]): TextChange[] {
  let end = 0;
  return changes.map(({ from, to, insert }) => {
    let steps = 0;
    const { length } = insert;
    const isFree = from === to && length > 0;
    while (isFree && from - steps > end) {
      const last = insert[(length - 1 - (steps % length) + length) % length];
      if (text[from - steps - 1] !== last) break;
      steps++;
    }
    end = to;
    const turn = steps % (length || 1);
    return {
      from: from - steps,
      to: to - steps,
      insert: insert.slice(length - turn) + insert.slice(0, length - turn),
    };
  });
}

/** Takes back what `ours` take back in `base`, also if others have moved that word by word. */
function without(
  theirs: string,
  base: string,
  ours: readonly TextChange[],
  remote: readonly TextChange[],
): string {
  const changes = rebase(ours, remote);
  for (const { from, to } of ours) {
    const word = base.slice(from, to);
    if (!word || rebase([{ from, to, insert: '' }], remote).length > 0) continue;
    for (const [start, insert] of insertsOf(remote)) {
      const at = insert.indexOf(word);
      const [first, length] = at >= 0 ? [start + at, word.length] : [start, insert.length];
      if (length === 0 || (at < 0 && !word.includes(insert))) continue;
      const isFree = changes.every((other) => other.to <= first || other.from >= first + length);
      if (isFree) changes.push({ from: first, to: first + length, insert: '' });
      if (at >= 0) break;
    }
  }
  return applyChanges(
    theirs,
    changes.sort((a, b) => a.from - b.from),
  );
}

/** Lists what changes insert, and where that is afterwards. */
function insertsOf(changes: readonly TextChange[]): [start: number, insert: string][] {
  let shift = 0;
  return changes.map(({ from, to, insert }) => {
    const start = from + shift;
    shift += insert.length - (to - from);
    return [start, insert];
  });
}

function isUnread({ sentAt }: Version): boolean {
  return sentAt === Infinity;
}

function version(text: string, name: string, sentAt: number, isOwn: boolean): Version {
  // Whoever reads a text without its name knows only what is in it.
  return { text, names: new Set([name, nameOfText(text)]), sentAt, isOwn };
}
