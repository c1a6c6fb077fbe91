import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { flagConverter, textConverter } from '../../controllers/attribute-converters.js';
import { ActivitiesController } from '../../controllers/activities-controller.js';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { FadeController } from '../../controllers/fade-controller.js';
import { FeedController, isByPointer } from '../../controllers/feed-controller.js';
import { keyedRows } from '../../controllers/keyed-rows.js';
import { localeOf } from '../../controllers/locale.js';
import { numberProperty } from '../../controllers/number-property.js';
import { PacedCountController } from '../../controllers/paced-count-controller.js';
import { ReadingController } from '../../controllers/reading-controller.js';
import { RelativeTimeController } from '../../controllers/relative-time-controller.js';
import { SeenController } from '../../controllers/seen-controller.js';
import { styleProperties } from '../../controllers/style-properties.js';
import { WindowController } from '../../controllers/window-controller.js';
import type { ActivityRow } from '../../core/activity-list.js';
import type { Activity } from '../../core/activity.js';
import type { MessageSource } from '../../core/message-source.js';
import { relativeTimeWords } from '../../core/relative-time.js';
import type { Runtime } from '../../core/runtime.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import {
  ActivityInvalidEvent,
  ActivityOpenEvent,
  ActivityReadEvent,
} from './activity-feed.events.js';
import { activityFeedStrings, type ActivityFeedStrings } from './activity-feed.strings.js';
import { styles } from './activity-feed.styles.js';
import {
  renderEmpty,
  renderFailure,
  renderMarkAll,
  renderOlder,
  renderSkeleton,
  renderStale,
  renderWaiting,
} from './activity-lines.js';
import { extraOf, lastNewOf, renderRow, type RowView } from './activity-row.js';

/**
 * Shows what people do, newest first: the latest from the server, and what is pushed from then on.
 *
 * Nothing moves what somebody reads: new rows come in only while the reader is at the top and idle,
 * and otherwise wait behind a button that counts them. What one person does again and again is one
 * row. After every gap in the connection the list is asked for again, and nothing is lost or doubled.
 * If the source knows of the user's other tabs, what is seen or read in one is so in all.
 *
 * @fires activity-open - The reader opened an activity; cancel to leave it unread.
 * @fires activity-read - Activities that were unread have been read.
 * @fires activity-invalid - A message could not be shown. Does not bubble.
 * @slot heading - What the feed is called.
 * @slot empty - What to say while there is nothing to show.
 * @csspart panel - Everything.
 * @csspart header - The line with the heading and the connection.
 * @csspart heading - The heading.
 * @csspart status - The connection badge.
 * @csspart mark-all - The button that marks everything as read.
 * @csspart stale - The line that says how old everything is.
 * @csspart waiting - The button that lets in what waits.
 * @csspart list - The list of activities.
 * @csspart row - A row; also `row-unread`.
 * @csspart avatar - A user's initial in their colour.
 * @csspart what - The sentence of a row.
 * @csspart user - A user's name.
 * @csspart action - What was done.
 * @csspart target - What it was done to.
 * @csspart time - When it was.
 * @csspart unread - The dot of what is unread.
 * @csspart expander - The button that shows what is told as one.
 * @csspart others - What was told as one.
 * @csspart since - The line below what is new since the last visit.
 * @csspart older - The button that asks for older activities.
 * @csspart empty - What is said while there is nothing to show.
 * @csspart skeleton - The shapes of rows that are on their way.
 * @csspart error - What failed.
 * @csspart retry - The button that tries again.
 * @cssproperty --tally-list-height - How high the list is before it scrolls, 500px by default.
 */
