import type { WireMessage } from '../core/envelope.js';
import { TallyError } from '../core/errors.js';
import { createHandlerRegistry, type HandlerRegistry } from '../core/handler-registry.js';
import type { MessageHandler, SubscribeOptions } from '../core/message-source.js';
import type { Clock, Runtime, Unsubscribe } from '../core/runtime.js';
import { TypedEventTarget } from '../core/typed-event-target.js';
import { browserTab } from './browser-runtime.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

/** What one tab tells the others. */
export interface TabMessage<Payload = unknown> extends WireMessage<Payload> {
  readonly tabId: string;
}

/** Receives the payload of another tab's message, and the id of that tab. */
export type TabHandler<Payload = unknown> = (payload: Payload, tabId: string) => void;

/** What went wrong on the channel. */
export type TabSyncErrorCode =
  'uncloneable' | 'closed' | 'no-channel' | 'unreadable-message' | 'malformed-message';

/** The events a `TabSyncService` fires. */
export interface TabSyncEvents {
  /** Reported to the page as an uncaught error unless it is cancelled with `preventDefault()`. */
  error: Event & { readonly error: TallyError<TabSyncErrorCode> };
}

/** What the service needs of a `Runtime`. */
export type TabRuntime = Pick<Runtime, 'page' | 'BroadcastChannel' | 'random' | 'reportError'> & {
  readonly clock: Pick<Clock, 'now'>;
};

/** What tabs tell of themselves. */
interface TabPayloads {
  'tab-connected': { readonly tabId: string };
  'tab-disconnected': { readonly tabId: string };
}

/**
 * Speaks with the other tabs of the same origin, in messages `{type, payload, timestamp, tabId}`.
 *
 * Says `tab-connected {tabId}` when it starts or the page comes back, and `tab-disconnected {tabId}`
 * when it goes; between the two the channel is closed, so that the back/forward cache takes the page.
 * Where the platform has no `BroadcastChannel`, a tab is alone and nothing fails.
 *
 * @typeParam Messages The payloads by message type.
 */
export class TabSyncService<
  Messages extends Record<string, unknown> = Record<string, unknown>,
> extends TypedEventTarget<TabSyncEvents> {
  readonly #name: string;
  readonly #runtime: TabRuntime;
  readonly #handlers: HandlerRegistry;
  readonly #tabId: string;
  readonly #stops: readonly Unsubscribe[];
  #channel: BroadcastChannel | undefined;
  #closed = false;

  constructor(
    channelName = 'app-sync',
    { runtime = browserTab }: { readonly runtime?: TabRuntime | undefined } = {},
  ) {
    super();
    const { clock, page } = runtime;
    this.#name = channelName;
    this.#runtime = runtime;
    this.#handlers = createHandlerRegistry((error) => runtime.reportError(error));
    this.#tabId = `tab-${clock.now()}-${runtime.random().toString(36).slice(2)}`;
    this.#stops = [
      page.on('pagehide', () => this.#leave()),
      page.on('pageshow', () => this.#join()),
    ];
    this.#join();
  }

  /** Tells whether other tabs can hear this one. */
  get connected(): boolean {
    return !!this.#channel;
  }

  /** Names this tab, as `tab-<ms>-<random>`, for as long as the service lives. */
  getTabId(): string {
    return this.#tabId;
  }

  /**
   * Tells all other tabs. Says whether the message is on its way, and never throws.
   *
   * It says `false` where there is no channel, for a payload that cannot be cloned and after
   * `close()`; the last two are also an `error` event.
   */
  broadcast<Type extends keyof Messages & string>(type: Type, payload?: Messages[Type]): boolean {
    const action = `broadcast "${type}"`;
    if (this.#closed) return this.#fail('closed', action, 'it is closed', 'Make a new service.');
    try {
      const { clock } = this.#runtime;
      this.#channel?.postMessage({ type, payload, timestamp: clock.now(), tabId: this.#tabId });
      return this.connected;
    } catch (cause) {
      const remedy = 'Send plain data: no functions, no nodes.';
      // A getter of the payload may throw anything, and need not even have words.
      const why = cause instanceof Error ? String(cause) : 'it cannot be cloned';
      return this.#fail('uncloneable', action, why, remedy, cause);
    }
  }

  /** Calls `handler` for every message of `type` from another tab, or with `'*'` for every one. */
  on(type: '*', handler: TabHandler<TabMessage>, options?: SubscribeOptions): Unsubscribe;
  on<Type extends keyof (Messages & TabPayloads) & string>(
    type: Type,
    handler: TabHandler<(Messages & TabPayloads)[Type]>,
    options?: SubscribeOptions,
  ): Unsubscribe;
  on(type: string, handler: TabHandler<never>, options?: SubscribeOptions): Unsubscribe {
    // The registry gives the whole message where handlers of tabs want the id.
    return this.#handlers.add(type, handler as unknown as MessageHandler, options);
  }

  /** Says goodbye to the other tabs, and ends for good. */
  close(): void {
    this.#leave();
    this.#closed = true;
    for (const stop of this.#stops) stop();
  }

  /** Closes, at the end of a `using` block. */
  [dispose](): void {
    this.close();
  }

  #join(): void {
    const { BroadcastChannel } = this.#runtime;
    if (this.#channel || !BroadcastChannel) return;
    const action = `listen to channel "${this.#name}"`;
    try {
      const channel = new BroadcastChannel(this.#name);
      channel.onmessage = ({ data }) => this.#receive(data);
      channel.onmessageerror = () =>
        this.#fail('unreadable-message', action, 'a message cannot be read', 'Reload old tabs.');
      this.#channel = channel;
      this.#announce('tab-connected');
    } catch (cause) {
      // A sandboxed page, or one without storage, is alone.
      this.#fail('no-channel', action, String(cause), 'Allow this page its storage.', cause);
    }
  }

  #leave(): void {
    if (!this.#channel) return;
    this.#announce('tab-disconnected');
    this.#channel.close();
    this.#channel = undefined;
  }

  #announce(type: keyof TabPayloads): void {
    this.broadcast(type, { tabId: this.#tabId } as never);
  }

  #receive(data: unknown): void {
    const message = data as TabMessage | null;
    const { type, payload, tabId } = message ?? {};
    if (typeof type !== 'string' || typeof tabId !== 'string') {
      this.#fail(
        'malformed-message',
        `read a message on "${this.#name}"`,
        'it has no type or tabId',
        'Keep other code off this channel.',
      );
    } else if (tabId !== this.#tabId) {
      if (type !== '*') this.#handlers.run(type, payload, tabId as never);
      this.#handlers.run('*', message, tabId as never);
    }
  }

  #fail(
    code: TabSyncErrorCode,
    action: string,
    reason: string,
    remedy: string,
    cause?: unknown,
  ): false {
    const error = new TallyError(code, `Failed to ${action}: ${reason}. ${remedy}`, { cause });
    const event = Object.assign(new Event('error', { cancelable: true }), { error });
    if (this.dispatchEvent(event)) this.#runtime.reportError(error);
    return false;
  }
}
