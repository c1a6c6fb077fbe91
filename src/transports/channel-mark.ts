/**
 * Finds out when all that was said on a channel so far has been heard here, and what this page said
 * is out of its hands: a mark goes the same way, and comes back.
 */
export class ChannelMark {
  readonly #post: (mark: string) => boolean;
  readonly #uuid: () => string;
  #mark: string | undefined;
  #waiting: Array<() => void> = [];
  /** What came after the mark that is under way. */
  #next: Array<() => void> = [];

  /** @param post Says a mark on the channel from outside, or says that there is no channel. */
  constructor(post: (mark: string) => boolean, uuid: () => string) {
    this.#post = post;
    this.#uuid = uuid;
  }

  get pending(): boolean {
    return this.#mark !== undefined;
  }

  /** Calls `then` as soon as a mark that is said now has come back; at once where there is no channel. */
  after(then: () => void): void {
    if (this.#mark !== undefined) this.#next.push(then);
    else {
      const mark = (this.#mark = this.#uuid());
      this.#waiting = [then];
      if (!this.#post(mark)) this.hear(mark);
    }
  }

  /** Learns that a mark has come back. */
  hear(mark: string): void {
    if (mark !== this.#mark) return;
    const [waiting, next] = [this.#waiting, this.#next];
    this.clear();
    // What is done now may end it all.
    if (next.length > 0) this.after(() => next.forEach((then) => then()));
    for (const then of waiting) then();
  }

  /** Calls nobody any more. */
  clear(): void {
    this.#mark = undefined;
    this.#waiting = [];
    this.#next = [];
  }
}
