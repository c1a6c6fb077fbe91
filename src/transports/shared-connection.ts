import type { ConnectionState } from '../core/connection-state.js';
import { type Deferred, deferred } from '../core/deferred.js';
import type { WireMessage } from '../core/envelope.js';
import { failure } from '../core/failure.js';
import { createHandlerRegistry } from '../core/handler-registry.js';
import type { MessageHandler, MessageSource, SubscribeOptions } from '../core/message-source.js';
import { messageStream, type MessageStreamOptions } from '../core/message-stream.js';
import { onAbort } from '../core/on-abort.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import type { AcknowledgedMessage, SendOptions, SentMessage } from '../core/sent-message.js';
import type { UserTabs } from '../core/user-tabs.js';
import { browserRuntime } from './browser-runtime.js';
import type { ClientEvents, LifecyclePayloads } from './client-events.js';
import { createDemand } from './demand.js';
import { MessageClient } from './message-client.js';
import type { MakeSharedClient, SharedConnectionOptions } from './shared-options.js';
import { SharedSends } from './shared-sends.js';
import { SharedTab } from './shared-tab.js';

/** How many types a tab lists; who handles more gets all. */
const MAX_TYPES = 1000;

const GOODBYE = { code: 1000, reason: 'Client disconnect' };

/** What no other tab has to pass on. */
const LIFECYCLE = new Set(['connected', 'disconnected', 'error', 'reconnect-failed']);

/**
 * Is one connection for all tabs of a user: one tab, the leader, has the client; the others see and
 * send everything through it.
 *
 * When the leading tab goes, the next takes over; one that is frozen is replaced. What was surely not
 * sent then goes out with the new connection; what may have arrived fails, as it does with a lost
 * connection. Messages are recognised by `id`, so that none is delivered twice in a tab. Where there
 * are no Web Locks (as on insecure pages) or no `BroadcastChannel`, each tab connects for itself.
 *
 * @typeParam Messages The payloads by message type.
 */
