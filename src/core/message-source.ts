import type { ConnectionSnapshot } from './connection-state.js';
import type { WireMessage } from './envelope.js';
import type { Unsubscribe } from './runtime.js';
import type { SendOptions } from './sent-message.js';
import type { UserTabs } from './user-tabs.js';

/** Receives the payload of a message; the whole message comes second. */
export type MessageHandler<Payload = unknown> = (payload: Payload, message: WireMessage) => void;

/** How long a subscription lasts. */
export interface SubscribeOptions {
  /** Ends the subscription when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What an element needs from any client, whatever the transport.
 *
 * Besides messages a source tells of itself: `statechange` whenever `connection` changes its state,
 * attempt or `retryAt`, and `outboxchange` whenever `connection.unsent` changes.
 */
export interface MessageSource {
  readonly connection: ConnectionSnapshot;
  /** The user's other tabs, where the source knows of them. */
  readonly tabs?: UserTabs | undefined;
  /** Calls `handler` for every message of `type`. Handlers never harm each other. */
  on(type: string, handler: MessageHandler, options?: SubscribeOptions): Unsubscribe;
  /** Sends a message, or keeps it until that is possible. */
  send(type: string, payload?: unknown, options?: SendOptions): unknown;
  /** Connects now, whatever was scheduled. Resolves when messages flow. */
  connect(): Promise<void>;
  /** Connects now if somebody still wants the connection, without asking for it to be kept. */
  retry(): void;
  /**
   * Declares interest: connects unless that is under way, and keeps the connection until the
   * returned function is called. The last one to leave closes what nobody else asked for.
   */
  retain(): Unsubscribe;
  addEventListener(
    type: 'statechange' | 'outboxchange',
    listener: () => void,
    options?: AddEventListenerOptions,
  ): void;
  removeEventListener(type: 'statechange' | 'outboxchange', listener: () => void): void;
}
