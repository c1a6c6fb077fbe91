import type { ReactiveController } from 'lit';
import { createAlarm, type Alarm } from '../core/alarm.js';
import type { MessageSource } from '../core/message-source.js';
import type { LocalAction, OptimisticAction, RemoteAction } from '../core/optimistic-actions.js';
import type { Item, Patch } from '../core/optimistic-item.js';
import type { Operation, Row } from '../core/optimistic-row.js';
import { findRow, nothingKnown } from '../core/optimistic-state.js';
import { itemsOf, nextToSend, operationOf, rowsOf, underWay } from '../core/optimistic-view.js';
import { reduce } from '../core/optimistic.js';
import type { OutboxLimits } from '../core/outbox.js';
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

/** An element that shows a list whose changes show at once. */
export type OptimisticHost = RuntimeHost &
  SourceHost &
  Omit<SendSettings, 'maxAge'> & { outbox: Pick<OutboxLimits, 'maxCount' | 'maxAge' | 'policy'> };

/** What the host wants to hear about its list. */
export interface OptimisticListener {
  onSettled(row: Row, operation: Operation, outcome: OperationOutcome): void;
  /** Somebody else has changed what the reader was changing. */
  onConflict(row: Row): void;
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
  #hasLeft = false;

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
    return !source || source.connection.state === 'open';
  }

  get settings(): SendSettings {
    const { src, parallel, retries, retryDelay, timeout, outbox } = this.#host;
    return { src, parallel, retries, retryDelay, timeout, maxAge: outbox.maxAge ?? DAY };
  }

  /** Adds an item, and returns its key; `undefined` when there is no room. */
  add(patch: Patch): string | undefined {
    const key = this.runtime.current.uuid();
    return this.#change({ do: 'add', key, patch, at: this.#now }, key) ? key : undefined;
  }

  /** Changes an item. Says whether there was room. */
  edit(ref: string, patch: Patch, base?: Patch): boolean {
    const key = this.runtime.current.uuid();
    return this.#change({ do: 'edit', ref, key, patch, base, at: this.#now }, key);
  }

  remove(ref: string): boolean {
    const key = this.runtime.current.uuid();
    return this.#change({ do: 'remove', ref, key, at: this.#now }, key);
  }

  retry(ref: string): void {
    this.dispatch({ do: 'retry', ref, key: this.runtime.current.uuid(), at: this.#now });
    this.#sender?.pump();
  }

  discard(ref: string): void {
    const row = findRow(this.state, ref);
    this.dispatch({ do: 'discard', ref });
    const after = row && this.state.rows.get(row.key)?.operations;
    for (const operation of row?.operations ?? []) {
      if (!after?.includes(operation)) this.#listener.onSettled(row!, operation, 'discarded');
    }
  }

  resolve(ref: string, take: 'mine' | 'theirs'): void {
    const key = this.runtime.current.uuid();
    this.dispatch({ do: 'resolve', ref, take, key, at: this.#now });
    this.#sender?.pump();
  }

  hold(ref: string, isHeld: boolean): void {
    this.dispatch({ do: 'hold', ref, isHeld });
  }

  /** Tries at once whatever waits. */
  hurry(): void {
    this.#source.current?.retry();
    this.#sender?.hurry(true);
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
      this.#listener.onDrained();
      if (this.list.hasFailed) this.refresh();
    }
    this.#host.requestUpdate();
  }

  onSettled(row: Row, operation: Operation, outcome: OperationOutcome): void {
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
    if (this.#host.isConnected) this.#begin(this.#host.src, this.runtime.current);
    if (this.waiting > 0) this.#wasOffline = true;
  }

  hostDisconnected(): void {
    // Who moves is back within the same task, and goes on.
    this.#leaving = createAlarm(this.runtime.clock);
    this.#leaving(() => this.#leave());
  }

  get #now(): number {
    return this.runtime.clock.monotonic();
  }

  #begin(src: string, runtime: Runtime): void {
    if (src === this.#src && runtime === this.#sendsBy && !this.#hasLeft) return;
    if (src !== this.#src) {
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
    this.dispatch({ do: 'loaded', items, since });
    this.pump();
  };

  /** Makes one change, if the outbox has room for it. */
  #change(action: LocalAction, key: string): boolean {
    const { maxCount = 100, policy = 'reject' } = this.#host.outbox;
    const after = reduce(this.state, action);
    const count = underWay(after).length;
    const isFull = count > Math.max(maxCount, underWay(this.state).length);
    if (isFull && policy === 'reject') {
      this.#listener.onFull();
      return false;
    }
    this.dispatch(action);
    if (isFull) {
      const oldest = nextToSend(this.state)[0]?.[1].key;
      this.#giveUp(policy === 'drop-oldest' && oldest !== undefined ? oldest : key);
    }
    this.#sender?.pump();
    return true;
  }

  /** Lets an operation fail because there is no room for it. The reader may try it again. */
  #giveUp(key: string): void {
    const found = [...this.state.rows.values()].find(({ operations }) =>
      operations.some((operation) => operation.key === key),
    );
    const operation = operationOf(this.state, key);
    if (!found || !operation) return;
    const { mayHaveArrived } = operation;
    this.dispatch({ do: 'fail', key, fate: 'failed', mayHaveArrived });
    this.#listener.onFull();
    this.onSettled(found, operation, 'failed');
  }

  #follow(source: MessageSource): Unsubscribe {
    const onChange = (): void => {
      this.#sender?.hurry();
      // Nobody knows what was said while nobody listened.
      if (source.connection.state === 'open') this.refresh();
      this.redraw.soon();
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

  readonly #onNews = (action: RemoteAction): void => {
    this.dispatch(action);
    this.#sender?.pump();
  };

  readonly #onOnline = (): void => {
    this.#sender?.hurry();
    if (this.list.hasFailed) this.refresh();
  };
}