export class SharedConnection<Messages extends object = Record<string, unknown>>
  extends MessageClient<Messages, ClientEvents>
  implements MessageSource
{
  /** The user's other tabs, for elements that show things once per user. */
  readonly tabs: UserTabs;
  readonly #runtime: Runtime;
  readonly #tab: SharedTab;
  readonly #types: Map<string, number>;

  /**
   * @param name Names the connection: tabs of one origin that use the same name share it.
   * @param make Makes the real client, in the tab that leads.
   */
  constructor(name: string, make: MakeSharedClient, options: SharedConnectionOptions = {}) {
    const { runtime = browserRuntime, lease = 5000, queue, dedupeWindow, schemas } = options;
    const types = new Map<string, number>();
    const told = createHandlerRegistry((error) => runtime.reportError(error));
    let tab!: SharedTab;
    super(runtime, schemas, ({ tell, fail, receive, fire }) => {
      let state: ConnectionState = 'idle';
      let joined = false;
      let seen = '';
      let unsent = 0;
      // Comes with a wish to connect, and goes when that has failed or the connection is gone.
      let opening: Deferred<void> | undefined;

      const become = (next: ConnectionState): void => {
        const was = state;
        const mine = opening;
        state = next;
        const { attempt, retryAt, close } = tab.state;
        if (was === 'open' ? next !== 'open' : /closed|failed/.test(next)) opening = undefined;
        if (seen !== (seen = [next, attempt, retryAt].join())) fire('statechange');
        if (next === was) return;
        if (next === 'open') {
          tell('connected', {});
          mine?.resolve();
          tab.sends.drain();
        } else if (/closed|failed/.test(next)) {
          mine?.reject(failure('connect', next === 'closed' ? 'closed' : 'connection-failed'));
          if (next === 'failed') tell('reconnect-failed', {});
        }
        if (was === 'open') tell('disconnected', next === 'closed' && !joined ? GOODBYE : close);
      };

      const onOutbox = (): void => {
        if (unsent !== (unsent = tab.sends.waiting + tab.state.unsent)) fire('outboxchange');
      };

      tab = new SharedTab(
        {
          ...{ name, make, runtime, lease, dedupeWindow },
          makeSends: (post) => new SharedSends(queue, runtime.clock, post, onOutbox, fail),
        },
        {
          ...{ fail, receive, fire },
          types: () => (types.size > MAX_TYPES ? ['*'] : [...types.keys()]),
          onTold: (topic, payload) => told.run(topic, payload, undefined as never),
          onState() {
            if (joined) become(tab.state.state);
            onOutbox();
          },
        },
      );

      const start = (): Deferred<void> => {
        const mine = (opening ??= deferred<void>());
        if (state === 'open') mine.resolve();
        else if (joined) hurry();
        else {
          joined = true;
          tab.join();
        }
        return mine;
      };

      const hurry = (): void => {
        if (/waiting|closed|failed/.test(state)) tab.retry();
      };

      const leave = (): void => {
        demand.forget();
        if (!joined) return;
        joined = false;
        tab.leave();
        become('closed');
      };

      const demand = createDemand(runtime.clock, {
        start,
        isCurrent: (mine) => mine === opening,
        lease: () => void (/idle|closed|failed/.test(state) && start()),
        leave,
      });

      return {
        ...demand,
        read() {
          const { attempt, maxAttempts, retryAt } = tab.state;
          return { state, attempt, maxAttempts, retryAt };
        },
        retry: () => void (demand.any && ((opening = undefined), start())),
        leave,
        link: () => undefined,
      };
    });
    this.#runtime = runtime;
    this.#tab = tab;
    this.#types = types;
    this.tabs = {
      get elsewhere() {
        return tab.front.elsewhere;
      },
      tell: (topic, payload) => tab.say({ kind: 'tell', topic, payload }),
      on: (topic, handler) => told.add(topic, handler),
    };
  }

  override get connection(): MessageSource['connection'] {
    const { sends, state } = this.#tab;
    return { ...super.connection, unsent: sends.waiting + state.unsent };
  }

  /** Ends this tab's part; other tabs keep the connection. What waits in this tab fails. */
  override disconnect(): void {
    super.disconnect();
    this.#tab.sends.clear(failure('send', 'closed'));
  }

  override on<Type extends keyof LifecyclePayloads>(
    type: Type,
    handler: MessageHandler<LifecyclePayloads[Type]>,
    options?: SubscribeOptions,
  ): Unsubscribe;
  override on(
    type: '*',
    handler: MessageHandler<WireMessage>,
    options?: SubscribeOptions,
  ): Unsubscribe;
  override on<Type extends keyof Messages & string>(
    type: Type,
    handler: MessageHandler<Messages[Type]>,
    options?: SubscribeOptions,
  ): Unsubscribe;
  override on(
    type: string,
    handler: MessageHandler<never>,
    options: SubscribeOptions = {},
  ): Unsubscribe {
    const end = super.on(type as '*', handler as MessageHandler<WireMessage>, options);
    const forget = this.#handle(type);
    const unfollow = onAbort(options.signal, forget);
    return () => {
      end();
      forget();
      unfollow();
    };
  }

  override messages<Type extends keyof Messages & string>(
    type?: Type,
    options?: MessageStreamOptions,
  ): AsyncGenerator<WireMessage<Messages[Type]>, void, void> {
    return messageStream(
      (push) => this.on((type ?? '*') as '*', (_, message) => push(message as never)),
      options,
    );
  }

  /**
   * Sends a message through the leading tab, or keeps it until one leads.
   *
   * @param options What else the client's own `send` takes. JSON has to hold it.
   * @throws TallyError `unserialisable` if JSON cannot hold the payload, `outbox-full` under the
   * policy `reject`.
   */
  send<Type extends keyof Messages & string>(
    type: Type,
    payload: Messages[Type] | undefined,
    options: SendOptions & { readonly ack: true },
  ): AcknowledgedMessage;
  send<Type extends keyof Messages & string>(
    type: Type,
    payload?: Messages[Type],
    options?: SendOptions,
  ): SentMessage;
  send<Type extends keyof Messages & string>(
    type: Type,
    payload?: Messages[Type],
    options?: SendOptions,
  ): SentMessage {
    const { sends } = this.#tab;
    const known = options?.id === undefined ? undefined : sends.find(options.id);
    if (known) return known;
    let text: string;
    let more: string | undefined;
    try {
      text = JSON.stringify(payload ?? {}) ?? '{}';
      more = options && JSON.stringify(options);
    } catch (cause) {
      throw failure(`send "${type}"`, 'unserialisable', String(cause), cause);
    }
    return sends.add(options?.id ?? this.#runtime.uuid(), type, text, more);
  }

  /** Counts a handler of a type, so that the leader passes such messages on. */
  #handle(type: string): Unsubscribe {
    if (LIFECYCLE.has(type)) return () => undefined;
    let counts = true;
    const change = (by: number): void => {
      const count = (this.#types.get(type) ?? 0) + by;
      if (count > 0) this.#types.set(type, count);
      else this.#types.delete(type);
      if (count === Math.max(by, 0)) this.#tab.redeclare();
    };
    change(1);
    return () => {
      if (counts) change(-1);
      counts = false;
    };
  }
}
