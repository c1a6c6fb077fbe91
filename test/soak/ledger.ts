/**
 * Keeps account of every sign that anybody typed. Each is typed once in a run, so that it can be
 * told what became of it.
 */
export class Ledger {
  #count = 0;
  /** Who typed each sign. */
  readonly #writers = new Map<string, number>();
  /** Who deleted each sign, perhaps more than one. */
  readonly #deleters = new Map<string, Set<number>>();
  /** The signs that may or may not be there: their writer or deleter has taken something back. */
  readonly #unsure = new Set<string>();

  /** Makes signs that nobody has typed yet. Every third takes two units. */
  draw(peer: number, length: number): string {
    return Array.from({ length }, () => {
      const number = this.#count++;
      const sign = String.fromCodePoint((number % 3 === 2 ? 0x20000 : 0x4e00) + number);
      this.#writers.set(sign, peer);
      return sign;
    }).join('');
  }

  /** Notes that a peer deleted signs. */
  deleted(peer: number, signs: string): void {
    for (const sign of signs) {
      this.#deleters.set(sign, (this.#deleters.get(sign) ?? new Set()).add(peer));
    }
  }

  /**
   * Notes what undo or redo has done to a peer's text.
   *
   * @throws Error if that touched what is not the peer's own.
   */
  takenBack(peer: number, before: string, after: string): void {
    const [had, has] = [new Set(before), new Set(after)];
    for (const sign of before) {
      if (has.has(sign)) continue;
      if (this.#writers.get(sign) !== peer && !this.#deleters.get(sign)?.has(peer)) {
        throw new Error(`Undo by peer ${peer} removed ${sign}, which is not theirs.`);
      }
      this.#unsure.add(sign);
    }
    for (const sign of after) {
      if (had.has(sign)) continue;
      if (this.#writers.get(sign) !== peer && !this.#deleters.get(sign)?.has(peer)) {
        throw new Error(`Undo by peer ${peer} brought ${sign} back, which is not theirs.`);
      }
      this.#unsure.add(sign);
    }
  }

  /**
   * Checks the text that all have in the end.
   *
   * @param leave What may be: that a sign `returns` that was deleted, or is `doubled`.
   * @throws Error if a sign was lost, doubled, invented, or came back.
   */
  settle(text: string, leave: { returns?: boolean; doubled?: boolean } = {}): void {
    const found = new Set<string>();
    for (const sign of text) {
      if (!this.#writers.has(sign)) throw new Error(`Nobody typed ${sign}.`);
      if (found.has(sign) && !leave.doubled) throw new Error(`${sign} is doubled.`);
      if (!leave.returns && this.#deleters.has(sign) && !this.#unsure.has(sign)) {
        throw new Error(`${sign} was deleted and is there again.`);
      }
      found.add(sign);
    }
    for (const sign of this.#writers.keys()) {
      if (found.has(sign) || this.#deleters.has(sign) || this.#unsure.has(sign)) continue;
      throw new Error(`${sign} is lost.`);
    }
  }
}
