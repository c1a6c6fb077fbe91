import type { LitElement, ReactiveController } from 'lit';

/** Which of the rows are rendered, and how much room the others take, in pixels. */
export interface RowWindow<Row> {
  readonly rows: readonly Row[];
  /** The place of each of them among all, from 0. */
  readonly places: readonly number[];
  readonly before: number;
  readonly after: number;
}

/** A row that can be told from others. */
interface Keyed {
  readonly key: string;
}

/** A row that must stay where it is on the screen. */
interface Anchor {
  readonly key: string;
  readonly place: number;
  /** How far below the upper edge it begins. */
  readonly top: number;
}

/** Up to so many rows are all rendered. */
const PLAIN = 200;
/** How much is rendered above and below what can be seen, in pixels. */
const MARGIN = 400;
/** How high a row is as long as none has been measured. */
const FIRST_GUESS = 57;

/**
 * Renders of many rows only those that can be seen, and keeps what somebody reads in its place,
 * whatever comes above it and however high that turns out to be.
 *
 * Heights are read from the rows themselves, right after each rendering: no observer, no timer. Rows
 * are the items marked with `data-key` inside the host's `.scroll`, in its own coordinates.
 */
export class WindowController<Row extends Keyed> implements ReactiveController {
  readonly #host: LitElement;
  #heights = new WeakMap<Row, number>();
  #rows: readonly Row[] = [];
  /** Where each row begins, and where the last one ends. */
  #offsets = new Float64Array(1);
  #guess = FIRST_GUESS;
  #width = 0;
  #scrollTop = 0;
  #anchors: readonly Anchor[] = [];
  #keepsTop = false;
  #wanted: number | undefined;
  #shown: RowWindow<Row> = { rows: [], places: [], before: 0, after: 0 };

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** What scrolls. */
  get scroller(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('.scroll') ?? null;
  }

  /** How many rows there are, rendered or not. */
  get count(): number {
    return this.#rows.length;
  }

  /** Whether there are more rows than are rendered. */
  get isPart(): boolean {
    return this.#rows.length > PLAIN;
  }

  /** What was rendered last. */
  get shown(): RowWindow<Row> {
    return this.#shown;
  }

  /** Keeps what can be seen in its place at the next rendering even at the very top. */
  keepTop(): void {
    this.#keepsTop = true;
  }

