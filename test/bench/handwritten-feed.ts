import type { ConnectionStatusElement } from '../../src/elements/connection-status/connection-status.js';
import type { MessageSource } from '../../src/core/message-source.js';
import { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import { notificationFeedStrings as words } from '../../src/elements/notification-feed/notification-feed.strings.js';
import { adoptStyles, ago, cardMarkup, missedMarkup, SKELETON } from './feed-skeleton.js';
import type { CardData, CardType } from './feed-skeleton.js';

interface Item {
  card: CardData;
  count: number;
  row: HTMLElement | undefined;
}

const HISTORY_CAP = 50;

/**
 * What a careful hand writes instead of the element: templates are cloned, new rows go in at the
 * top in one piece, old ones out at the bottom, and nothing else is touched; once per frame.
 */
export class HandwrittenFeed extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #items = new Map<string, Item>();
  readonly #templates = new Map<CardType, HTMLElement>();
  #gone: HTMLElement[] = [];
  #fresh: Item[] = [];
  #stale = new Set<Item>();
  #missed = 0;
  #heard = 0;
  #latest = '';
  #drawing = false;

  constructor(
    readonly source: MessageSource,
    readonly cap: number,
  ) {
    super();
  }

  connectedCallback(): void {
    adoptStyles(this.#root, NotificationFeedElement);
    this.#root.innerHTML = SKELETON;
    this.#find<ConnectionStatusElement>('connection-status').source = this.source;
    this.#root.addEventListener('click', this.#onClick);
    this.source.on('notification', (payload) => this.#receive(payload as CardData));
    setInterval(() => this.#speak(), 1000);
    setInterval(() => this.#refreshTimes(), 60_000);
  }

  #receive(card: CardData): void {
    const known = this.#items.get(card.id);
    if (known) {
      known.card = card;
      known.count++;
      this.#stale.add(known);
    } else {
      const item = { card, count: 1, row: undefined };
      this.#items.set(card.id, item);
      this.#fresh.push(item);
      if (this.#items.size > this.cap) this.#evict();
    }
    this.#heard++;
    this.#latest = `${words.types[card.type]}: ${card.title}. ${card.message}`;
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => this.#draw());
  }

  #evict(): void {
    const [oldest] = this.#items.values();
    if (!oldest) return;
    this.#items.delete(oldest.card.id);
    if (oldest.row) this.#gone.push(oldest.row);
    this.#missed = Math.min(this.#missed + 1, HISTORY_CAP);
  }

  #draw(): void {
    this.#drawing = false;
    for (const row of this.#gone) row.remove();
    const now = Date.now();
    const rows = document.createDocumentFragment();
    const fresh = this.#fresh.slice(-this.cap);
    for (const item of fresh.reverse()) rows.append((item.row = this.#build(item.card, now)));
    this.#find('ol').prepend(rows);
    for (const item of this.#stale) this.#fill(item, now);
    this.#drawMissed();
    this.#gone = [];
    this.#fresh = [];
    this.#stale.clear();
  }

  #build(card: CardData, now: number): HTMLElement {
    const row = this.#template(card.type).cloneNode(true) as HTMLElement;
    row.dataset['key'] = card.id;
    this.#write(row, card, now);
    return row;
  }

  #write(row: HTMLElement, { title, message, timestamp }: CardData, now: number): void {
    const [, content, foot, button] = row.children as unknown as HTMLElement[];
    const [titleLine, messageLine] = content?.children as unknown as HTMLElement[];
    const time = foot?.firstElementChild as HTMLTimeElement;
    (titleLine?.children[1]?.firstChild as Text).data = title;
    (messageLine?.firstElementChild?.firstChild as Text).data = message;
    (time.firstChild as Text).data = ago(timestamp, now);
    time.dateTime = new Date(timestamp).toISOString();
    button?.setAttribute('aria-label', `${words.dismiss}: ${title}`);
  }

  #fill({ card, count, row }: Item, now: number): void {
    if (!row) return;
    this.#write(row, card, now);
    row.querySelector('.count')?.remove();
    const times = `<span class="count" part="count">×${count}</span>`;
    row.querySelector('.title')?.insertAdjacentHTML('beforeend', ` ${times}`);
  }

  #drawMissed(): void {
    const button = this.#root.querySelector('.missed');
    const text = words.missed(this.#missed);
    if (button) {
      if (button.textContent !== text) button.textContent = text;
    } else if (this.#missed > 0) {
      this.#find('.header').insertAdjacentHTML('beforeend', missedMarkup(this.#missed));
    }
  }

  #template(type: CardType): HTMLElement {
    const known = this.#templates.get(type);
    if (known) return known;
    const template = document.createElement('template');
    const blank = { id: '-', type, title: '-', message: '-', timestamp: 0 };
    template.innerHTML = cardMarkup(blank, 1, '-', '-');
    const row = document.importNode(template.content.firstElementChild as HTMLElement, true);
    this.#templates.set(type, row);
    return row;
  }

  #speak(): void {
    if (this.#heard === 0) return;
    const text = this.#heard > 1 ? words.burst(this.#heard, this.#latest) : this.#latest;
    this.#find('[role="status"]').textContent = text;
    this.#heard = 0;
  }

  #refreshTimes(): void {
    const now = Date.now();
    for (const { card, row } of this.#items.values()) if (row) this.#write(row, card, now);
  }

  #find<E extends HTMLElement>(selector: string): E {
    return this.#root.querySelector<E>(selector) as E;
  }

  readonly #onClick = ({ target }: Event): void => {
    const row = (target as Element).closest('.dismiss')?.closest<HTMLElement>('[data-key]');
    this.#items.delete(row?.dataset['key'] ?? '');
    row?.remove();
  };
}
