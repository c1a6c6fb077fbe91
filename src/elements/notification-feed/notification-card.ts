import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { NotificationEntry } from '../../core/notification-list.js';
import type { NotificationType } from '../../core/notification.js';
import type { NotificationFeedStrings } from './notification-feed.strings.js';

/** Renders one notification. What it says came off the wire: it is text and nothing else. */
export function renderCard(
  { notification, count }: NotificationEntry,
  time: string,
  words: NotificationFeedStrings,
): TemplateResult {
  const { id, type, title, message, timestamp, action } = notification;
  const name = title || message;
  return html`
    <li class="card" part="card card-${type}" data-key=${id} data-type=${type} tabindex="-1">
      <span class="icon" part="icon">${ICONS[type]}</span>
      <div class="content">
        ${
          title
            ? html`<p class="title" part="title">
                ${typeName(type, words)}<bdi>${title}</bdi>${times(count)}
              </p>`
            : nothing
        }
        ${
          message
            ? html`<p class="message" part="message">
                ${title ? nothing : typeName(type, words)}<bdi>${message}</bdi>${title ? nothing : times(count)}
              </p>`
            : nothing
        }
      </div>
      <div class="foot">
        <time part="time" datetime=${new Date(timestamp).toISOString()}>${time}</time>
        ${
          action
            ? html`<button class="action" part="action" type="button" data-do="action">
                <bdi>${action.label}</bdi>
              </button>`
            : nothing
        }
      </div>
      <button
        class="dismiss"
        part="dismiss"
        type="button"
        data-do="dismiss"
        aria-label="${words.dismiss}: ${name}"
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  `;
}

function typeName(type: NotificationType, words: NotificationFeedStrings): TemplateResult {
  return html`<span class="visually-hidden">${words.types[type]}: </span>`;
}

function times(count: number): TemplateResult | typeof nothing {
  return count > 1 ? html` <span class="count" part="count">×${count}</span>` : nothing;
}

// The shape of an icon says what its colour says.
const ICONS: Readonly<Record<NotificationType, SVGTemplateResult>> = {
  info: icon(svg`<circle cx="8" cy="8" r="7" /><path d="M8 7.5v4M8 4.5v.5" />`),
  success: icon(svg`<circle cx="8" cy="8" r="7" /><path d="m5 8.3 2.2 2.2L11 6" />`),
  warning: icon(svg`<path d="M8 1.5 15 14H1z" /><path d="M8 6v4M8 11.7v.3" />`),
  error: icon(svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path d="M8 4.5v4M8 11v.5" />`),
};

function icon(shape: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>`;
}
