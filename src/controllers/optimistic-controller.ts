import type { ReactiveController } from 'lit';
import { createAlarm, type Alarm } from '../core/alarm.js';
import type { MessageSource } from '../core/message-source.js';
import type { LocalAction, OptimisticAction, RemoteAction } from '../core/optimistic-actions.js';
import type { Item } from '../core/optimistic-item.js';
import { whoHasToGo, type OperationLimits } from '../core/optimistic-limit.js';
import type { Operation, Row } from '../core/optimistic-row.js';
import { findRow, nothingKnown } from '../core/optimistic-state.js';
import { failureOf, itemsOf, rowsOf, underWay } from '../core/optimistic-view.js';
import { reduce } from '../core/optimistic.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { hearItems } from './item-echoes.js';
import type { Invalid } from './item-requests.js';
import { ListLoader } from './list-loader.js';
import { OperationSender, type SenderOwner, type SendSettings } from './operation-sender.js';
import { RedrawController } from './redraw-controller.js';
import { RuntimeController, type RuntimeHost } from './runtime-controller.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** How far an operation got: `discarded` is what the reader gave up. */
export type OperationOutcome = 'delivered' | 'failed' | 'expired' | 'discarded';

type Without<Keys extends string, Action> = Action extends unknown ? Omit<Action, Keys> : never;

/** What the reader wants to be done. */
export type Wish = Without<'key' | 'at', Exclude<LocalAction, { do: 'discard' }>>;

/** An element that shows a list whose changes show at once. */
export type OptimisticHost = RuntimeHost &
  SourceHost &
  Omit<SendSettings, 'maxAge'> & { outbox: OperationLimits };

/** What the host wants to hear about its list. */
export interface OptimisticListener {
  onSettled(row: Row, operation: Operation, outcome: OperationOutcome): void;
  /** Somebody else has changed what the reader was changing. */
  onConflict(row: Row): void;
  onLoadFailed(): void;
  /** No more changes can wait. */
  onFull(): void;
  /** What waited for the connection has arrived. */
  onDrained(): void;
  onInvalid(problem: string, payload: unknown): void;
}

const DAY = 86_400_000;

/** Binds a list on a server to its host: loads it, hears what others do, and sends what the reader does. */
export class OptimisticController implements ReactiveController, SenderOwner {
  readonly runtime: RuntimeController;
  readonly redraw: RedrawController;
  state = nothingKnown;
  readonly list: ListLoader;
  readonly #host: OptimisticHost;
  readonly #listener: OptimisticListener;
  readonly #source: SourceController;
  #sender: OperationSender | undefined;
  #src: string | undefined;
  #sendsBy: Runtime | undefined;
  #followed: MessageSource | undefined;
  #leaving: Alarm | undefined;
  #wasOffline = false;
  /** Whether anything has failed since changes began to wait. */
  #hasFailed = false;
  #hasLeft = false;
  /** Whether it is not known yet what others did while nobody listened. */
  #isCatchingUp = false;

