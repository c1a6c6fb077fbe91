import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import {
  checkedNumberConverter,
  flagConverter,
  switchConverter,
  textConverter,
} from '../../controllers/attribute-converters.js';
import { FadeController } from '../../controllers/fade-controller.js';
import { LiveDataController, type LiveDataStatus } from '../../controllers/live-data-controller.js';
import { localeOf } from '../../controllers/locale.js';
import { numberProperty } from '../../controllers/number-property.js';
import { RelativeTimeController } from '../../controllers/relative-time-controller.js';
import type { TallyError } from '../../core/errors.js';
import { failure, thrownText } from '../../core/failure.js';
import type { LiveItem, LiveRow } from '../../core/live-row.js';
import type { UpdateSource } from '../../core/live-store.js';
import type { MessageSource } from '../../core/message-source.js';
import type { Runtime } from '../../core/runtime.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import {
  renderEmpty,
  renderFailure,
  renderNotices,
  renderRetry,
  renderSkeleton,
  renderStatus,
} from './live-parts.js';
import { requestList } from './live-request.js';
import { keptView, renderRows, type RenderItem, type RowsView } from './live-rows.js';
import { LiveVoice } from './live-voice.js';
import {
  LiveDataErrorEvent,
  LiveDataStatusEvent,
  LiveDataUpdateEvent,
} from './pan-live-data.events.js';
import {
  DEFAULT_MAX_ITEMS,
  DEFAULT_RETRY_DELAY,
  readSettings,
  type LiveDataSettings,
} from './pan-live-data.settings.js';
import { panLiveDataStrings, type PanLiveDataStrings } from './pan-live-data.strings.js';
import { styles } from './pan-live-data.styles.js';

/**
 * Shows a list that keeps itself fresh: it is fetched first, then what is pushed merges in.
 *
 * What is pushed while an answer is on its way is newer than the answer. A failed refresh keeps what is
 * there and says how old it is. An item is drawn by `renderItem`, or else by its title and fields.
 *
 * @fires live-data-update - What is shown has changed, or was confirmed. Does not bubble.
 * @fires live-data-error - Something went wrong; the rest goes on. Does not bubble.
 * @fires live-data-status - `status` has changed. Does not bubble.
 * @slot loading - Shown instead of the skeleton.
 * @slot empty - Shown instead of the words for an empty list.
 * @slot error - Shown instead of why nothing could be loaded.
 * @csspart panel - Everything.
 * @csspart header - The first line.
 * @csspart label - The label.
 * @csspart status - How things stand, in shape, colour and words.
 * @csspart lamp - The lamp.
 * @csspart time - How old everything is, when it is not fresh.
 * @csspart retry - The button that asks again.
 * @csspart list - The list.
 * @csspart row - An item.
 * @csspart title - An item's title.
 * @csspart fields - What else an item says.
 * @csspart skeleton - The shapes of items that are on their way.
 * @csspart empty - What is said of an empty list.
 * @csspart error - Why nothing could be loaded, and what stands for an item that could not be drawn.
 * @csspart full - The line that says that there are more.
 * @csspart invalid - The line that counts the items that could not be read.
 */
