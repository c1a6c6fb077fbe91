import { html, nothing, type TemplateResult } from 'lit';
import type { OptimisticListStrings } from './optimistic-list.strings.js';
import { ERROR } from './optimistic-row.js';

type Line = TemplateResult | typeof nothing;

/** Renders the form that adds items. */
export function renderForm(words: OptimisticListStrings): TemplateResult {
  return html`<form class="add" part="form" data-do="add">
    <label for="add" part="label">${words.addLabel}</label>
    <div class="box">
      <input
        class="field"
        id="add"
        part="input"
        dir="auto"
        autocomplete="off"
        enterkeyhint="done"
      />
      <button class="main" part="add">${words.add}</button>
    </div>
  </form>`;
}

/** Renders the line that counts what waits for the connection. */
export function renderWaiting(count: number, words: OptimisticListStrings): Line {
  if (count === 0) return nothing;
  return html`<div class="row" part="waiting">
    <tally-lamp .state=${'closed'}></tally-lamp>
    <span>${words.changesWaiting(count)}</span>
    <button class="minor" part="try-now" type="button" data-do="try-now">${words.tryNow}</button>
  </div>`;
}

/** Renders what did not work out and has no row of its own. */
export function renderNotice(notice: string, words: OptimisticListStrings): Line {
  if (!notice) return nothing;
  return html`<div class="row error" part="notice">
    ${ERROR}<span>${notice}</span>
    <button class="quiet cross" type="button" data-do="dismiss" aria-label=${words.dismiss}>
      <span aria-hidden="true">×</span>
    </button>
  </div>`;
}

/** Renders that the list could not be loaded. */
export function renderLoadError(words: OptimisticListStrings): TemplateResult {
  return html`<div class="row error" part="load-error">
    ${ERROR}<span>${words.loadFailed}</span>
    <button class="minor" part="reload" type="button" data-do="reload">${words.retry}</button>
  </div>`;
}

/** Renders the shapes of items that are on their way. */
export function renderSkeleton(words: OptimisticListStrings): TemplateResult {
  return html`<div class="skeleton" part="skeleton" aria-hidden="true">
      <span></span><span></span><span></span>
    </div>
    <span class="visually-hidden">${words.loading}</span>`;
}
