import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ListRequest } from '../../controllers/list-request.js';
import type { ActivityFeedStrings } from './activity-feed.strings.js';

type Line = TemplateResult | typeof nothing;

/** How many rows the skeleton has at most: so many that they fill the list's usual height. */
const SKELETON_ROWS = 9;

/** Renders the button that marks everything as read, where there is something to mark. */
export function renderMarkAll(unread: number, words: ActivityFeedStrings): Line {
  if (unread === 0) return nothing;
  return html`<button
    class="mark-all"
    part="mark-all"
    type="button"
    data-do="mark-all"
    title=${words.markAllRead}
    aria-label=${words.markAllRead}
  >
    ${svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="m1 8.5 3.5 3.5L10 4.5M8 12 15 4.5" /></svg>`}
  </button>`;
}

/** Renders the line that says how old everything is. */
export function renderStale(text: string): TemplateResult {
  return html`<p class="stale" part="stale"><tally-lamp .state=${'stale'}></tally-lamp>${text}</p>`;
}

/** Renders the button that lets in what waits. */
export function renderWaiting(count: number, isMore: boolean, words: ActivityFeedStrings): Line {
  if (count === 0) return nothing;
  return html`<button class="pill" part="waiting" type="button" data-do="take-in">
    ${words.waiting(count, isMore)}
  </button>`;
}

/** Renders what failed, and the way out. */
export function renderFailure(text: string, words: ActivityFeedStrings): TemplateResult {
  return html`<div class="error" part="error">
    <p>${text}</p>
    <button class="retry" part="retry" type="button" data-do="retry">${words.retry}</button>
  </div>`;
}

/** Renders the shapes of rows that are on their way. */
export function renderSkeleton(count: number, words: ActivityFeedStrings): TemplateResult {
  const rows = Array.from({ length: Math.min(Math.max(count, 1), SKELETON_ROWS) });
  return html`<div class="skeleton" part="skeleton" aria-hidden="true">
      ${rows.map(
        () =>
          html`<div class="row">
            <span class="face"></span><span class="body"><i></i><i></i></span>
          </div>`,
      )}
    </div>
    <p class="visually-hidden">${words.loading}</p>`;
}

/** Renders what is said while there is nothing to show. */
export function renderEmpty(words: ActivityFeedStrings): TemplateResult {
  return html`<slot name="empty"><p class="empty" part="empty">${words.empty}</p></slot>`;
}

/** Renders the button that asks for older activities, or says why there are none. */
export function renderOlder(
  { isRunning, problem }: ListRequest,
  words: ActivityFeedStrings,
): TemplateResult {
  const label = isRunning ? words.loadingOlder : problem === undefined ? words.older : words.retry;
  return html`<div class="older">
    ${problem === undefined || isRunning ? nothing : html`<p part="error">${words.olderFailed(problem)}</p>`}
    <button part="older" type="button" data-do="older" aria-disabled=${isRunning}>${label}</button>
  </div>`;
}
