import { noChange, type ChildPart, type TemplateResult } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

/** How items become rows. */
export interface Rows<Item> {
  readonly items: readonly Item[];
  /** Tells items apart. No two have the same key. */
  readonly keyOf: (item: Item) => string;
  /** What a row shows besides its item, such as a time in words. */
  readonly extraOf: (item: Item) => string;
  readonly render: (item: Item) => TemplateResult;
  /** What all rows share, such as the words. When it changes all are rendered again. */
  readonly shared: unknown;
}

interface Row {
  readonly part: ChildPart;
  item?: unknown;
  extra?: string;
}

/**
 * Keeps a row's nodes for as long as its key is there, and renders a row again only when its item,
 * its extra or what all share has changed.
 *
 * Lit's own `repeat` renders every row every time, and leaves a comment behind for every row that
 * has gone (lit/lit#5298).
 */
class KeyedRowsDirective extends Directive {
  #rows = new Map<string, Row>();
  #shared: unknown;

  override render<Item>(_rows: Rows<Item>): unknown {
    return noChange;
  }

  override update<Item>(
    container: ChildPart,
    [{ items, keyOf, extraOf, render, shared }]: [Rows<Item>],
  ): unknown {
    const isStale = shared !== this.#shared;
    const old = this.#rows;
    const keys = items.map(keyOf);
    this.#shared = shared;
    this.#rows = new Map();
    this.#removeAllBut(new Set(keys), old);
    let next: ChildPart | undefined;
    for (let index = items.length - 1; index >= 0; index--) {
      const item = items[index] as Item;
      const key = keys[index] as string;
      const extra = extraOf(item);
      const known = old.get(key);
      const row: Row = known ?? { part: insertPart(container, next) };
      if (known) insertPart(container, next, known.part);
      if (isStale || row.item !== item || row.extra !== extra) {
        setChildPartValue(row.part, render(item));
        Object.assign(row, { item, extra });
      }
      this.#rows.set(key, row);
      next = row.part;
    }
    return noChange;
  }

  #removeAllBut(keys: ReadonlySet<string>, rows: ReadonlyMap<string, Row>): void {
    for (const [key, { part }] of rows) {
      if (keys.has(key)) continue;
      const end = part.endNode;
      removePart(part);
      end?.parentNode?.removeChild(end);
    }
  }
}

const keyedRowsDirective = directive(KeyedRowsDirective);

/** Renders keyed rows. */
export function keyedRows<Item>(rows: Rows<Item>): DirectiveResult {
  return keyedRowsDirective(rows as Rows<unknown>);
}
