import type { ReactiveController } from 'lit';
import { Countdowns } from '../core/countdowns.js';
import type { MessageSource } from '../core/message-source.js';
import { isSame, NotificationList, type NotificationEntry } from '../core/notification-list.js';
import { parseNotification, timeOf, type Notification } from '../core/notification.js';
import type { Clock, Runtime, Unsubscribe } from '../core/runtime.js';
import { HoldController } from './hold-controller.js';
import { RedrawController } from './redraw-controller.js';
import { RuntimeController, type RuntimeHost } from './runtime-controller.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** An element that shows notifications. */
export type NotificationsHost = RuntimeHost & SourceHost & { cap: number; duration: number };

/** What the host wants to hear about its notifications. */
export interface NotificationsListener {
  /** One has come, or come again. */
  onArrive(notification: Notification): void;
  /** The reader is back; `count` came meanwhile. */
  onReturn(count: number): void;
  /** One has had its time. */
  onExpire(notification: Notification): void;
  /** A message is no notification. */
  onInvalid(problem: string, payload: unknown): void;
  /** The reader is done with one in another tab. */
  onDismissElsewhere(id: string): void;
}

/** How many problems are kept to be shown to developers. */
const PROBLEMS_KEPT = 5;

/**
 * Binds the `notification` messages of a source to its host: keeps the list, runs the countdowns,
 * holds them while somebody reads or the page is hidden, and folds what arrives meanwhile.
 */
export class NotificationsController implements ReactiveController {
  readonly runtime: RuntimeController;
  readonly redraw: RedrawController;
  readonly list = new NotificationList();
  /** How many came while the page was hidden, and have not been looked at. */
  away = 0;
  /** How many messages could not be shown, and why, newest last. */
  invalid = 0;
  readonly problems: string[] = [];
  readonly #host: NotificationsHost;
  readonly #listener: NotificationsListener;
  readonly #source: SourceController;
  #countdowns: Countdowns | undefined;
  #clock: Clock | undefined;
  #held = true;
  #lastAway: NotificationEntry | undefined;
  /** The missed ones that `away` counts. */
  #folded = new WeakSet<NotificationEntry>();

  constructor(host: NotificationsHost, listener: NotificationsListener) {
    this.#host = host;
    this.#listener = listener;
    this.runtime = new RuntimeController(host);
    this.redraw = new RedrawController(host, this.runtime);
    this.runtime.follow((runtime) => this.#follow(runtime));
    host.addController(this);
    new HoldController(host, this.runtime, this.#onHold);
    this.#source = new SourceController(host, (source) => this.#subscribe(source));
  }

  get source(): MessageSource | undefined {
    return this.#source.current;
  }

  /**
   * Shows a notification, whoever it comes from; one that cannot be shown is reported. `sentAt`
   * serves when it does not say itself when it was made. What all tabs get (`isShared`) is shown in
   * one of them.
   */
  receive(payload: unknown, sentAt?: number | string, isShared = false): void {
    const parsed = parseNotification(payload, timeOf(sentAt) ?? this.runtime.clock.now());
    if ('problem' in parsed) this.#refuse(parsed.problem, payload);
    else if (isShared && this.source?.tabs?.elsewhere) this.#putAside(parsed);
    else if (this.#foldsNow(parsed)) this.#fold(parsed);
    else this.#show(parsed);
    this.redraw.soon();
  }

  /** The notification whose card has the focus: it is neither stacked nor evicted. */
  get focused(): string | undefined {
    const card = this.#held && this.#host.shadowRoot?.querySelector('[data-key]:focus-within');
    return card instanceof HTMLElement ? card.dataset['key'] : undefined;
  }

  /** Removes a notification for good. Says whether it was there. */
  dismiss(id: string): NotificationEntry | undefined {
    this.#countdowns?.cancel(id);
    const entry = this.list.remove(id);
    if (entry) {
      this.#tell('dismiss', id);
      this.#host.requestUpdate();
    }
    return entry;
  }

  clear(): void {
    for (const { notification } of this.list.entries) this.#tell('dismiss', notification.id);
    this.#countdowns?.clear();
    this.list.clear();
    this.#host.requestUpdate();
  }

  /** Forgets the missed ones. */
  clearMissed(): void {
    this.#tell('clear-missed');
    this.list.clearMissed();
    this.#forgetAway();
  }

  /** Marks what came while the page was hidden as looked at. */
  welcome(): void {
    this.#tell('welcome');
    this.#forgetAway();
  }

  hostUpdate(): void {
    this.#evict();
  }

  #follow({ clock, page }: Runtime): Unsubscribe {
    if (clock !== this.#clock) {
      this.#countdowns?.clear();
      this.#clock = clock;
      this.#countdowns = new Countdowns(clock, this.#onDue);
      if (this.#held) this.#countdowns.hold();
      for (const { notification } of this.list.entries) this.#countDown(notification);
    }
    return page.on('visibilitychange', () => {
      if (!page.hidden) this.#unfold();
    });
  }

  #subscribe(source: MessageSource): Unsubscribe {
    const unsubscribe = source.on('notification', (payload, { timestamp }) =>
      this.receive(payload, timestamp, true),
    );
    const release = source.retain();
    const topics: Readonly<Record<string, (id: unknown) => void>> = {
      dismiss: (id) => typeof id === 'string' && this.#onDismissElsewhere(id),
      'clear-missed': () => {
        this.list.clearMissed();
        this.#forgetAway();
      },
      welcome: () => this.#forgetAway(),
    };
    const stops = Object.entries(topics).map(([topic, handler]) =>
      source.tabs?.on(`notification-${topic}`, handler),
    );
    return () => {
      for (const stop of stops) stop?.();
      unsubscribe();
      release();
    };
  }

  #tell(topic: string, payload?: string): void {
    this.source?.tabs?.tell(`notification-${topic}`, payload);
  }

  #onDismissElsewhere(id: string): void {
    const missed = this.list.getMissed(id);
    if (missed && this.#folded.delete(missed)) this.away--;
    this.list.removeMissed(id);
    this.#listener.onDismissElsewhere(id);
    this.redraw.soon();
  }

  /** Keeps what the reader sees in another tab, so that it can be found in this one as well. */
  #putAside(notification: Notification): void {
    if (this.list.get(notification.id)) {
      if (this.list.add(notification) === 'updated') this.#countDown(notification);
      return;
    }
    const known = this.list.getMissed(notification.id);
    if (known && isSame(known.notification, notification)) return;
    this.list.miss({ notification, count: (known?.count ?? 0) + 1 });
  }

