import { activityFeedStrings as words } from '../../src/elements/activity-feed/activity-feed.strings.js';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';

/** The markup around the rows, as the element draws it. */
export const SKELETON = `<div class="visually-hidden" role="status"></div
><div class="visually-hidden" role="alert"></div
><section class="panel" part="panel" aria-labelledby="heading" tabindex="-1"
><div class="header" part="header"><h2 part="heading" id="heading"><slot name="heading">${words.heading}</slot></h2
><connection-status part="status"></connection-status></div
><div class="news" role="status"></div
><div class="scroll"><div class="feed" part="list" role="feed" aria-labelledby="heading" aria-busy="false"></div></div
><span class="end visually-hidden" tabindex="-1">${words.end}</span></section>`;

/** The button that marks all as read, as the element draws it. */
export const MARK_ALL = `<button class="mark-all" part="mark-all" type="button" data-do="mark-all" title="${words.markAllRead}" aria-label="${words.markAllRead}"
><svg viewBox="0 0 16 16" aria-hidden="true"><path d="m1 8.5 3.5 3.5L10 4.5M8 12 15 4.5"></path></svg></button>`;

/** The markup of one row without its texts. */
export const ROW = `<article class="row" tabindex="-1"
><span class="face" part="avatar" aria-hidden="true"><span class="initial">-</span></span
><div class="body"><p class="what" part="what"><bdi class="user" part="user">-</bdi> <bdi class="action" part="action">-</bdi> <bdi class="target" part="target">-</bdi></p
><div class="when"><time part="time">-</time></div></div
><span class="dot" part="unread" role="img" aria-label="${words.unread}"></span></article>`;

/** Gives a contender the element's own style sheets. */
export function adoptStyles(root: ShadowRoot, feed: typeof ActivityFeedElement): void {
  root.adoptedStyleSheets = feed.elementStyles.map((style) =>
    style instanceof CSSStyleSheet ? style : (style.styleSheet as CSSStyleSheet),
  );
}