export class ActivityFeedElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    runtime: { attribute: false },
    src: { converter: textConverter('/api/activities') },
    olderSrc: { converter: textConverter(), attribute: 'older-src' },
    limit: numberProperty(20),
    cap: numberProperty(100),
    grouping: { converter: flagConverter },
    groupWindow: numberProperty(600_000, 'group-window'),
    seenUntil: numberProperty(0, 'seen-until'),
    grace: numberProperty(2000),
    strings: { attribute: false },
  };

  /** The source of `activity` messages; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The runtime to take time and the network from; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** Where the latest activities are, as a JSON list. Empty asks for nothing. */
  src = '/api/activities';

  /** Where older ones are: asked with `before`, the id of the oldest on show. Empty for none. */
  olderSrc = '';

  /** How many are asked for at a time. */
  limit = 20;

  /** How many are kept. The oldest goes first. */
  cap = 100;

  /** Whether what somebody does again and again is one row. */
  grouping = true;

  /** How long somebody may pause, in ms, and still go on in the same row. */
  groupWindow = 600_000;

  /** The time of the newest that has been seen, in wall-clock ms: to be kept from visit to visit. */
  seenUntil = 0;

  /** How much downtime is passed over, in ms. */
  grace = 2000;

  /** Words in another language. What is left out stays in English, times in that of the page. */
  strings: Partial<ActivityFeedStrings> = {};

  readonly #expanded = new Set<string>();
  #view: RowView | undefined;
  #viewOf: { strings?: object; locale?: string | undefined } = {};
  #lastNew: ActivityRow | undefined;

  readonly #activities = new ActivitiesController(this, {
    onArrive: (activity) => this.#announce(activity),
    onIdle: () => this.#reading.letIn(),
    onWaiting: (count) => this.#waiting.set(count),
    onFail: (problem) => this.#announcer.say(this.#words.loadFailed(problem), 'assertive'),
    onSeenElsewhere: (until) => this.#seen.seenElsewhere(until),
    onInvalid: (problem, payload) => this.dispatchEvent(new ActivityInvalidEvent(problem, payload)),
  });
  readonly #runtime = this.#activities.runtime;
  readonly #times = new RelativeTimeController(this, this.#runtime, this.#activities.redraw);
  readonly #announcer = new AnnounceController(this, this.#runtime, (count, latest) =>
    this.#words.burst(count, latest),
  );
  readonly #waiting = new PacedCountController(this, this.#runtime);
  readonly #window = new WindowController<ActivityRow>(this);
  readonly #fade = new FadeController(this, this.#runtime);
  readonly #seen = new SeenController(
    this,
    this.#runtime,
    () => this.#window.visible.map(({ activities }) => activities[0]!.timestamp),
    (until) => this.#activities.source?.tabs?.tell('activity-seen', until),
  );
  readonly #feed = new FeedController(this, this.#window, {
    onOpen: (key, id) => this.#open(key, id),
    onEnd: () => void this.#activities.loads.loadOlder(),
  });
  readonly #reading = new ReadingController(this, {
    activities: this.#activities,
    window: this.#window,
    feed: this.#feed,
    seen: this.#seen,
    fade: this.#fade,
  });

  constructor() {
    super();
    this.addEventListener('click', this.#onClick);
  }

  /** Marks an activity as read. Nothing happens for one that is read already, or unknown. */
  markRead(id: string): void {
    this.#markRead([id]);
  }

  /** Marks everything as read. */
  markAllRead(): void {
    this.#markRead(this.#activities.unread);
  }

  /** Asks for the latest again. What has come already stays. */
  reload(): void {
    void this.#activities.loads.load();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { loads, unread, freshness } = this.#activities;
    const { problem } = loads.latest;
    const lostAt = freshness.readLostAt();
    return html`
      ${this.#announcer.render()}
      <section class="panel" part="panel" aria-labelledby="heading" tabindex="-1">
        <div class="header" part="header">
          <h2 part="heading" id="heading"><slot name="heading">${words.heading}</slot></h2>
          ${renderMarkAll(unread.size, words)}
          <connection-status
            part="status"
            .source=${this.#activities.source}
            .runtime=${this.#runtime.current}
            .grace=${this.grace}
            .strings=${words.connection}
          ></connection-status>
        </div>
        <div class="news" role="status">${this.#renderWaiting(words)}</div>
        <div class="scroll" @scroll=${this.#reading.onScroll}>${this.#renderContent(words)}</div>
        ${problem === undefined ? nothing : renderFailure(words.loadFailed(problem), words)}
        ${lostAt === undefined ? nothing : this.#renderStale(lostAt, words)}
        <span class="end visually-hidden" tabindex="-1">${words.end}</span>
      </section>
    `;
  }

  #renderContent(words: ActivityFeedStrings): TemplateResult | typeof nothing {
    const { list, loads } = this.#activities;
    if (list.size > 0) return this.#renderList(words);
    if (loads.isLoading) return renderSkeleton(this.limit, words);
    return loads.latest.problem === undefined ? renderEmpty(words) : nothing;
  }

  #renderList(words: ActivityFeedStrings): TemplateResult {
    const { list, loads } = this.#activities;
    const { latest, older, hasOlder } = loads;
    const view = this.#readView();
    const { rows, before, after } = this.#window.choose(list.rows, this.#feed.focused);
    this.#feed.total = hasOlder ? -1 : list.rows.length;
    this.#lastNew = lastNewOf(list.rows, this.#seen.visitFrom);
    return html`<div
        class="feed"
        part="list"
        role="feed"
        aria-labelledby="heading"
        aria-busy=${latest.isRunning || older.isRunning}
        ${styleProperties({ '--_before': `${before}px`, '--_after': `${after}px` })}
      >
        ${keyedRows({
          items: rows,
          keyOf: ({ key }) => key,
          extraOf: (row) => extraOf(row, view),
          render: (row) => renderRow(row, view),
          shared: view,
        })}
      </div>
      ${hasOlder ? renderOlder(older, words) : nothing}`;
  }

  #renderStale(lostAt: number, words: ActivityFeedStrings): TemplateResult {
    const time = this.#times.say(lostAt, { ...words, justNow: words.moments });
    return renderStale(words.lastUpdated(time));
  }

  #renderWaiting(words: ActivityFeedStrings): TemplateResult | typeof nothing {
    return renderWaiting(this.#waiting.shown, this.#waiting.shown >= this.cap, words);
  }

  get #words(): ActivityFeedStrings {
    return this.#readView().words;
  }

  /** Reads what the rows share: the same object until any of it changes. */
  #readView(): RowView {
    const locale = localeOf(this);
    const { strings } = this;
    if (this.#view && this.#viewOf.strings === strings && this.#viewOf.locale === locale) {
      return this.#view;
    }
    const words = { ...activityFeedStrings, ...relativeTimeWords(locale), ...strings };
    this.#viewOf = { strings, locale };
    this.#view = {
      words,
      locale,
      timeOf: ({ timestamp }) => this.#times.say(timestamp, words),
      isUnread: ({ activities }) => activities.some(({ id }) => this.#activities.unread.has(id)),
      isExpanded: ({ key }) => this.#expanded.has(key),
      isLastNew: (row) => row === this.#lastNew,
    };
    return this.#view;
  }

  #announce({ id, userName, action, target }: Activity): void {
    const words = this.#words;
    // The reader hears it in the tab that they look at.
    if (!this.#activities.source?.tabs?.elsewhere)
      this.#announcer.say(words.said(userName || words.someone, action, target));
    const [row] = this.#activities.list.rows;
    if (row?.activities.length === 1 && row.activities[0]!.id === id) this.#fade.arrived(row.key);
  }

  #open(key: string, id: string | undefined): void {
    const row = this.#activities.list.rows.find((known) => known.key === key);
    const activities = row?.activities.filter((activity) => (id ?? activity.id) === activity.id);
    const [activity] = activities ?? [];
    if (!activities || !activity || !this.dispatchEvent(new ActivityOpenEvent(activity))) return;
    this.#markRead(activities.map((opened) => opened.id));
  }

  #markRead(ids: Iterable<string>): void {
    const read = this.#activities.markRead(ids);
    if (read.length > 0) this.dispatchEvent(new ActivityReadEvent(read));
  }

  #expand(key: string): void {
    if (!this.#expanded.delete(key)) this.#expanded.add(key);
    this.requestUpdate();
  }

  readonly #onClick = (event: MouseEvent): void => {
    const [target] = event.composedPath() as Element[];
    const button = target?.closest<HTMLElement>('[data-do]');
    switch (button?.dataset['do']) {
      case 'expand':
        return this.#expand(button.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '');
      case 'mark-all':
        return this.markAllRead();
      case 'take-in':
        return void this.#reading.goToNewest(!isByPointer(event));
      case 'retry':
        return this.reload();
      case 'older':
        return void this.#activities.loads.loadOlder();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'activity-feed': ActivityFeedElement;
  }
}
