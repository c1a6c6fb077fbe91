import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { HotkeyController } from '../../controllers/hotkey-controller.js';
import { ItemKeysController } from '../../controllers/item-keys-controller.js';
import { keyedRows } from '../../controllers/keyed-rows.js';
import { MotionController } from '../../controllers/motion-controller.js';
import { NotificationsController } from '../../controllers/notifications-controller.js';
import { numberProperty } from '../../controllers/number-property.js';
import { RelativeTimeController } from '../../controllers/relative-time-controller.js';
import { SwipeController } from '../../controllers/swipe-controller.js';
import type { MessageSource } from '../../core/message-source.js';
import type { Notification, NotificationInput } from '../../core/notification.js';
import type { Runtime } from '../../core/runtime.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { renderCard } from './notification-card.js';
import { renderHistory } from './notification-history.js';
import {
  renderAway,
  renderEmpty,
  renderInvalid,
  renderMissed,
  renderStack,
} from './notification-lines.js';
import {
  NotificationActionEvent,
  NotificationDismissEvent,
  NotificationExpireEvent,
  NotificationInvalidEvent,
  type DismissMeans,
} from './notification-feed.events.js';
import {
  notificationFeedStrings,
  type NotificationFeedStrings,
} from './notification-feed.strings.js';
import { styles } from './notification-feed.styles.js';

/**
 * Shows notifications as they arrive, and lets them go again in their own time.
 *
 * Time stands still while the pointer or the focus is inside or the page is hidden; what came
 * meanwhile is folded into one line. What was missed can be found again. If the source knows of the
 * user's other tabs, the one they look at shows and says it, and the others keep it among the missed.
 *
 * @fires notification-dismiss - The reader dismissed a notification.
 * @fires notification-action - The reader chose a notification's action; cancel to keep it.
 * @fires notification-expire - A notification's time ran out. Does not bubble.
 * @fires notification-invalid - A message could not be shown. Does not bubble.
 * @slot empty - What to say while there is nothing to show.
 * @csspart region - Everything.
 * @csspart header - The line with the connection and the missed notifications.
 * @csspart status - The connection badge.
 * @csspart missed - The button that opens the missed notifications.
 * @csspart history - The missed notifications.
 * @csspart list - The list of cards.
 * @csspart card - A notification; also `card-info`, `card-success`, `card-warning`, `card-error`.
 * @csspart icon - A notification's icon.
 * @csspart title - A notification's title.
 * @csspart message - A notification's text.
 * @csspart count - How often a notification was sent.
 * @csspart time - When a notification was made.
 * @csspart action - A notification's action.
 * @csspart dismiss - The button that dismisses a notification.
 * @csspart away - The line for what came while the page was hidden.
 * @csspart stack - The button that unfolds older notifications.
 * @csspart empty - What is said while there is nothing to show.
 * @csspart error - The line for messages that could not be shown.
 */
