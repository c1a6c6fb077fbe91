import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { textConverter } from '../../controllers/attribute-converters.js';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { FadeController } from '../../controllers/fade-controller.js';
import { keyedRows } from '../../controllers/keyed-rows.js';
import { numberProperty } from '../../controllers/number-property.js';
import {
  OptimisticController,
  type OperationOutcome,
  type Wish,
} from '../../controllers/optimistic-controller.js';
import { RowFocusController } from '../../controllers/row-focus-controller.js';
import { spreadingBackoff, type ReconnectDelay } from '../../core/backoff.js';
import type { MessageSource } from '../../core/message-source.js';
import type { Item, Patch } from '../../core/optimistic-item.js';
import type { OperationLimits } from '../../core/optimistic-limit.js';
import type { Operation, Row } from '../../core/optimistic-row.js';
import { itemOf } from '../../core/optimistic-view.js';
import type { Runtime } from '../../core/runtime.js';
import { nameOfValue } from '../../core/wire-text.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { ItemControls } from './item-controls.js';
import {
  renderForm,
  renderLoadError,
  renderNotice,
  renderSkeleton,
  renderWaiting,
} from './optimistic-lines.js';
import {
  ItemAddEvent,
  ItemEditEvent,
  ItemInvalidEvent,
  ItemRemoveEvent,
  ItemSettledEvent,
} from './optimistic-list.events.js';
import { optimisticListStrings, type OptimisticListStrings } from './optimistic-list.strings.js';
import { styles } from './optimistic-list.styles.js';
import { rowStyles } from './optimistic-row.styles.js';
import { nameOf, renderRow, type RenderItem, type RowView } from './optimistic-row.js';

const retryDelay = spreadingBackoff(2000, 10_000);

/**
 * Shows a list whose changes show at once, and are confirmed by the server.
 *
 * What fails is taken back, says so, and can be tried again or given up: nothing that somebody wrote
 * is lost. Without a connection changes wait, and go out in order when it is back, none of them twice.
 *
 * @fires item-add - The reader adds an item; cancel to do it otherwise.
 * @fires item-edit - The reader changes an item; cancel to do it otherwise.
 * @fires item-remove - The reader removes an item; cancel to do it otherwise.
 * @fires item-settled - A change is confirmed, has failed, or was given up. Does not bubble.
 * @fires item-invalid - Something is no item. Does not bubble.
 * @csspart form - The form that adds items.
 * @csspart label - The label of its field.
 * @csspart input - Its field.
 * @csspart add - Its button.
 * @csspart waiting - The line that counts what waits for the connection.
 * @csspart try-now - The button that tries at once.
 * @csspart notice - The line for what did not work out and has no row of its own.
 * @csspart load-error - The line that says that the list could not be loaded.
 * @csspart reload - The button that loads it again.
 * @csspart skeleton - The shapes of items that are on their way.
 * @csspart empty - What is said while there are no items.
 * @csspart list - The list of items.
 * @csspart item - A row; also `item-settled`, `item-pending`, `item-waiting`, `item-busy`, `item-failed`, `item-conflict`.
 * @csspart text - What a row says.
 * @csspart done - The box to tick off an item that says whether it is done.
 * @csspart status - What a row waits for.
 * @csspart edit - The button that opens a row's editor.
 * @csspart remove - The button that removes an item.
 * @csspart editor - The form that changes an item.
 * @csspart edit-input - Its field.
 * @csspart save - Its button.
 * @csspart cancel - The button that closes it.
 * @csspart error - What failed, with Retry and Discard.
 * @csspart retry - The button that tries again what failed.
 * @csspart discard - The button that gives it up.
 * @csspart conflict - What the reader has to decide between.
 * @csspart mine - What the reader wrote.
 * @csspart theirs - What somebody else wrote.
 * @csspart keep-mine - The button that keeps the first.
 * @csspart take-theirs - The button that takes the other.
 */