  /** Scrolls so that a row can be seen, and renders it. */
  async show(place: number): Promise<void> {
    this.#wanted = place;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  /** Chooses what to render. Call it while rendering; `kept` is rendered wherever it is. */
  choose(rows: readonly Row[], kept?: string): RowWindow<Row> {
    const count = rows.length;
    if (rows !== this.#rows) this.#takeOver(rows);
    if (count <= PLAIN) {
      this.#shown = { rows, places: rows.map((_, place) => place), before: 0, after: 0 };
      return this.#shown;
    }
    const view = this.scroller?.clientHeight ?? 0;
    const top = this.#topOf(rows);
    const start = this.#placeAt(top - MARGIN);
    const end = Math.min(count, this.#placeAt(top + view + MARGIN) + 1);
    const places = Array.from({ length: end - start }, (_, index) => start + index);
    const other = kept === undefined ? -1 : this.#find(kept, this.#shown);
    if (other >= 0 && other < start) places.unshift(other);
    if (other >= end) places.push(other);
    this.#shown = {
      rows: places.map((place) => rows[place]!),
      places,
      before: this.#offsets[start]!,
      after: this.#offsets[count]! - this.#offsets[end]!,
    };
    return this.#shown;
  }

  hostUpdate(): void {
    const { scroller } = this;
    if (!scroller) return;
    const { clientWidth } = scroller;
    if (clientWidth !== this.#width) {
      // In another width all heights are others.
      this.#heights = new WeakMap();
      this.#rows = [];
    }
    this.#width = clientWidth;
    const keeps = this.#keepsTop || scroller.scrollTop > 0;
    this.#keepsTop = false;
    this.#anchors = keeps ? this.#readAnchors(scroller) : [];
  }

  hostUpdated(): void {
    const { scroller } = this;
    if (!scroller) return;
    const isPlain = this.#rows.length <= PLAIN;
    if (isPlain && this.#anchors.length === 0 && this.#wanted === undefined) return;
    const { items } = this;
    if (!isPlain) this.#measure(items);
    const wanted = this.#wanted === undefined ? -1 : this.#shown.places.indexOf(this.#wanted);
    this.#wanted = undefined;
    if (items[wanted]) items[wanted].scrollIntoView({ block: 'nearest' });
    else this.#putBack(scroller, items);
    this.#scrollTop = scroller.scrollTop;
    if (!isPlain && !this.#fills(scroller, items)) this.#host.requestUpdate();
  }

  hostConnected(): void {
    // Whoever is taken out of the document forgets how far it was scrolled.
    const { scroller } = this;
    if (scroller && this.#scrollTop > 0) scroller.scrollTop = this.#scrollTop;
  }

  /** Notes how far the reader has scrolled. */
  noteScroll(): void {
    this.#scrollTop = this.scroller?.scrollTop ?? 0;
  }

  /** The rows of which at least half can be seen. */
  get visible(): readonly Row[] {
    const { scroller } = this;
    if (!scroller) return [];
    const { scrollTop, clientHeight } = scroller;
    const visible: Row[] = [];
    for (const [index, { offsetTop, offsetHeight }] of this.items.entries()) {
      const middle = offsetTop + offsetHeight / 2 - scrollTop;
      if (middle >= 0 && middle <= clientHeight) visible.push(this.#shown.rows[index]!);
      else if (middle > clientHeight) break;
    }
    return visible;
  }

  /** The rendered rows, in their order. */
  get items(): HTMLElement[] {
    return [...(this.scroller?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
  }

  #takeOver(rows: readonly Row[]): void {
    this.#rows = rows;
    if (rows.length <= PLAIN) return;
    const offsets = new Float64Array(rows.length + 1);
    for (const [place, row] of rows.entries()) {
      offsets[place + 1] = offsets[place]! + (this.#heights.get(row) ?? this.#guess);
    }
    this.#offsets = offsets;
  }

  /** Finds how far down the reader is among the new rows, going by what they see. */
  #topOf(rows: readonly Row[]): number {
    if (this.#wanted !== undefined) return this.#offsets[this.#wanted] ?? 0;
    for (const { key, place, top } of this.#anchors) {
      const now = placeOf(key, rows, place);
      if (now >= 0) return this.#offsets[now]! - top;
    }
    return this.scroller?.scrollTop ?? 0;
  }

  #find(key: string, { rows, places }: RowWindow<Row>): number {
    const index = rows.findIndex((row) => row.key === key);
    return index < 0 ? -1 : placeOf(key, this.#rows, places[index]!);
  }

  /** Finds the row at a height. */
  #placeAt(height: number): number {
    let low = 0;
    let high = this.#rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#offsets[middle]! <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #readAnchors(scroller: HTMLElement): readonly Anchor[] {
    const { scrollTop, clientHeight } = scroller;
    const anchors: Anchor[] = [];
    for (const [index, item] of this.items.entries()) {
      const top = item.offsetTop - scrollTop;
      if (top + item.offsetHeight <= 0) continue;
      if (top >= clientHeight) break;
      const place = this.#shown.places[index] ?? 0;
      anchors.push({ key: item.dataset['key'] as string, place, top });
    }
    // Who has leapt to where nothing is rendered yet sees what will be there.
    if (anchors.length === 0 && this.isPart) {
      const place = this.#placeAt(scrollTop);
      anchors.push({ key: this.#rows[place]!.key, place, top: this.#offsets[place]! - scrollTop });
    }
    return anchors;
  }

  #measure(items: readonly HTMLElement[]): void {
    const offsets = this.#offsets;
    const { places } = this.#shown;
    let sum = 0;
    for (const [index, item] of items.entries()) {
      const { offsetHeight } = item;
      const place = places[index]!;
      const row = this.#rows[place]!;
      const known = offsets[place + 1]! - offsets[place]!;
      sum += offsetHeight;
      this.#heights.set(row, offsetHeight);
      if (known === offsetHeight) continue;
      for (let next = place + 1; next < offsets.length; next++) {
        offsets[next]! += offsetHeight - known;
      }
    }
    if (items.length > 0 && this.#guess === FIRST_GUESS) this.#guess = sum / items.length;
    this.#setApart(items);
  }

  /** Puts a row that is kept though it is out of sight where it would be. */
  #setApart(items: readonly HTMLElement[]): void {
    const { places } = this.#shown;
    for (const [index, item] of items.entries()) {
      const place = places[index]!;
      const isApart =
        places.includes(place - 1) || places.includes(place + 1) ? false : items.length > 1;
      item.classList.toggle('apart', isApart);
      if (isApart) item.style.setProperty('--_top', `${this.#offsets[place]}px`);
    }
  }

  /** Whether what is rendered covers all that can be seen. */
  #fills({ scrollTop, clientHeight }: HTMLElement, items: readonly HTMLElement[]): boolean {
    const flowing = items.filter((item) => !item.classList.contains('apart'));
    const [first, last] = [flowing[0], flowing.at(-1)];
    if (!first || !last) return true;
    const { places } = this.#shown;
    const isFirst = places[items.indexOf(first)] === 0;
    const isLast = places[items.indexOf(last)] === this.#rows.length - 1;
    const isBelow = isLast || last.offsetTop + last.offsetHeight >= scrollTop + clientHeight;
    return isBelow && (isFirst || first.offsetTop <= scrollTop);
  }

  #putBack(scroller: HTMLElement, items: readonly HTMLElement[]): void {
    const tops = new Map(items.map((item) => [item.dataset['key'], item.offsetTop]));
    for (const { key, top } of this.#anchors) {
      const now = tops.get(key);
      if (now === undefined) continue;
      const way = now - scroller.scrollTop - top;
      if (way !== 0) scroller.scrollTop += way;
      return;
    }
  }
}

/** Finds a row of which `guess` was the place among the rows before. */
function placeOf<Row extends Keyed>(key: string, rows: readonly Row[], guess: number): number {
  for (let way = 0; way < rows.length; way++) {
    if (rows[guess + way]?.key === key) return guess + way;
    if (rows[guess - way]?.key === key) return guess - way;
  }
  return -1;
}
