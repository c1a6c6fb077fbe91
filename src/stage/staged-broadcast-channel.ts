import type { ChannelMember, ChannelParcel } from './channel-bus.js';
import { IsolatedEventTarget } from './isolated-event-target.js';
import type { TabChannels } from './tab-channels.js';

type MessageHandler = ((event: MessageEvent) => unknown) | null;

/**
 * A page's end of a staged channel: behaves as the platform's `BroadcastChannel`, event for event.
 *
 * Events are not `isTrusted`, because a script cannot make them so. A message to a frozen tab waits
 * for its return. [https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts]
 */
export class StagedBroadcastChannel extends IsolatedEventTarget {
  readonly #channels: TabChannels;
  readonly #member: ChannelMember;
  #closed = false;

  constructor(channels: TabChannels, name: unknown) {
    super((error) => channels.report(error));
    this.#channels = channels;
    this.#member = channels.open(this, `${name as string}`, (parcel) => this.#receive(parcel));
  }

  get name(): string {
    return this.#member.name;
  }

  get onmessage(): MessageHandler {
    return this.handler('message') as MessageHandler;
  }

  set onmessage(value: MessageHandler) {
    this.setHandler('message', value);
  }

  get onmessageerror(): MessageHandler {
    return this.handler('messageerror') as MessageHandler;
  }

  set onmessageerror(value: MessageHandler) {
    this.setHandler('messageerror', value);
  }

  get [Symbol.toStringTag](): string {
    return 'BroadcastChannel';
  }

  postMessage(message: unknown): void;
  postMessage(...args: unknown[]): void {
    if (args.length === 0) {
      throw new TypeError(
        "Failed to execute 'postMessage' on 'BroadcastChannel': 1 argument required, but only 0 present.",
      );
    }
    if (this.#closed) {
      throw new DOMException(
        "Failed to execute 'postMessage' on 'BroadcastChannel': Channel is closed",
        'InvalidStateError',
      );
    }
    this.#channels.bus.post(this.#member, args[0]);
  }

  close(): void {
    this.#closed = true;
    this.#channels.forget(this, this.#member);
  }

  /** Counts the listeners. */
  listenerCount(): number {
    return this.countListeners();
  }

  #receive(parcel: ChannelParcel): void {
    const { origin } = this.#channels;
    const isReadable = 'data' in parcel;
    const event = new MessageEvent(isReadable ? 'message' : 'messageerror', { origin });
    // Given to the constructor, undefined would become null.
    if (isReadable) Object.defineProperty(event, 'data', { value: parcel.data });
    this.dispatchEvent(event);
  }
}

// Web IDL makes every attribute and operation enumerable.
for (const name of ['name', 'onmessage', 'onmessageerror', 'postMessage', 'close'] as const) {
  Object.defineProperty(StagedBroadcastChannel.prototype, name, {
    ...Object.getOwnPropertyDescriptor(StagedBroadcastChannel.prototype, name),
    enumerable: true,
  });
}