  #forgetAway(): void {
    this.away = 0;
    this.#lastAway = undefined;
    this.#folded = new WeakSet();
    this.#host.requestUpdate();
  }

  #show(notification: Notification): void {
    const missed = this.list.getMissed(notification.id);
    if (missed && this.#folded.delete(missed)) this.away--;
    if (this.list.add(notification) === 'duplicate') return;
    this.#countDown(notification);
    this.#evict();
    this.#listener.onArrive(notification);
  }

  #evict(): void {
    this.list.cap = this.#host.cap;
    if (this.list.size <= this.list.cap) return;
    for (const { notification } of this.list.evict(this.focused))
      this.#countdowns?.cancel(notification.id);
  }

  #countDown(notification: Notification): void {
    const duration = notification.duration ?? this.#host.duration;
    if (duration > 0) this.#countdowns?.start(notification.id, duration);
    else this.#countdowns?.cancel(notification.id);
  }

  #refuse(problem: string, payload: unknown): void {
    this.invalid++;
    this.problems.push(problem);
    if (this.problems.length > PROBLEMS_KEPT) this.problems.shift();
    this.#listener.onInvalid(problem, payload);
  }

  #foldsNow(notification: Notification): boolean {
    const passes = (notification.duration ?? this.#host.duration) > 0 && !notification.action;
    return this.runtime.page.hidden && passes && !this.list.get(notification.id);
  }

  #fold(notification: Notification): void {
    const known = this.list.getMissed(notification.id);
    if (known && isSame(known.notification, notification)) return;
    const isUpdate = known !== undefined && this.#folded.delete(known);
    this.#lastAway = { notification, count: isUpdate ? known.count + 1 : 1 };
    this.#folded.add(this.#lastAway);
    this.list.miss(this.#lastAway);
    if (!isUpdate) this.away++;
  }

  #unfold(): void {
    const last = this.#lastAway;
    this.#lastAway = undefined;
    if (!last) return;
    // Who comes back to another tab later has been told.
    this.#tell('welcome');
    if (this.away === 1) {
      this.#show(last.notification);
    } else {
      this.#listener.onReturn(this.away);
    }
    this.redraw.soon();
  }

  readonly #onHold = (held: boolean): void => {
    this.#held = held;
    if (held) this.#countdowns?.hold();
    else this.#countdowns?.release();
  };

  readonly #onDue = (id: string): void => {
    const entry = this.list.get(id);
    if (!entry) return;
    this.list.miss(entry);
    this.#listener.onExpire(entry.notification);
    this.redraw.soon();
  };
}
