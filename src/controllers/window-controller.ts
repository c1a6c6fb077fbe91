import type { LitElement, ReactiveController } from 'lit';
import { RowOffsets } from '../core/row-offsets.js';
import { placeOf, putBack, readAnchors, type Anchor } from './scroll-anchor.js';

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

/** Up to so many rows are all rendered. */
const PLAIN = 200;
/** How much is rendered above and below what can be seen, in pixels. */
const MARGIN = 400;

/**
 * Renders of many rows only those that can be seen, and keeps what somebody reads in its place,
 * whatever comes above it and however high that turns out to be.
 *
 * Heights are read from the rows themselves, right after each rendering: no observer, no timer. Rows
 * are the items marked with `data-key` inside the host's `.scroll`, in its own coordinates.
 */
export class WindowController<Row extends Keyed> implements ReactiveController {
  readonly #host: LitElement;
  readonly #offsets = new RowOffsets<Row>();
  #rows: readonly Row[] = [];
  #width = 0;
  #scrollTop = 0;
  #anchors: readonly Anchor[] = [];
  #keepsTop = false;
  #wanted: number | undefined;
  /** The place of a row that is kept though it is out of sight. */
  #apart: number | undefined;
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
    this.#rows = rows;
    if (count <= PLAIN) {
      this.#apart = undefined;
      this.#shown = { rows, places: rows.map((_, place) => place), before: 0, after: 0 };
      return this.#shown;
    }
    const offsets = this.#offsets;
    offsets.take(rows);
    const view = this.scroller?.clientHeight ?? 0;
    const top = this.#topOf(rows);
    let start = offsets.placeAt(top - MARGIN);
    let end = Math.min(count, offsets.placeAt(top + view + MARGIN) + 1);
    const other = kept === undefined ? -1 : this.#find(kept, this.#shown);
    if (other === start - 1) start = Math.max(0, other);
    if (other === end) end++;
    const places = Array.from({ length: end - start }, (_, index) => start + index);
    this.#apart = other >= 0 && (other < start || other >= end) ? other : undefined;
    if (this.#apart !== undefined && other < start) places.unshift(other);
    if (this.#apart !== undefined && other >= end) places.push(other);
    this.#shown = {
      rows: places.map((place) => rows[place]!),
      places,
      before: offsets.startOf(start),
      after: offsets.end - offsets.startOf(end),
    };
    return this.#shown;
  }

  hostUpdate(): void {
    const { scroller } = this;
    if (!scroller) return;
    const { clientWidth } = scroller;
    // In another width all heights are others.
    if (clientWidth !== this.#width) this.#offsets.forget();
    this.#width = clientWidth;
    const keeps = this.#keepsTop || scroller.scrollTop > 0;
    this.#keepsTop = false;
    this.#anchors = keeps ? this.#noteAnchors(scroller) : [];
  }

  hostUpdated(): void {
    const { scroller } = this;
    if (!scroller) return;
    const isPlain = !this.isPart;
    if (isPlain && this.#anchors.length === 0 && this.#wanted === undefined) return;
    const { items } = this;
    if (!isPlain) this.#measure(items);
    else for (const item of items) item.classList.remove('apart');
    const wanted = this.#wanted === undefined ? -1 : this.#shown.places.indexOf(this.#wanted);
    this.#wanted = undefined;
    if (items[wanted]) items[wanted].scrollIntoView({ block: 'nearest' });
    else putBack(scroller, items, this.#anchors);
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

  /** Finds how far down the reader is among the new rows, going by what they see. */
  #topOf(rows: readonly Row[]): number {
    if (this.#wanted !== undefined) return this.#offsets.startOf(this.#wanted);
    for (const { key, place, top } of this.#anchors) {
      const now = placeOf(key, rows, place);
      if (now >= 0) return this.#offsets.startOf(now) - top;
    }
    return this.scroller?.scrollTop ?? 0;
  }

  #find(key: string, { rows, places }: RowWindow<Row>): number {
    const index = rows.findIndex((row) => row.key === key);
    return index < 0 ? -1 : placeOf(key, this.#rows, places[index]!);
  }

  #noteAnchors(scroller: HTMLElement): readonly Anchor[] {
    const anchors = readAnchors(scroller, this.items, this.#shown.places);
    if (anchors.length > 0 || !this.isPart) return anchors;
    // Who has leapt to where nothing is rendered yet sees what will be there.
    const place = this.#offsets.placeAt(scroller.scrollTop);
    const top = this.#offsets.startOf(place) - scroller.scrollTop;
    return [{ key: this.#rows[place]!.key, place, top }];
  }

  #measure(items: readonly HTMLElement[]): void {
    const { places } = this.#shown;
    for (const [index, item] of items.entries()) {
      const place = places[index]!;
      // Where nothing is displayed nothing has a height.
      if (item.offsetHeight > 0) this.#offsets.measure(place, item.offsetHeight);
      item.classList.toggle('apart', place === this.#apart);
      if (place !== this.#apart) continue;
      item.style.setProperty('--_top', `${this.#offsets.startOf(place)}px`);
    }
  }

  /** Whether what is rendered covers all that can be seen. */
  #fills({ scrollTop, clientHeight }: HTMLElement, items: readonly HTMLElement[]): boolean {
    const { places } = this.#shown;
    const flowing = items.filter((_, index) => places[index] !== this.#apart);
    const [first, last] = [flowing[0], flowing.at(-1)];
    if (!first || !last || clientHeight === 0) return true;
    const isFirst = places[items.indexOf(first)] === 0;
    const isLast = places[items.indexOf(last)] === this.count - 1;
    const isBelow = isLast || last.offsetTop + last.offsetHeight >= scrollTop + clientHeight;
    return isBelow && (isFirst || first.offsetTop <= scrollTop);
  }
}