export class NotificationFeedElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    runtime: { attribute: false },
    cap: numberProperty(50),
    duration: numberProperty(5000),
    visibleLimit: numberProperty(5, 'visible-limit'),
    placement: { reflect: true },
    hotkey: {},
    status: {},
    grace: numberProperty(2000),
    strings: { attribute: false },
    expanded: { state: true },
    historyOpen: { state: true },
  };

  /** The source of `notification` messages; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The runtime to take time from; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** How many notifications are kept. The oldest goes first, but never one with an action. */
  cap = 50;

  /** How long a notification stays, in ms, unless it says so itself; 0 keeps it. */
  duration = 5000;

  /** How many are shown in full; the older ones are stacked. 0 shows all. */
  visibleLimit = 5;

  /** Whether it floats in the corner of the window or takes its place in the page. */
  placement: 'fixed' | 'inline' = 'fixed';

  /** The key that brings the focus here and back, as in `Alt+T`. Empty for none. */
  hotkey = 'F8';

  /** When the connection badge is shown. */
  status: 'always' | 'never' = 'always';

  /** How much downtime the badge passes over, in ms. */
  grace = 2000;

  /** Words in another language. What is left out stays in English. */
  strings: Partial<NotificationFeedStrings> = {};

  private expanded = false;
  private historyOpen = false;

  #merged: { strings?: object; words: NotificationFeedStrings } = {
    words: notificationFeedStrings,
  };

  readonly #notifications = new NotificationsController(this, {
    onArrive: (notification) => this.#announce(notification),
    onReturn: (count) => this.#announcer.say(this.#words.away(count)),
    onExpire: ({ id }) => this.dispatchEvent(new NotificationExpireEvent(id)),
    onInvalid: (problem, payload) =>
      this.dispatchEvent(new NotificationInvalidEvent(problem, payload)),
    onDismissElsewhere: (id) => this.#remove(id),
  });
  readonly #times = new RelativeTimeController(
    this,
    this.#notifications.runtime,
    this.#notifications.redraw,
  );
  readonly #announcer = new AnnounceController(this, this.#notifications.runtime, (count, latest) =>
    this.#words.burst(count, latest),
  );
  readonly #motion = new MotionController(this, this.#notifications.runtime);
  readonly #hotkey = new HotkeyController(this, () => this.focus());

  constructor() {
    super();
    this.addEventListener('click', this.#onClick);
    new SwipeController(this, (id) => this.#dismiss(id, 'swipe'));
    new ItemKeysController(this, {
      onDismiss: (id) => this.#dismiss(id, 'key'),
      onLeave: () => this.#hotkey.leave(),
    });
  }

  /** Shows a notification of the page's own. */
  notify(notification: NotificationInput): void {
    this.#notifications.receive(notification);
  }

  /** Removes a notification. Nothing happens for an unknown id. */
  dismiss(id: string): void {
    this.#remove(id);
  }

  /** Removes all notifications; the missed ones stay. */
  clear(): void {
    const hadFocus = this.#notifications.focused !== undefined;
    this.#notifications.clear();
    if (hadFocus) this.#focusAfter(undefined);
  }

  /** Moves the focus to the newest notification, or to the region if there is none. */
  override focus(options?: FocusOptions): void {
    const [newest = this.#region] = this.#cards;
    newest?.focus(options);
  }

  protected override willUpdate(): void {
    // An emptied history must not open by itself at the next chance.
    if (this.#notifications.list.missedCount === 0) this.historyOpen = false;
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { away, invalid, problems } = this.#notifications;
    return html`
      <div class="region" part="region" role="region" aria-label=${words.label} tabindex="-1">
        ${this.#announcer.render()} ${this.#renderHeader(words)}
        <div class="scroll">
          ${this.#renderHistory(words)} ${renderAway(away, words)} ${this.#renderList(words)}
          ${renderInvalid(invalid, problems, words)}
        </div>
        <div class="ghosts" aria-hidden="true" inert></div>
      </div>
    `;
  }

  #renderHeader(words: NotificationFeedStrings): TemplateResult {
    const missed = this.#notifications.list.missedCount;
    return html`<div class="header" part="header">
      ${
        this.status === 'never'
          ? nothing
          : html`<connection-status
              part="status"
              .source=${this.#notifications.source}
              .runtime=${this.#notifications.runtime.current}
              .grace=${this.grace}
              .strings=${words.connection}
            ></connection-status>`
      }
      ${renderMissed(missed, this.historyOpen, words)}
    </div>`;
  }

  #renderHistory(words: NotificationFeedStrings): TemplateResult | typeof nothing {
    const { missed } = this.#notifications.list;
    if (!this.historyOpen || missed.length === 0) return nothing;
    return renderHistory(missed, this.#timeOf, words);
  }

  #renderList(words: NotificationFeedStrings): TemplateResult {
    const { list, focused } = this.#notifications;
    const { entries } = list;
    const limit = this.expanded || this.visibleLimit <= 0 ? Infinity : this.visibleLimit;
    const shown = entries.filter(
      ({ notification: { action, id } }, index) => index < limit || action || id === focused,
    );
    return html`
      ${entries.length === 0 && this.placement === 'inline' && !this.historyOpen ? renderEmpty(words) : nothing}
      <ol part="list" role="list" aria-label=${words.label}>
        ${keyedRows({
          items: shown,
          keyOf: ({ notification }) => notification.id,
          extraOf: ({ notification }) => this.#timeOf(notification),
          render: (entry) => renderCard(entry, this.#timeOf(entry.notification), words),
          shared: words,
        })}
      </ol>
      ${renderStack(entries.length - shown.length, this.expanded && entries.length > this.visibleLimit, words)}
    `;
  }

  get #words(): NotificationFeedStrings {
    const { strings } = this;
    if (this.#merged.strings !== strings) {
      this.#merged = { strings, words: { ...notificationFeedStrings, ...strings } };
    }
    return this.#merged.words;
  }

  get #region(): HTMLElement | null {
    return this.renderRoot.querySelector('.region');
  }

  get #cards(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.card[data-key]')];
  }

  readonly #timeOf = ({ timestamp }: Notification): string =>
    this.#times.say(timestamp, this.#words);

  #announce({ type, title, message, action }: Notification): void {
    const words = this.#words;
    const hint = action && this.hotkey ? words.actionHint(action.label, this.hotkey) : '';
    const text = [title, message, hint].filter(Boolean).join('. ');
    this.#announcer.say(`${words.types[type]}: ${text}`, type === 'error' ? 'assertive' : 'polite');
    this.#motion.arrived();
  }

  #dismiss(id: string, means: DismissMeans): void {
    if (this.#remove(id)) this.dispatchEvent(new NotificationDismissEvent(id, means));
  }

  #remove(id: string): boolean {
    const cards = this.#cards;
    const index = cards.findIndex((card) => card.dataset['key'] === id);
    const hadFocus = this.#notifications.focused === id;
    if (!this.#notifications.dismiss(id)) return false;
    if (hadFocus) this.#focusAfter(cards[index + 1] ?? cards[index - 1]);
    return true;
  }

  #focusAfter(neighbour: HTMLElement | undefined): void {
    if (neighbour) neighbour.focus();
    else if (!this.#hotkey.leave()) this.#region?.focus();
  }

  #act(id: string): void {
    const { action } = this.#notifications.list.get(id)?.notification ?? {};
    if (!action) return;
    if (this.dispatchEvent(new NotificationActionEvent(id, action.id))) this.#dismiss(id, 'action');
  }

  readonly #onClick = (event: Event): void => {
    const [target] = event.composedPath() as Element[];
    const button = target?.closest<HTMLElement>('[data-do]');
    const id = button?.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '';
    switch (button?.dataset['do']) {
      case 'dismiss':
        return this.#dismiss(id, 'button');
      case 'action':
        return this.#act(id);
      case 'stack':
        this.expanded = !this.expanded;
        return;
      case 'history':
        this.historyOpen = !this.historyOpen;
        return;
      case 'show-away':
        this.historyOpen = true;
        return this.#closeAway();
      case 'dismiss-away':
        return this.#closeAway();
      case 'clear-missed':
        this.#notifications.clearMissed();
        this.historyOpen = false;
        this.#region?.focus();
    }
  };

  #closeAway(): void {
    this.#notifications.welcome();
    this.#focusAfter(this.#cards[0]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'notification-feed': NotificationFeedElement;
  }
}
