import { html, type TemplateResult } from 'lit';
import { isDirectiveResult, isTemplateResult } from 'lit/directive-helpers.js';
import { guarded } from '../../controllers/guarded.js';
import { keyedRows } from '../../controllers/keyed-rows.js';
import type { LiveItem, LiveRow } from '../../core/live-row.js';
import { nameOfValue } from '../../core/wire-text.js';
import { renderItem } from './live-item.js';
import type { PanLiveDataStrings } from './pan-live-data.strings.js';

/** What a page makes of an item. */
export type RenderItem = (item: LiveItem) => unknown;

/** What the rows share. When it is another object they are all drawn again. */
export interface RowsView {
  readonly words: PanLiveDataStrings;
  readonly keyField: string;
  readonly locale: string | undefined;
  readonly renderItem: RenderItem | undefined;
  /** Learns that an item could not be drawn. */
  readonly onBroken: (row: LiveRow, error: unknown) => void;
}

/** Keeps the object that is known if the other one says the same. */
export function keptView(known: RowsView | undefined, view: RowsView): RowsView {
  const names = Object.keys(view) as (keyof RowsView)[];
  return known && names.every((name) => known[name] === view[name]) ? known : view;
}

/** Renders a row for each item, with the same nodes for as long as its key is there. */
export function renderRows(rows: readonly LiveRow[], view: RowsView): TemplateResult {
  return html`<ul class="list" part="list" role="list">
    ${keyedRows({
      items: rows,
      keyOf: ({ key }) => key,
      extraOf: () => '',
      render: (row) => renderRow(row, view),
      shared: view,
    })}
  </ul>`;
}

function renderRow(row: LiveRow, view: RowsView): TemplateResult {
  const draw = (): unknown =>
    view.renderItem
      ? drawn(view.renderItem(row.item))
      : renderItem(row, view.keyField, view.words, view.locale);
  const drawInstead = (error: unknown): TemplateResult => {
    view.onBroken(row, error);
    return html`<span class="broken" part="error">${view.words.broken}</span>`;
  };
  return html`<li class="row" part="row" data-key=${row.key}>${guarded(draw, drawInstead)}</li>`;
}

/** Refuses what would be drawn as [object Object]. */
function drawn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isKnown = isTemplateResult(value) || isDirectiveResult(value);
  if (isKnown || 'nodeType' in value || Symbol.iterator in value) return value;
  throw new TypeError(`renderItem gave ${nameOfValue(value)}. Return a Lit template.`);
}
