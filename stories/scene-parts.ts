import type { MessageSource } from '../src/core/message-source.js';
import type { ConnectionStatusElement } from '../src/elements/connection-status/connection-status.js';
import type { NotificationFeedElement } from '../src/elements/notification-feed/notification-feed.js';
import type { StageFrameElement } from '../src/storybook/stage-frame.js';

/** Finds the story's feed. */
export function feedIn(canvas: HTMLElement): NotificationFeedElement {
  return find<NotificationFeedElement>(canvas, 'notification-feed');
}

/** Finds the story's badge, also the one inside a feed. */
export function badgeIn(canvas: HTMLElement): ConnectionStatusElement {
  const feed = canvas.querySelector('notification-feed');
  return find<ConnectionStatusElement>(feed?.shadowRoot ?? canvas, 'connection-status');
}

/** Finds the source that the story's elements share. */
export function sourceIn(canvas: HTMLElement): MessageSource {
  return find<StageFrameElement>(canvas, 'stage-frame').scene?.source as MessageSource;
}

/** Reads the titles of the cards on show, newest first. */
export function titles(feed: NotificationFeedElement): string[] {
  return [...all(feed, 'card')].map((card) => text(card.querySelector('[part=title]')));
}

/** Reads what a badge says to the eye. */
export function saysBadge(badge: ConnectionStatusElement): string {
  return text(part(badge, 'text'));
}

/** Reads what a feed has said to screen readers: politely, and at once. */
export function announced(feed: NotificationFeedElement): { polite: string; assertive: string } {
  const root = feed.shadowRoot as ShadowRoot;
  return {
    polite: text(root.querySelector('[role=status]')),
    assertive: text(root.querySelector('[role=alert]')),
  };
}

/** Finds a part of an element's shadow tree; `null` when it is not there. */
export function part(host: HTMLElement, name: string): HTMLElement | null {
  return all(host, name)[0] ?? null;
}

/** Finds all parts of a name. The fading likeness of a card that has gone is no part any more. */
export function all(host: HTMLElement, name: string): HTMLElement[] {
  const parts = host.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${name}"]`) ?? [];
  return [...parts].filter((found) => !found.closest('.ghosts'));
}

/** Finds a part that must be there. */
export function need(host: HTMLElement, name: string): HTMLElement {
  const found = part(host, name);
  if (!found) throw new Error(`<${host.localName}> shows no part "${name}".`);
  return found;
}

export function text(node: Element | null): string {
  return node?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

function find<T extends HTMLElement>(root: ParentNode, tag: string): T {
  const element = root.querySelector<T>(tag);
  if (!element) throw new Error(`The story shows no <${tag}>.`);
  return element;
}
