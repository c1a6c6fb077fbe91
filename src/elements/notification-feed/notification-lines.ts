import { html, nothing, type TemplateResult } from 'lit';
import type { NotificationFeedStrings } from './notification-feed.strings.js';

type Line = TemplateResult | typeof nothing;

/** Renders the button that opens what was missed. */
export function renderMissed(count: number, open: boolean, words: NotificationFeedStrings): Line {
  if (count === 0) return nothing;
  return html`<button
    class="missed"
    part="missed"
    type="button"
    data-do="history"
    aria-expanded=${open}
  >
    ${words.missed(count)}
  </button>`;
}

/** Renders what is said while there is nothing to show. */
export function renderEmpty(words: NotificationFeedStrings): TemplateResult {
  return html`<slot name="empty"><p class="empty" part="empty">${words.empty}</p></slot>`;
}

/** Renders the line for what came while the page was hidden. */
export function renderAway(count: number, words: NotificationFeedStrings): Line {
  if (count === 0) return nothing;
  return html`<div class="row" part="away">
    <span>${words.away(count)}</span>
    <button class="link" type="button" data-do="show-away">${words.show}</button>
    <button class="dismiss" type="button" data-do="dismiss-away" aria-label=${words.dismiss}>
      <span aria-hidden="true">×</span>
    </button>
  </div>`;
}

/** Renders the button that unfolds the `hidden` older cards, or folds them again. */
export function renderStack(
  hidden: number,
  expanded: boolean,
  words: NotificationFeedStrings,
): Line {
  if (hidden === 0 && !expanded) return nothing;
  return html`<div class="stack ${expanded ? '' : 'closed'}">
    <button part="stack" type="button" data-do="stack" aria-expanded=${expanded}>
      ${expanded ? words.fewer : words.more(hidden)}
    </button>
  </div>`;
}

/** Renders the line for messages that could not be shown, with the reasons for developers. */
export function renderInvalid(
  count: number,
  problems: readonly string[],
  words: NotificationFeedStrings,
): Line {
  if (count === 0) return nothing;
  return html`<details part="error">
    <summary>${words.invalid(count)}</summary>
    ${problems.map((problem) => html`<p>${problem}</p>`)}
  </details>`;
}