export class PanLiveDataElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    runtime: { attribute: false },
    src: { converter: textConverter() },
    topic: { converter: textConverter() },
    resource: { converter: textConverter() },
    event: { converter: textConverter() },
    interval: { converter: checkedNumberConverter(0) },
    key: { converter: textConverter('id') },
    maxItems: { attribute: 'max-items', converter: checkedNumberConverter(DEFAULT_MAX_ITEMS) },
    paused: { converter: switchConverter },
    pauseHidden: { attribute: 'pause-hidden', converter: flagConverter },
    retryDelay: { attribute: 'retry-delay', converter: textConverter(DEFAULT_RETRY_DELAY) },
    withCredentials: { attribute: 'with-credentials', converter: switchConverter },
    grace: numberProperty(2000),
    label: { converter: textConverter() },
    renderItem: { attribute: false },
    transform: { attribute: false },
    items: { attribute: false, noAccessor: true },
    strings: { attribute: false },
  };

  /** The connection for `event`; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The runtime to ask through; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** Where the list is: JSON, an array or `{items}`. Another address begins afresh. */
  src = '';

  /** On which topics of the page's bus changes are pushed, as a pattern; several with spaces between. */
  topic = '';

  /** The name of a resource on the page's bus, which has the list unless `src` does. */
  resource = '';

  /** The type of the messages on the connection with which changes are pushed. */
  event = '';

  /** How long to rest between an answer and the next question, in ms: at least 1000, or 0 for ever. */
  interval = 0;

  /** The field that tells items apart. */
  key = 'id';

  /** How many items are kept. */
  maxItems = DEFAULT_MAX_ITEMS;

  /** Whether nothing is asked for, and what is pushed waits out of sight. */
  paused = false;

  /** Whether a hidden page asks for nothing. `pause-hidden="false"` goes on. */
  pauseHidden = true;

  /** The first and the longest window from which the delay after a failure is drawn, in ms. */
  retryDelay = DEFAULT_RETRY_DELAY;

  /** Whether cookies travel to other origins as well. */
  withCredentials = false;

  /** How much downtime is passed over, in ms. */
  grace = 2000;

  /** What the list is of. */
  label = '';

  /** Draws an item: a function from the item to a Lit template. */
  renderItem: RenderItem | undefined;

  /** Makes the list of an answer: a function from its JSON to an array or `{items}`. */
  transform: ((answer: unknown) => unknown) | undefined;

  /** Words in another language. What is left out stays in English. */
  strings: Partial<PanLiveDataStrings> = {};

  #settings: LiveDataSettings = readSettings(this);
  #merged: { strings?: object; words: PanLiveDataStrings } = { words: panLiveDataStrings };
  #view: RowsView | undefined;
  #shown: { rows: readonly LiveRow[]; items: readonly LiveItem[] } = { rows: [], items: [] };
  #told: LiveDataStatus = 'idle';
  #broken: TallyError[] = [];
  #focused: HTMLElement | null = null;

  readonly #data: LiveDataController = new LiveDataController(this, {
    href: () => this.#settings.href,
    cap: () => this.#settings.cap,
    interval: () => this.#settings.interval,
    retryDelay: () => this.#settings.retryDelay,
    request: (href, signal) =>
      requestList(href, this.#data.runtime.current, this.withCredentials, signal),
    onUpdate: (source, before) => this.#onUpdate(source, before),
    onError: (error) => this.#fail(error),
  });
  readonly #times = new RelativeTimeController(this, this.#data.runtime, this.#data.redraw);
  readonly #voice = new LiveVoice(this, this.#data.runtime, () => this.#words);
  readonly #fade = new FadeController(this, this.#data.runtime);

  /** What is shown, as it came. Set it to show what is known before anything is asked for. */
  get items(): readonly LiveItem[] {
    const { rows } = this.#data.store;
    if (rows !== this.#shown.rows) this.#shown = { rows, items: rows.map(({ item }) => item) };
    return this.#shown.items;
  }

  set items(items: readonly LiveItem[]) {
    this.#data.give(items);
    this.#data.askAgain();
  }

  /** How things stand. */
  get status(): LiveDataStatus {
    return this.#data.status;
  }

  /** Why the last question failed; `undefined` if it did not. */
  get error(): TallyError | undefined {
    return this.#data.error;
  }

  /** When the last answer or push came, in wall-clock ms; `undefined` before. */
  get lastUpdated(): number | undefined {
    return this.#data.lastUpdated;
  }

  /**
   * Asks now, or as soon as a `Retry-After` allows; what was asked before is dropped. Resolves when the
   * answer is shown.
   *
   * @throws TallyError Why there is none. Nobody has to catch it: a `live-data-error` tells as well.
   */
  refresh(): Promise<void> {
    return this.#data.refresh();
  }

  /** Asks for nothing, and keeps what is pushed out of sight, until `resume()`. */
  pause(): void {
    this.paused = true;
  }

  /** Shows what was pushed meanwhile, and asks again. */
  resume(): void {
    this.paused = false;
  }

  /** Empties the list. What comes from now on is shown. */
  clear(): void {
    this.#data.give([]);
  }

  protected override willUpdate(): void {
    const known = this.#settings.problems.map(({ message }) => message);
    this.#settings = readSettings(this);
    for (const problem of this.#settings.problems) {
      if (!known.includes(problem.message)) this.#fail(problem);
    }
    this.#focused = (this.shadowRoot?.activeElement ?? null) as HTMLElement | null;
  }

  protected override updated(): void {
    this.#keepFocus();
    for (const error of this.#broken.splice(0)) this.#fail(error);
    const { status } = this;
    if (status === this.#told) return;
    this.#told = status;
    this.dispatchEvent(new LiveDataStatusEvent(status));
  }

  /** What had the focus may have gone, or lost it by moving: nobody must lose their place by that. */
  #keepFocus(): void {
    const focused = this.#focused;
    this.#focused = null;
    if (!focused || this.shadowRoot?.activeElement) return;
    focused.focus({ preventScroll: true });
    const [panel, retry] = this.renderRoot.querySelectorAll<HTMLElement>('.panel, .retry');
    if (this.shadowRoot?.activeElement) return;
    ((focused.matches('.retry') && retry) || panel)?.focus();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const status = this.#data.readStatus();
    const text = status === 'idle' && this.paused ? words.paused : words[status];
    this.#voice.noteStatus(status, text);
    const retry = renderRetry(this.#data.isWanted, words, this.#onRetry);
    return html`
      ${this.#voice.render()}
      <div
        class="panel"
        part="panel"
        role="region"
        aria-label=${this.label || words.label}
        aria-busy=${status === 'loading'}
        tabindex="-1"
      >
        <div class="header" part="header">
          ${this.label ? html`<bdi class="label" part="label">${this.label}</bdi>` : nothing}
          ${renderStatus(status, text)}
          ${/stale|offline/.test(status) ? this.#renderAge(retry, words) : nothing}
        </div>
        ${this.#renderBody(status, retry, words)}
      </div>
    `;
  }

  #renderAge(retry: TemplateResult, words: PanLiveDataStrings): TemplateResult {
    const { lastUpdated } = this;
    const time = lastUpdated === undefined ? '' : this.#times.say(lastUpdated, words);
    return html`<div class="age">
      ${time ? html`<span part="time">${words.lastUpdated(time)}</span>` : nothing} ${retry}
    </div>`;
  }

  #renderBody(
    status: LiveDataStatus,
    retry: TemplateResult,
    words: PanLiveDataStrings,
  ): TemplateResult {
    const { rows, invalid, isFull, problems } = this.#data.store;
    const { error } = this;
    const notices = renderNotices(isFull ? rows.length : 0, invalid, problems, words);
    if (rows.length > 0) return html`${renderRows(rows, this.#rowsView(words))}${notices}`;
    if (status === 'loading') return renderSkeleton(words);
    if (status === 'error' && error) return renderFailure(error, retry, words);
    return html`${renderEmpty(words)}${notices}`;
  }

  #rowsView(words: PanLiveDataStrings): RowsView {
    const { key: keyField, renderItem } = this;
    return (this.#view = keptView(this.#view, {
      words,
      keyField,
      locale: localeOf(this),
      renderItem: typeof renderItem === 'function' ? renderItem : undefined,
      onBroken: this.#onBroken,
    }));
  }

  get #words(): PanLiveDataStrings {
    const { strings } = this;
    if (this.#merged.strings !== strings) {
      this.#merged = { strings, words: { ...panLiveDataStrings, ...strings } };
    }
    return this.#merged.words;
  }

  #onUpdate(source: UpdateSource, before: readonly LiveRow[]): void {
    const added = this.#voice.note(before, this.#data.store.rows);
    if (before.length > 0) for (const key of added) this.#fade.arrived(key);
    this.dispatchEvent(new LiveDataUpdateEvent(this.items, source));
  }

  readonly #onBroken = ({ key }: LiveRow, cause: unknown): void => {
    const detail = `"${key}": ${thrownText(cause)}`;
    this.#broken.push(failure('draw an item', 'render-failed', detail, cause, 'Mend renderItem.'));
  };

  readonly #onRetry = (): void => {
    this.refresh().catch(() => this.#voice.repeat());
  };

  #fail(error: TallyError): void {
    this.dispatchEvent(new LiveDataErrorEvent(error));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pan-live-data': PanLiveDataElement;
  }
}
