import { html, type TemplateResult } from 'lit';
import { keyedRows } from '../../controllers/keyed-rows.js';
import type { NotificationEntry } from '../../core/notification-list.js';
import type { Notification } from '../../core/notification.js';
import type { NotificationFeedStrings } from './notification-feed.strings.js';

/** Renders what was missed: one line each, newest first. */
export function renderHistory(
  entries: readonly NotificationEntry[],
  timeOf: (notification: Notification) => string,
  words: NotificationFeedStrings,
): TemplateResult {
  return html`
    <section class="history" part="history" aria-label=${words.missedLabel}>
      <div class="history-head">
        <h3>${words.missedLabel}</h3>
        <button class="link" type="button" data-do="clear-missed">${words.clear}</button>
      </div>
      <ol tabindex="0" aria-label=${words.missedLabel}>
        ${keyedRows({
          items: entries,
          keyOf: ({ notification }) => notification.id,
          extraOf: ({ notification }) => timeOf(notification),
          render: ({ notification }) => renderLine(notification, timeOf(notification), words),
          shared: words,
        })}
      </ol>
    </section>
  `;
}

function renderLine(
  { type, title, message, timestamp }: Notification,
  time: string,
  words: NotificationFeedStrings,
): TemplateResult {
  const text = title || message;
  return html`<li data-type=${type}>
    <span class="visually-hidden">${words.types[type]}: </span>
    <bdi title=${text}>${text}</bdi>
    <time datetime=${new Date(timestamp).toISOString()}>${time}</time>
  </li>`;
}