  constructor(host: OptimisticHost, listener: OptimisticListener) {
    this.#host = host;
    this.#listener = listener;
    this.runtime = new RuntimeController(host);
    this.redraw = new RedrawController(host, this.runtime);
    this.runtime.follow(({ page }) => page.on('online', this.#onOnline));
    this.#source = new SourceController(host, (source) => this.#follow(source));
    this.list = new ListLoader(host, this.runtime, {
      step: () => this.state.step,
      onLoaded: this.#onLoaded,
      onFailed: () => this.#onLoadFailed(),
      onInvalid: (invalid) => this.onInvalid(invalid),
    });
    host.addController(this);
  }

  get rows(): Row[] {
    return rowsOf(this.state);
  }

  get items(): Item[] {
    return itemsOf(this.state);
  }

  /** Whether changes wait for the connection. */
  get isOffline(): boolean {
    return this.#sender?.isOffline ?? false;
  }

  get waiting(): number {
    return this.isOffline ? underWay(this.state).length : 0;
  }

  get isConnected(): boolean {
    const source = this.#source.current;
    return !source || (source.connection.state === 'open' && !this.#isCatchingUp);
  }

  get settings(): SendSettings {
    const { src, parallel, retries, retryDelay, timeout, outbox } = this.#host;
    return { src, parallel, retries, retryDelay, timeout, maxAge: outbox.maxAge ?? DAY };
  }

  /** Does what the reader wishes, and returns the key of that; `undefined` when there is no room. */
  act(wish: Wish): string | undefined {
    const runtime = this.runtime.current;
    const [key, at] = [runtime.uuid(), runtime.clock.monotonic()];
    const action = { ...wish, key, at } as LocalAction;
    const before = this.state;
    const who = whoHasToGo(before, reduce(before, action), key, this.#host.outbox);
    if (who.go !== 'nobody') this.#listener.onFull();
    if (who.go === 'all') return undefined;
    if (wish.do === 'retry') this.#hasFailed = false;
    this.dispatch(action);
    if (who.go === 'one') this.#giveUp(who.key);
    this.#sender?.pump();
    return key;
  }

  /** Takes back what failed, because the reader gives it up. */
  discard(ref: string): void {
    const row = findRow(this.state, ref);
    const failed = row && failureOf(row);
    if (!failed) return;
    this.dispatch({ do: 'discard', ref });
    this.onSettled(row, failed, 'discarded');
  }

  /** Tries at once whatever waits. */
  hurry(): void {
    this.#source.current?.retry();
    this.#sender?.force();
    this.#host.requestUpdate();
  }

  /** Loads the list again. What is under way stays. */
  refresh(): void {
    if (this.#host.isConnected) this.list.refresh();
  }

  dispatch(action: OptimisticAction): void {
    const before = this.state;
    this.state = reduce(before, action);
    for (const [key, row] of this.state.rows) {
      if (row.conflict && !before.rows.get(key)?.conflict) this.#listener.onConflict(row);
    }
    // What others do may come in any number.
    if (action.do === 'heard' || action.do === 'lost') this.redraw.soon();
    else this.#host.requestUpdate();
  }

  pump(): void {
    this.#sender?.pump();
    if (this.#wasOffline && !this.isOffline && underWay(this.state).length === 0) {
      this.#wasOffline = false;
      if (this.#isSaved) this.#listener.onDrained();
      this.#hasFailed = false;
      if (this.list.hasFailed) this.refresh();
    }
    this.#host.requestUpdate();
  }

  onSettled(row: Row, operation: Operation, outcome: OperationOutcome): void {
    this.#hasFailed ||= outcome === 'failed' || outcome === 'expired';
    this.#listener.onSettled(row, operation, outcome);
  }

  onInvalid({ problem, payload }: Invalid): void {
    this.#listener.onInvalid(problem, payload);
  }

  hostConnected(): void {
    this.#leaving?.();
    this.#leaving = undefined;
  }

  hostUpdate(): void {
    if (this.#host.isConnected) {
      this.#begin(this.#host.src, this.runtime.current);
      if (!this.#source.current && this.#followed) this.#unfollow();
    }
    if (this.waiting === 0 || this.#wasOffline) return;
    this.#wasOffline = true;
    this.#hasFailed = false;
  }

  hostDisconnected(): void {
    // Who moves is back within the same task, and goes on.
    this.#leaving = createAlarm(this.runtime.clock);
    this.#leaving(() => this.#leave());
  }

  /** Whether the server has everything: not what failed, nor what waits for a decision. */
  get #isSaved(): boolean {
    return !this.#hasFailed && this.rows.every((row) => !row.conflict && !failureOf(row));
  }

  #begin(src: string, runtime: Runtime): void {
    if (src === this.#src && runtime === this.#sendsBy && !this.#hasLeft) return;
    if (this.#src !== undefined && src !== this.#src) {
      this.state = nothingKnown;
      this.list.isLoaded = false;
    }
    this.#leave();
    this.#hasLeft = false;
    this.#src = src;
    if (runtime !== this.#sendsBy) this.#sender = new OperationSender(this, runtime);
    this.#sendsBy = runtime;
    this.#sender?.start();
    this.list.load();
  }

  #leave(): void {
    this.#hasLeft = true;
    this.list.abort();
    this.#sender?.stop();
  }

  readonly #onLoaded = (items: Item[], since: number): void => {
    this.#isCatchingUp &&= this.list.isOutdated;
    this.dispatch({ do: 'loaded', items, since });
    this.pump();
  };

  #onLoadFailed(): void {
    this.#isCatchingUp &&= this.list.isOutdated;
    this.#listener.onLoadFailed();
    this.pump();
  }

  /** Lets an operation fail because there is no room for it. The reader may try it again. */
  #giveUp(key: string): void {
    for (const row of this.state.rows.values()) {
      const found = row.operations.find((operation) => operation.key === key);
      if (!found) continue;
      this.dispatch({ do: 'fail', key, fate: 'failed', mayHaveArrived: found.mayHaveArrived });
      this.onSettled(row, found, 'failed');
    }
  }

  #follow(source: MessageSource): Unsubscribe {
    const onChange = (): void => {
      this.redraw.soon();
      if (source.connection.state !== 'open') return this.#sender?.pump();
      // Nobody knows what was said while nobody listened: what waits may contradict it.
      this.#isCatchingUp = underWay(this.state).length > 0;
      this.#sender?.hurry();
      this.refresh();
    };
    const stops = [
      hearItems(source, this.#onNews, (problem) => this.onInvalid(problem)),
      source.retain(),
    ];
    source.addEventListener('statechange', onChange);
    if (this.#src !== undefined && source !== this.#followed) onChange();
    this.#followed = source;
    return () => {
      for (const stop of stops) stop();
      source.removeEventListener('statechange', onChange);
    };
  }

  /** Goes on without a source: then nothing has to wait for one. */
  #unfollow(): void {
    this.#followed = undefined;
    this.#sender?.pump();
  }

  readonly #onNews = (action: RemoteAction): void => {
    this.dispatch(action);
    this.#sender?.pump();
  };

  readonly #onOnline = (): void => {
    this.#sender?.hurry();
    if (this.list.hasFailed) this.refresh();
  };
}
