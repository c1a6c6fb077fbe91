import type { Runtime } from '../core/runtime.js';
import { documentFailure, wordsOf } from './document-failure.js';
import { KnownTexts, type Merge } from './known-texts.js';
import { nameOfText, type PlainUpdate } from './plain-messages.js';
import { applyChanges, rebase } from './text-change.js';
import { diffTexts } from './text-diff.js';
import { TextState } from './text-state.js';

/** After how long a silence everybody has read everything, in ms. */
const READ_AFTER = 5000;

/** How many texts are remembered that have been here. */
const MOST_SEEN = 200;

/** What an update carries so that others need not guess. */
export interface StateFields {
  readonly root: string;
  readonly state: string;
}

/**
 * Merges whole texts that come into the one that is here.
 *
 * As long as every update that came had the state of its text with it, nothing is guessed. The first
 * without one, of a server that passes on only what it knows or of somebody who does not know
 * states, ends that: from then on texts are compared as {@link KnownTexts} does.
 */
export class PlainMerging {
  readonly #runtime: Runtime;
  readonly #known: KnownTexts;
  /** The names of texts that have been here: whoever keeps one of these has no news. */
  readonly #seen = new Set<string>();
  #isExact = true;
  #state: TextState | undefined;
  /** The text to which one's own edits were made while there is no state. */
  #base: string;
  /** The text that was sent or came last, and when. */
  #last = '';
  #quietSince = Infinity;
  #sentAt = -Infinity;
  /** What all had read before the connection ended; nothing where that is not certain. */
  #agreed: string | undefined;
  /** A text that the server keeps, and of whose state nobody has told yet. */
  #puzzle: PlainUpdate | undefined;

  /**
   * @param base What both sides know from the beginning.
   * @param sent What was sent after that, and may have been read.
   */
  constructor(base: string, runtime: Runtime, sent?: string) {
    this.#known = new KnownTexts(base);
    if (sent !== undefined) this.#known.sent(sent, nameOfText(sent), Infinity);
    this.#base = base;
    this.#runtime = runtime;
  }

  /** What both sides certainly know. */
  get base(): string {
    return this.#known.base;
  }

  /** Whether somebody may tell the state of what the server keeps: then that is worth waiting for. */
  get isPuzzled(): boolean {
    return this.#puzzle !== undefined;
  }

  /** Whether others can be told a state. */
  get isExact(): boolean {
    return this.#isExact && this.#state !== undefined;
  }

  /** Whether a text has been here before. */
  hasSeen(text: string): boolean {
    return this.#seen.has(nameOfText(text));
  }

