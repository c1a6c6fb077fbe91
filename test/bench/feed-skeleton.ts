import type { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { notificationFeedStrings as words } from '../../src/elements/notification-feed/notification-feed.strings.js';

export type CardType = 'info' | 'success' | 'warning' | 'error';

/** What the contenders read of a notification. They trust it: the element does not. */
export interface CardData {
  readonly id: string;
  readonly type: CardType;
  readonly title: string;
  readonly message: string;
  readonly timestamp: number;
}

/** The markup around the cards, as the element draws it. */
export const SKELETON = `<div class="region" part="region" role="region" aria-label="${words.label}" tabindex="-1"
><div class="visually-hidden" role="status"></div><div class="visually-hidden" role="alert"></div
><div class="header" part="header"><connection-status part="status"></connection-status></div
><div class="scroll"><ol part="list" role="list" aria-label="${words.label}"></ol></div
><div class="ghosts" aria-hidden="true" inert></div></div>`;

export const ICONS: Readonly<Record<CardType, string>> = {
  info: '<circle cx="8" cy="8" r="7"></circle><path d="M8 7.5v4M8 4.5v.5"></path>',
  success: '<circle cx="8" cy="8" r="7"></circle><path d="m5 8.3 2.2 2.2L11 6"></path>',
  warning: '<path d="M8 1.5 15 14H1z"></path><path d="M8 6v4M8 11.7v.3"></path>',
  error: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"></path><path d="M8 4.5v4M8 11v.5"></path>',
};

/** The markup of one card. Its texts must have been escaped. */
export function cardMarkup(card: CardData, count: number, time: string, iso: string): string {
  const { id, type, title, message } = card;
  const times = count > 1 ? ` <span class="count" part="count">×${count}</span>` : '';
  return `<li class="card" part="card card-${type}" data-key="${id}" data-type="${type}" tabindex="-1"
><span class="icon" part="icon"><svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[type]}</svg></span
><div class="content"><p class="title" part="title"
><span class="visually-hidden">${words.types[type]}: </span><bdi>${title}</bdi>${times}</p
><p class="message" part="message"><bdi>${message}</bdi></p></div
><div class="foot"><time part="time" datetime="${iso}">${time}</time></div
><button class="dismiss" part="dismiss" type="button" data-do="dismiss" aria-label="${words.dismiss}: ${title}"
><span aria-hidden="true">×</span></button></li>`;
}

/** The button that counts the missed, as the element draws it. */
export function missedMarkup(missed: number): string {
  return `<button class="missed" part="missed" type="button" data-do="history" aria-expanded="false">${words.missed(missed)}</button>`;
}

/** Says how long ago `timestamp` was. The runs are too short for more than minutes. */
export function ago(timestamp: number, now: number): string {
  const minutes = Math.floor((now - timestamp) / 60_000);
  return minutes < 1 ? words.justNow : words.minutesAgo(minutes);
}

/** Gives a contender the element's own style sheets. */
export function adoptStyles(root: ShadowRoot, feed: typeof NotificationFeedElement): void {
  root.adoptedStyleSheets = feed.elementStyles.map((style) =>
    style instanceof CSSStyleSheet ? style : (style.styleSheet as CSSStyleSheet),
  );
}
