/** Which lines another text replaced. */
export interface LineChange {
  readonly at: number;
  readonly removed: number;
  readonly added: readonly string[];
}

/** A text as lines, which finds the line of a position. Lines and positions count from 0. */
export class TextLines {
  #text = '';
  #lines: readonly string[] = [''];
  /** Where each line begins. */
  #starts: readonly number[] = [0];

  get count(): number {
    return this.#lines.length;
  }

  /** Takes another text. Says which lines are not the same; nothing if all are. */
  update(text: string): LineChange | undefined {
    if (text === this.#text) return undefined;
    const [before, after] = [this.#lines, text.split('\n')];
    const most = Math.min(before.length, after.length);
    let at = 0;
    while (at < most && before[at] === after[at]) at++;
    let same = 0;
    while (same < most - at && before.at(-same - 1) === after.at(-same - 1)) same++;
    this.#text = text;
    this.#lines = after;
    this.#starts = startsOf(after);
    return { at, removed: before.length - same - at, added: after.slice(at, after.length - same) };
  }

  startOf(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  lineAt(position: number): number {
    return lastIndex(this.#starts.length, (line) => this.#starts[line]! <= position);
  }
}

/** Finds the last index for which a condition holds that holds up to there; at least 0. */
export function lastIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function startsOf(lines: readonly string[]): number[] {
  let position = 0;
  return lines.map((line) => {
    const start = position;
    position += line.length + 1;
    return start;
  });
}
