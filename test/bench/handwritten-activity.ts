import type { ConnectionStatusElement } from '../../src/elements/connection-status/connection-status.js';
import type { MessageSource } from '../../src/core/message-source.js';
import { faceOf } from '../../src/core/face.js';
import { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import { activityFeedStrings as words } from '../../src/elements/activity-feed/activity-feed.strings.js';
import type { ActivityData } from './activity-frames.js';
import { adoptStyles, MARK_ALL, ROW, SKELETON } from './activity-skeleton.js';

/** How many rows a careful hand renders around what can be seen. */
const WINDOW = 24;
/** It knows that all rows are equally high. */
const ROW_HEIGHT = 57;

/**
 * What a careful hand writes instead of the element: a row is cloned, new ones go in at the top in one
 * piece, old ones out at the bottom, all are numbered anew, and nothing else is touched; once per frame.
 * It neither folds nor holds back, and what it trusts the element checks.
 */
export class HandwrittenActivity extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #known = new Set<string>();
  readonly #items: ActivityData[] = [];
  readonly #template = document.createElement('template');
  #rows: HTMLElement[] = [];
  #fresh: ActivityData[] = [];
  #count = 0;
  #heard = 0;
  #drawing = false;

  constructor(
    readonly source: MessageSource,
    readonly cap: number,
  ) {
    super();
  }

  connectedCallback(): void {
    adoptStyles(this.#root, ActivityFeedElement);
    this.#root.innerHTML = SKELETON;
    this.#template.innerHTML = ROW;
    this.#find<ConnectionStatusElement>('connection-status').source = this.source;
    this.source.on('activity', (payload) => this.#receive(payload as ActivityData));
    setInterval(() => this.#speak(), 1000);
  }

  /** Shows a list of which only a window is rendered. */
  showWindow(items: readonly ActivityData[]): void {
    this.#items.push(...items);
    const scroller = this.#find('.scroll');
    scroller.addEventListener('scroll', () => requestAnimationFrame(() => this.#drawWindow()));
    this.#drawWindow();
  }

  #receive(activity: ActivityData): void {
    if (this.#known.has(activity.id)) return;
    this.#known.add(activity.id);
    this.#fresh.push(activity);
    this.#heard++;
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#drawing = false;
    const rows = this.#fresh
      .slice(-this.cap)
      .reverse()
      .map((item) => this.#build(item));
    const all = [...rows, ...this.#rows];
    for (const row of all.splice(this.cap)) row.remove();
    this.#find('.feed').prepend(...rows);
    this.#rows = all;
    this.#fresh = [];
    for (const [index, row] of all.entries()) {
      row.setAttribute('aria-posinset', String(index + 1));
      if (row.getAttribute('aria-setsize') !== String(all.length)) {
        row.setAttribute('aria-setsize', String(all.length));
      }
      if (row.tabIndex !== (index ? -1 : 0)) row.tabIndex = index ? -1 : 0;
    }
    if (!this.#root.querySelector('.mark-all')) {
      this.#find('h2').insertAdjacentHTML('afterend', MARK_ALL);
    }
  }

  #drawWindow(): void {
    const { scrollTop } = this.#find('.scroll');
    const start = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - 7);
    const shown = this.#items.slice(start, start + WINDOW);
    const feed = this.#find('.feed');
    feed.style.setProperty('--_before', `${start * ROW_HEIGHT}px`);
    const after = this.#items.length - start - shown.length;
    feed.style.setProperty('--_after', `${after * ROW_HEIGHT}px`);
    const known = new Map(this.#rows.map((row) => [row.dataset['id'], row]));
    this.#rows = shown.map((item, index) => {
      const row = known.get(item.id) ?? this.#build(item);
      row.dataset['id'] = item.id;
      row.setAttribute('aria-posinset', String(start + index + 1));
      return row;
    });
    feed.replaceChildren(...this.#rows);
  }

  #build({ userId, userName, action, target, timestamp }: ActivityData): HTMLElement {
    const row = this.#template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    const key = `row-${++this.#count}`;
    const [face, body] = row.children as unknown as [HTMLElement, HTMLElement];
    const [what, when] = body.children as unknown as [HTMLElement, HTMLElement];
    const [user, deed, object] = what.children;
    const time = when.firstElementChild as HTMLTimeElement;
    const { initial, colour } = faceOf(userId, userName);
    row.part.add('row', 'row-unread');
    row.dataset['key'] = key;
    row.setAttribute('aria-labelledby', (what.id = `${key}-what`));
    row.setAttribute('aria-describedby', (time.id = `${key}-when`));
    face.style.setProperty('--_fill-light', colour.light);
    face.style.setProperty('--_fill-dark', colour.dark);
    (face.firstElementChild!.firstChild as Text).data = initial;
    (user!.firstChild as Text).data = userName;
    (deed!.firstChild as Text).data = action;
    (object!.firstChild as Text).data = target;
    (time.firstChild as Text).data = words.justNow;
    time.dateTime = new Date(timestamp).toISOString();
    return row;
  }

  #speak(): void {
    if (this.#heard === 0) return;
    this.#find('[role="status"]').textContent = words.burst(this.#heard, '');
    this.#heard = 0;
  }

  #find<E extends HTMLElement>(selector: string): E {
    return this.#root.querySelector<E>(selector) as E;
  }
}
