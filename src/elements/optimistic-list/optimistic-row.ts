import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Item } from '../../core/optimistic-item.js';
import type { Operation, Row } from '../../core/optimistic-row.js';
import { failureOf, itemOf } from '../../core/optimistic-view.js';
import { cutText } from '../../core/wire-text.js';
import type { OptimisticListStrings } from './optimistic-list.strings.js';

/** How things stand with an item. */
export type ItemState = 'settled' | 'pending' | 'waiting' | 'busy' | 'failed' | 'conflict';

/** Renders the content of an item: whatever Lit can render. */
export type RenderItem = (item: Item, state: ItemState) => unknown;

/** What the rows share. When it is another object they are all rendered again. */
export interface RowView {
  readonly words: OptimisticListStrings;
  readonly renderItem: RenderItem | undefined;
}

/** How much of a text is shown, and how much of it names something, in code units. */
const SHOWN = 500;
const NAMED = 60;

/** Renders one row. What it says came off the wire: it is text and nothing else. */
export function renderRow(
  row: Row,
  isOffline: boolean,
  draft: string | undefined,
  view: RowView,
): TemplateResult {
  const state = stateOf(row, isOffline);
  const failed = failureOf(row);
  return html`<li
    class="item"
    part="item item-${state}"
    data-key=${row.key}
    data-state=${state}
    tabindex="-1"
  >
    ${
      draft !== undefined
        ? renderEditor(row, draft, view.words)
        : row.conflict
          ? renderConflict(row, view.words)
          : renderLine(row, state, view)
    }
    ${failed && draft === undefined ? renderFailure(failed, view.words) : nothing}
  </li>`;
}

/** Names an item in a sentence. */
export function nameOf(text: unknown): string {
  return cutText(text, NAMED);
}

export function stateOf(row: Row, isOffline: boolean): ItemState {
  if (row.conflict) return 'conflict';
  if (failureOf(row)) return 'failed';
  const [first] = row.operations;
  if (!first) return 'settled';
  if (isOffline) return 'waiting';
  return first.fate === 'queued' && first.waitsFor === 'server' ? 'busy' : 'pending';
}

function renderLine(row: Row, state: ItemState, { words, renderItem }: RowView): TemplateResult {
  const item = itemOf(row);
  const name = nameOf(item.text);
  return html`<div class="line">
    ${
      typeof item.done === 'boolean'
        ? html`<input
            type="checkbox"
            part="done"
            data-do="done"
            aria-label=${name}
            .checked=${item.done}
          />`
        : nothing
    }
    <div class="text ${item.done ? 'done' : ''}" part="text">
      ${renderItem ? renderItem(item, state) : html`<bdi>${cutText(item.text, SHOWN)}</bdi>`}
    </div>
    ${renderStatus(state, words)}
    <div class="actions">
      <button
        class="quiet"
        part="edit"
        type="button"
        data-do="edit"
        aria-label="${words.edit}: ${name}"
      >
        ${words.edit}
      </button>
      ${
        failureOf(row)?.kind === 'add'
          ? nothing
          : html`<button
              class="quiet cross"
              part="remove"
              type="button"
              data-do="remove"
              aria-label="${words.remove}: ${name}"
            >
              <span aria-hidden="true">×</span>
            </button>`
      }
    </div>
  </div>`;
}

function renderStatus(
  state: ItemState,
  words: OptimisticListStrings,
): TemplateResult | typeof nothing {
  if (state !== 'pending' && state !== 'waiting' && state !== 'busy') return nothing;
  const lamp = state === 'waiting' ? 'closed' : 'connecting';
  return html`<span class="status" part="status"
    ><tally-lamp .state=${lamp}></tally-lamp><span class="words">${words[state]}</span></span
  >`;
}

function renderEditor(
  { isRemoved, server }: Row,
  draft: string,
  words: OptimisticListStrings,
): TemplateResult {
  const isChanged = server !== undefined && server.text !== draft;
  return html`<form class="editor" part="editor" data-do="save">
      <input
        class="field"
        part="edit-input"
        aria-label="${words.edit}: ${nameOf(draft)}"
        dir="auto"
        autocomplete="off"
        enterkeyhint="done"
        required
        .value=${draft}
      />
      <button class="main" part="save">${words.save}</button>
      <button class="quiet" part="cancel" type="button" data-do="cancel">${words.cancel}</button>
    </form>
    ${
      isRemoved || isChanged
        ? html`<p class="hint" role="status">
            ${WARNING}${isRemoved ? words.removedByOthers : words.changedByOthers}
          </p>`
        : nothing
    }`;
}

function renderFailure(failed: Operation, words: OptimisticListStrings): TemplateResult {
  const { kind, fate, patch } = failed;
  return html`<div class="trouble" part="error">
    ${ERROR}
    <span class="reason"
      >${words.failed[kind]}${fate === 'expired' ? html` · ${words.expired}` : nothing}
      ${
        kind === 'edit' && typeof patch['text'] === 'string'
          ? html`<span class="mine"
              >${words.yours}: <bdi>${cutText(patch['text'], SHOWN)}</bdi></span
            >`
          : nothing
      }</span
    >
    <div class="actions">
      <button class="minor" part="retry" type="button" data-do="retry">${words.retry}</button>
      <button class="quiet" part="discard" type="button" data-do="discard">${words.discard}</button>
    </div>
  </div>`;
}

function renderConflict(row: Row, words: OptimisticListStrings): TemplateResult {
  const { mine = {}, theirs } = row.conflict ?? {};
  const title = theirs ? words.changedByOthers : words.removedByOthers;
  const shown = itemOf(row).text;
  return html`<div
    class="conflict"
    part="conflict"
    role="group"
    aria-label="${title}: ${nameOf(theirs?.text ?? shown)}"
  >
    <p class="title">${WARNING}${title}</p>
    <dl>
      <dt>${words.yours}</dt>
      <dd part="mine"><bdi>${cutText(mine['text'] ?? shown, SHOWN)}</bdi></dd>
      <dt>${words.theirs}</dt>
      <dd part="theirs">
        ${theirs ? html`<bdi>${cutText(theirs.text, SHOWN)}</bdi>` : html`<i>${words.removed}</i>`}
      </dd>
    </dl>
    <div class="choice">
      <button class="minor" part="keep-mine" type="button" data-do="mine">${words.keepMine}</button>
      <button class="minor" part="take-theirs" type="button" data-do="theirs">
        ${words.takeTheirs}
      </button>
    </div>
  </div>`;
}

export const ERROR = svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path d="M8 4.5v4M8 11v.5" /></svg>`;
const WARNING = svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1.5 15 14H1z" /><path d="M8 6v4M8 11.7v.3" /></svg>`;
