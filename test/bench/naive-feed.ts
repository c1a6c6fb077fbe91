import type { ConnectionStatusElement } from '../../src/elements/connection-status/connection-status.js';
import type { MessageSource } from '../../src/core/message-source.js';
import { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { adoptStyles, ago, cardMarkup, missedMarkup, SKELETON } from './feed-skeleton.js';
import type { CardData } from './feed-skeleton.js';

/** What tutorials do: put the new one in front, cut the list, write all of it anew per message. */
export class NaiveFeed extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  #cards: CardData[] = [];
  #missed = 0;

  constructor(
    readonly source: MessageSource,
    readonly cap: number,
  ) {
    super();
  }

  connectedCallback(): void {
    adoptStyles(this.#root, NotificationFeedElement);
    this.#root.innerHTML = SKELETON;
    const status = this.#root.querySelector<ConnectionStatusElement>('connection-status');
    if (status) status.source = this.source;
    this.source.on('notification', (payload) => this.#receive(payload as CardData));
  }

  #receive(card: CardData): void {
    if (this.#cards.unshift(card) > this.cap) this.#missed = Math.min(this.#missed + 1, 50);
    this.#cards = this.#cards.slice(0, this.cap);
    this.#draw();
  }

  #draw(): void {
    const now = Date.now();
    const list = this.#root.querySelector('ol') as HTMLElement;
    list.innerHTML = this.#cards.map((card) => draw(card, now)).join('');
    const header = this.#root.querySelector('.header') as HTMLElement;
    header.querySelector('.missed')?.remove();
    if (this.#missed > 0) header.insertAdjacentHTML('beforeend', missedMarkup(this.#missed));
  }
}

function draw(card: CardData, now: number): string {
  const { id, title, message, timestamp } = card;
  const safe = { ...card, id: escape(id), title: escape(title), message: escape(message) };
  return cardMarkup(safe, 1, ago(timestamp, now), new Date(timestamp).toISOString());
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<"]/g, (character) => ENTITIES[character] as string);
}
