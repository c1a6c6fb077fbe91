import { fingerprint } from '../core/fingerprint.js';
import { applyChanges, rebase, type TextChange } from './text-change.js';
import { diffTexts } from './text-diff.js';

/** How long a text that was sent may go unread, in ms; after that everybody has read it. */
const READ_AFTER = 5000;

/** What the text would be now if others had seen one's own edits only up to a certain one. */
interface Version {
  readonly text: string;
  /** The texts that were sent or came with just these of one's own edits in them. */
  readonly prints: ReadonlySet<number>;
  readonly sentAt: number;
}

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
 * What the sender had read is told by `basedOn`, the fingerprint of the text that it had read last;
 * where that is missing, it had read what it has every new word of.
 */
export class KnownTexts {
  #versions: readonly Version[];

  /** @param text What both sides know from the beginning. */
  constructor(text: string) {
    this.#versions = [{ text, prints: new Set([fingerprint(text)]), sentAt: -Infinity }];
  }

  /** What both sides certainly know. */
  get base(): string {
    return this.#versions[0]!.text;
  }

  /** Notes that `text` was sent. */
  sent(text: string, now: number): void {
    this.#expire(now);
    const sent = this.#versions.map((known) =>
      isUnread(known) ? { ...known, sentAt: now } : known,
    );
    this.#versions = [...sent, version(text, now)];
  }

  /** Starts the time anew in which what was sent may be read: there was no connection. */
  renew(now: number): void {
    this.#versions = this.#versions.map((known) => ({ ...known, sentAt: now }));
  }

  /** Merges a text that came into the one that is here. */
  merge(theirs: string, mine: string, basedOn: number | undefined, now: number): Merge {
    this.#expire(now);
    const [at, base] = this.#findBase(theirs, mine, basedOn);
    const remote = diffTexts(base, theirs);
    const print = fingerprint(theirs);
    this.#versions = this.#versions.map(({ text, prints, sentAt }, index) => ({
      text:
        index < at
          ? without(theirs, base, diffTexts(base, text), remote)
          : applyChanges(theirs, rebase(diffTexts(base, text), remote)),
      prints: index === at ? new Set([...prints, print]) : prints,
      // What is not in the latest text has to be sent again, and nobody reads it before.
      sentAt: index > at ? Infinity : sentAt,
    }));
    const isBehind = at < this.#versions.length - 1;
    // Nobody can have read more than was sent, except that it was written there as well.
    if (at === this.#versions.length) this.#versions = [...this.#versions, version(theirs, now)];
    return { changes: rebase(remote, diffTexts(base, mine), 'before'), isBehind };
  }

  #expire(now: number): void {
    const first = this.#versions.findLastIndex(({ sentAt }) => now - sentAt >= READ_AFTER);
    if (first > 0) this.#versions = this.#versions.slice(first);
  }

  #findBase(theirs: string, mine: string, basedOn: number | undefined): [number, string] {
    const told = this.#versions.findLastIndex(({ prints }) => prints.has(basedOn ?? NaN));
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
  const remote = diffTexts(base, theirs);
  const has = (word: string): boolean => word !== '' && findInserted(remote, word) >= 0;
  const words = diffTexts(base, mine).filter(({ insert }) => insert);
  const deleted = diffTexts(before, mine).map(({ from, to }) => before.slice(from, to));
  return words.length > 0 && words.every(({ insert }) => has(insert)) && !deleted.some(has);
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
    const start = findInserted(remote, word);
    const end = start + word.length;
    const isFree = changes.every((other) => other.to <= start || other.from >= end);
    if (start >= 0 && isFree) changes.push({ from: start, to: end, insert: '' });
  }
  return applyChanges(
    theirs,
    changes.sort((a, b) => a.from - b.from),
  );
}

/** Finds where changes have put a word; -1 if they have not. */
function findInserted(changes: readonly TextChange[], word: string): number {
  let shift = 0;
  for (const { from, to, insert } of changes) {
    const at = insert.indexOf(word);
    if (at >= 0) return from + shift + at;
    shift += insert.length - (to - from);
  }
  return -1;
}

function isUnread({ sentAt }: Version): boolean {
  return sentAt === Infinity;
}

function version(text: string, sentAt: number): Version {
  return { text, prints: new Set([fingerprint(text)]), sentAt };
}