export class OptimisticListElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, styles, rowStyles];

  static override properties: PropertyDeclarations = {
    src: { converter: textConverter('/api/items') },
    source: { attribute: false },
    runtime: { attribute: false },
    rollback: { converter: textConverter('keep') },
    parallel: numberProperty(4),
    retries: numberProperty(5),
    timeout: numberProperty(30_000),
    retryDelay: { attribute: false },
    outbox: { attribute: false },
    renderItem: { attribute: false },
    strings: { attribute: false },
    notice: { state: true },
  };

  /** Where the list is: `GET` loads it, `POST` adds; `PATCH` and `DELETE` go to `<src>/<id>`. */
  src = '/api/items';

  /** The source of others' changes; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The runtime to take time and network from; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** Whether what failed keeps a row with Retry and Discard, or is taken back without. */
  rollback: 'keep' | 'auto' = 'keep';

  /** How many requests may be under way at once. Of one item it is always one. */
  parallel = 4;

  /** How often a request is repeated that got lost or that the server put off. */
  retries = 5;

  /** How long a request may take, in ms. */
  timeout = 30_000;

  /** How long to wait before a repetition, in ms. */
  retryDelay: ReconnectDelay = retryDelay;

  /** How many changes may wait (100), how long (a day), and who has to go (`reject`). */
  outbox: OperationLimits = {};

  /** Renders the content of an item. */
  renderItem: RenderItem | undefined;

  /** Words in another language. What is left out stays in English. */
  strings: Partial<OptimisticListStrings> = {};

  private notice = '';

  #view: RowView & { strings?: object } = { words: optimisticListStrings, renderItem: undefined };
  readonly #list = new OptimisticController(this, {
    onSettled: (...settled) => this.#onSettled(...settled),
    onConflict: (row) => this.#onConflict(row),
    onLoadFailed: () => this.#announcer.say(this.#words.loadFailed, 'assertive'),
    onFull: () => this.#complain(this.#words.full),
    onDrained: () => this.#announcer.say(this.#words.saved),
    onInvalid: (problem, payload) => this.#refuse(problem, payload),
  });
  readonly #announcer = new AnnounceController(this, this.#list.runtime, (count, latest) =>
    this.#words.burst(count, latest),
  );
  readonly #fade = new FadeController(this, this.#list.runtime);

  readonly #controls = new ItemControls({
    onAdd: (text) => this.#onAdd(text),
    onEdit: (...edit) => this.#onEdit(...edit),
    onHold: (ref, isHeld) => this.#onHold(ref, isHeld),
    onCommand: (verb, ref) => this.#onCommand(verb, ref),
    textOf: (key) => this.#textOf(key),
  });

  readonly #focus = new RowFocusController(this, '#add');

  /** What there is, with the reader's changes: what has failed is not in it. */
  get items(): readonly Item[] {
    return this.#list.items;
  }

  /** Adds an item, and returns its client id; `undefined` when it is none or nothing more can wait. */
  add(item: string | Patch): string | undefined {
    const patch = typeof item === 'string' ? { text: item } : item;
    const text: unknown = patch?.['text'];
    if (typeof text === 'string' && text.trim()) return this.#act({ do: 'add', patch });
    const problem = `"text" is ${nameOfValue(text)}. Give each item a text.`;
    this.#refuse(problem, item);
    return undefined;
  }

  /** Changes fields of an item. Says whether there was room for the change. */
  edit(id: string, patch: Patch): boolean {
    return this.#act({ do: 'edit', ref: id, patch }) !== undefined;
  }

  /** Removes an item; without an id the element itself, as `remove()` does of every element. */
  override remove(id?: string): void {
    if (id === undefined) super.remove();
    else this.#act({ do: 'remove', ref: id });
  }

  /** Tries again what failed of an item. */
  retry(id: string): void {
    this.#act({ do: 'retry', ref: id });
  }

  /** Gives up what failed of an item. */
  discard(id: string): void {
    this.#list.discard(id);
  }

  /** Loads the list again. */
  refresh(): void {
    this.#list.refresh();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { waiting, list } = this.#list;
    const { onClick, onSubmit, onKeydown } = this.#controls;
    return html`
      ${this.#announcer.render()}
      <div @click=${onClick} @submit=${onSubmit} @keydown=${onKeydown}>
        ${renderForm(words)} ${renderWaiting(waiting, words)} ${renderNotice(this.notice, words)}
        ${list.hasFailed && !list.isLoading ? renderLoadError(words) : nothing}
        ${this.#renderList(words)}
      </div>
    `;
  }

  #renderList(words: OptimisticListStrings): TemplateResult {
    const { rows, isOffline, list, state } = this.#list;
    const drafts = this.#controls.draftsOf(state.rows);
    const isEmpty = rows.length === 0;
    return html`<div class="body" aria-busy=${list.isLoading}>
      ${list.isLoading && !list.isLoaded ? renderSkeleton(words) : nothing}
      ${isEmpty && list.isLoaded ? html`<p class="empty" part="empty">${words.empty}</p>` : nothing}
      <ul part="list" role="list" aria-label=${words.label} ?hidden=${isEmpty}>
        ${keyedRows({
          items: rows,
          keyOf: ({ key }) => key,
          extraOf: ({ key }) => `${isOffline} ${drafts.has(key)}`,
          render: (row) => renderRow(row, isOffline, drafts.get(row.key), this.#view),
          shared: this.#view,
        })}
      </ul>
    </div>`;
  }

  get #words(): OptimisticListStrings {
    const { strings, renderItem } = this;
    if (this.#view.strings !== strings || this.#view.renderItem !== renderItem) {
      this.#view = { strings, renderItem, words: { ...optimisticListStrings, ...strings } };
    }
    return this.#view.words;
  }

  #act(wish: Wish): string | undefined {
    this.notice = '';
    const key = this.#list.act(wish);
    if (wish.do === 'add' && key !== undefined) this.#fade.arrived(key);
    return key;
  }

  #complain(text: string): void {
    this.notice = text;
    this.#announcer.say(text, 'assertive');
  }

  #refuse(problem: string, payload: unknown): void {
    this.dispatchEvent(new ItemInvalidEvent(problem, payload));
  }

  #onSettled(row: Row, { kind, patch }: Operation, outcome: OperationOutcome): void {
    const { key } = row;
    this.dispatchEvent(new ItemSettledEvent(this.#idOf(key), key, kind, outcome));
    if (outcome !== 'failed' && outcome !== 'expired') return;
    const text = typeof patch['text'] === 'string' ? patch['text'] : itemOf(row).text;
    const news = `${this.#words.failed[kind]}: ${nameOf(text)}`;
    if (this.rollback !== 'auto') {
      this.#announcer.say(news, 'assertive');
      return;
    }
    this.#list.discard(key);
    this.#complain(news);
    // What somebody wrote is not lost, unless they have written on.
    if (kind === 'add' && this.#input?.value === '') this.#input.value = text;
  }

  #onConflict(row: Row): void {
    const { changedByOthers, removedByOthers } = this.#words;
    const title = row.conflict?.theirs ? changedByOthers : removedByOthers;
    this.#announcer.say(`${title}: ${nameOf(itemOf(row).text)}`);
  }

  #textOf(key: string): string {
    const row = this.#list.state.rows.get(key);
    return row ? itemOf(row).text : '';
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('#add');
  }

  #onAdd(text: string): boolean {
    return this.dispatchEvent(new ItemAddEvent(text)) && this.add(text) !== undefined;
  }

  #onEdit(ref: string, patch: Patch, base?: Patch): boolean {
    if (!this.dispatchEvent(new ItemEditEvent(this.#idOf(ref), patch))) return true;
    return this.#act({ do: 'edit', ref, patch, base }) !== undefined;
  }

  #onHold(ref: string, isHeld: boolean): void {
    this.#list.act({ do: 'hold', ref, isHeld });
    this.#focus.aim(ref);
  }

  #onCommand(verb: string, ref: string): void {
    switch (verb) {
      case 'remove':
        if (this.dispatchEvent(new ItemRemoveEvent(this.#idOf(ref)))) this.remove(ref);
        return;
      case 'retry':
        return this.retry(ref);
      case 'discard':
        return this.discard(ref);
      case 'mine':
      case 'theirs':
        return void this.#act({ do: 'resolve', ref, take: verb });
      case 'try-now':
        return this.#list.hurry();
      case 'reload':
        return this.refresh();
      case 'dismiss':
        this.notice = '';
        this.#input?.focus();
    }
  }

  #idOf(key: string): string {
    return this.#list.state.rows.get(key)?.id ?? key;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'optimistic-list': OptimisticListElement;
  }
}