  /** Begins with what the server keeps, or with nothing where it keeps nothing. */
  begin(kept: PlainUpdate | undefined, mine: string, now: number): Merge {
    const isNews = kept !== undefined && !(this.#state && this.hasSeen(kept.content));
    this.#puzzle = this.#isExact && isNews ? kept : undefined;
    if (kept && !this.#state) {
      this.#base = this.#agreed = kept.content;
      this.#remember(kept.content);
      return this.#known.merge(kept, mine, now);
    }
    if (this.#isExact) this.#state ??= TextState.of(this.#base, this.#runtime);
    return { changes: [], isBehind: kept?.content !== mine };
  }

  /** Nobody has told the state of what the server keeps: it is taken as it is. */
  settle(mine: string): Merge {
    const kept = this.#puzzle;
    this.#puzzle = undefined;
    if (!kept) return { changes: [], isBehind: false };
    if (!this.#state) {
      this.#state = TextState.of(kept.content, this.#runtime);
      return { changes: [], isBehind: mine !== kept.content };
    }
    this.#remember(kept.content);
    const changes = this.#fromGone(kept.content, mine);
    return { changes, isBehind: applyChanges(mine, changes) !== kept.content };
  }

  /** The connection has ended. */
  close(now: number): void {
    if (now - this.#quietSince >= READ_AFTER) this.#agreed = this.#last;
  }

  /**
   * Merges a text that came.
   *
   * @throws TallyError `malformed-message` if the state that it brings is none.
   */
  merge(update: PlainUpdate, mine: string, now: number): Merge {
    let known: Merge | undefined;
    // Not before it is sure that the state can be read: what is refused counts as never read.
    const compare = (): Merge => (known ??= this.#known.merge(update, mine, now));
    const changes = this.#isExact ? this.#mergeState(update, mine, compare) : undefined;
    const guess = compare();
    this.#note(update.content, now);
    if (!changes) {
      this.#distrust();
      // Whoever sent this may be taking over what was sent from here just now, and the other way round.
      const isCrossing = guess.changes.length > 0 && now - this.#sentAt < READ_AFTER;
      return isCrossing ? { ...guess, isBehind: true } : guess;
    }
    const { text } = this.#state!;
    this.#known.correct(applyChanges(mine, guess.changes), text);
    this.#note(text, now);
    // Whoever speaks knows what the server keeps, or would wait for its state as well.
    this.#puzzle = undefined;
    return { changes, isBehind: text !== update.content || this.#state!.exceeds(update.state!) };
  }

  /** Keeps whatever is in either text. */
  unite(update: PlainUpdate, mine: string, now: number): Merge {
    if (this.#isExact) return this.merge(update, mine, now);
    return this.#known.unite(update, mine, now);
  }

  /** Notes that a text was sent under a name, and gives what has to be sent with it. */
  sent(text: string, name: string, now: number): Partial<StateFields> {
    this.#known.sent(text, name, now);
    this.#note(text, now);
    this.#sentAt = now;
    if (!this.#state) return {};
    this.#state.become(text);
    return { root: this.#state.root, state: this.#state.encode() };
  }

  /** Starts the time anew in which what was sent may be read: nobody could. */
  renew(now: number): void {
    this.#quietSince = now;
    this.#known.renew(now);
  }

  /** Gives nothing if the state is missing, or fits neither the own one nor its text. */
  #mergeState(
    { root, state, content }: PlainUpdate,
    mine: string,
    compare: () => Merge,
  ): Merge['changes'] | undefined {
    if (state === undefined || root === undefined) return undefined;
    try {
      const own = this.#state;
      if (!own) return this.#adopt(root, state, content, mine, compare);
      if (own.root !== root) return undefined;
      own.become(mine);
      if (own.isForged(state)) return undefined;
      const changes = own.take(state);
      return own.isSound(state, content) ? changes : undefined;
    } catch (cause) {
      // Some of it may have been taken, and would seem to be deleted here.
      this.#distrust();
      const detail = `"state" is none: ${wordsOf(cause)}`;
      throw documentFailure('read a text', 'malformed-message', detail, cause);
    }
  }

  /** From now on texts are compared. */
  #distrust(): void {
    this.#isExact = false;
    this.#state = this.#puzzle = undefined;
  }

  /** Takes over a state, and puts in what was edited here before there was one. */
  #adopt(
    root: string,
    state: string,
    content: string,
    mine: string,
    compare: () => Merge,
  ): Merge['changes'] | undefined {
    const adopted = TextState.from(root, state, this.#runtime);
    if (adopted.text !== content) return undefined;
    const { changes } = compare();
    adopted.become(applyChanges(mine, changes));
    this.#state = adopted;
    return changes;
  }

  /** Merges a text whose author does not answer. */
  #fromGone(text: string, mine: string): Merge['changes'] {
    const agreed = this.#agreed;
    if (agreed !== undefined) {
      return rebase(diffTexts(agreed, text), diffTexts(agreed, mine), 'before');
    }
    // The author may not have read all that is here: what is missing need not be deleted.
    const more = diffTexts(mine, text).filter(({ insert }) => insert);
    return more.map(({ to, insert }) => ({ from: to, to, insert }));
  }

  #note(text: string, now: number): void {
    this.#remember(text);
    this.#last = text;
    this.#agreed = undefined;
    this.#quietSince = now;
  }

  #remember(text: string): void {
    this.#seen.add(nameOfText(text));
    if (this.#seen.size > MOST_SEEN) this.#seen.delete([...this.#seen][0]!);
  }
}
