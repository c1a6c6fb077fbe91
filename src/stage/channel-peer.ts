import type { ChannelBus, ChannelMember, ChannelParcel } from './channel-bus.js';
import type { VirtualClock } from './virtual-clock.js';

/** Another tab on a channel, made of a script. */
export class ChannelPeer {
  /** Who it is, as the log has it. */
  readonly tab: string;
  readonly #bus: ChannelBus;
  readonly #member: ChannelMember;
  readonly #listeners: Array<(data: unknown) => void> = [];

  constructor(bus: ChannelBus, clock: VirtualClock, name: string, tab: string) {
    this.tab = tab;
    this.#bus = bus;
    this.#member = {
      ...{ name, tab },
      soon: (callback) => void clock.schedule(callback, 0, 'stage'),
      receive: (parcel) => this.#receive(parcel),
    };
    bus.join(this.#member);
  }

  /** Says something to everybody else on the channel. */
  post(data: unknown): void {
    this.#bus.post(this.#member, data);
  }

  /** Lets something arrive that the others cannot read. */
  postUnreadable(): void {
    this.#bus.postUnreadable(this.#member);
  }

  /** Calls `listener` with whatever the others say. */
  onmessage(listener: (data: unknown) => void): void {
    this.#listeners.push(listener);
  }

  /** Leaves the channel. */
  close(): void {
    this.#bus.leave(this.#member);
  }

  #receive(parcel: ChannelParcel): void {
    if ('unreadable' in parcel) return;
    for (const listener of this.#listeners) listener(parcel.data);
  }
}
