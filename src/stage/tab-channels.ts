import type { BroadcastChannelConstructor } from '../core/runtime.js';
import type { ChannelBus, ChannelMember } from './channel-bus.js';
import { StagedBroadcastChannel } from './staged-broadcast-channel.js';
import type { TabPart } from './tab-part.js';
import type { VirtualClock } from './virtual-clock.js';

/** What the channels of one tab share. */
export interface ChannelParts {
  readonly clock: VirtualClock;
  readonly bus: ChannelBus;
  readonly origin: string;
  /** Who the tab is, as the log has it: `undefined` for the first one. */
  readonly tab?: string | undefined;
  report(error: unknown): void;
}

/** Keeps the broadcast channels of one tab. */
export class TabChannels implements TabPart {
  /** The constructor that stands for the platform's, bound to this tab. */
  readonly BroadcastChannel: BroadcastChannelConstructor;
  readonly #parts: ChannelParts;
  readonly #open = new Map<StagedBroadcastChannel, ChannelMember>();
  #down = false;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
    this.BroadcastChannel = boundConstructor(this);
  }

  get bus(): ChannelBus {
    return this.#parts.bus;
  }

  get origin(): string {
    return this.#parts.origin;
  }

  /** Counts the channels that are not closed. */
  get openCount(): number {
    return this.#open.size;
  }

  /** Counts the listeners on channels that are not closed. */
  get listenerCount(): number {
    let count = 0;
    for (const channel of this.#open.keys()) count += channel.listenerCount();
    return count;
  }

  report(error: unknown): void {
    this.#parts.report(error);
  }

  open(
    channel: StagedBroadcastChannel,
    name: string,
    receive: ChannelMember['receive'],
  ): ChannelMember {
    const { clock, bus, tab } = this.#parts;
    const member: ChannelMember = {
      ...{ name, tab, receive },
      soon: (callback) => void clock.schedule(callback, 0, 'arrival'),
    };
    if (this.#down) return member;
    this.#open.set(channel, member);
    bus.join(member);
    return member;
  }

  forget(channel: StagedBroadcastChannel, member: ChannelMember): void {
    this.#open.delete(channel);
    this.#parts.bus.leave(member);
  }

  /** Ends all channels of the tab without a word. */
  takeDown(): void {
    this.#down = true;
    for (const [channel, member] of this.#open) this.forget(channel, member);
  }
}

function boundConstructor(channels: TabChannels): BroadcastChannelConstructor {
  const Bound = class BroadcastChannel extends StagedBroadcastChannel {
    constructor(name: unknown) {
      if (arguments.length === 0) {
        throw new TypeError(
          "Failed to construct 'BroadcastChannel': 1 argument required, but only 0 present.",
        );
      }
      super(channels, name);
    }
  };
  return Bound;
}
