/** How high a row is as long as none has been measured, in pixels. */
const FIRST_GUESS = 57;

/**
 * Knows where each of many rows begins: those that were measured to the pixel, the others by guess.
 *
 * A look-up takes as many steps as the number of rows has bits. All measures are pixels.
 */
export class RowOffsets<Row extends object> {
  #heights = new WeakMap<Row, number>();
  #rows: readonly Row[] = [];
  /** Where each row begins, and where the last one ends. */
  #offsets = new Float64Array(1);
  #guess: number | undefined;

  /** How many rows there are. */
  get count(): number {
    return this.#rows.length;
  }

  /** Where the last row ends. */
  get end(): number {
    return this.#offsets[this.count]!;
  }

  /** Takes over other rows. What has been measured of them before counts. */
  take(rows: readonly Row[]): void {
    if (rows === this.#rows) return;
    const guess = this.#guess ?? FIRST_GUESS;
    this.#rows = rows;
    this.#offsets = new Float64Array(rows.length + 1);
    for (const [place, row] of rows.entries()) {
      this.#offsets[place + 1] = this.#offsets[place]! + (this.#heights.get(row) ?? guess);
    }
  }

  /** Forgets all measures, as in another width. */
  forget(): void {
    const rows = this.#rows;
    this.#heights = new WeakMap();
    this.#guess = undefined;
    this.#rows = [];
    this.take(rows);
  }

  /** Tells where the row at a place begins; behind the last one, where that ends. */
  startOf(place: number): number {
    return this.#offsets[place] ?? this.end;
  }

  /** Finds the place of the row at a height. */
  placeAt(height: number): number {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#offsets[middle]! <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Notes how high the row at a place is. */
  measure(place: number, height: number): void {
    const row = this.#rows[place];
    const more = height - (this.startOf(place + 1) - this.startOf(place));
    if (!row) return;
    this.#heights.set(row, height);
    // Rows that are still to come will be like those that have.
    this.#guess ??= height;
    if (more === 0) return;
    for (let next = place + 1; next <= this.count; next++) this.#offsets[next]! += more;
  }
}
