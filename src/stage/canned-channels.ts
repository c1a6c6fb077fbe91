import type { ChannelBus } from './channel-bus.js';
import { ChannelPeer } from './channel-peer.js';
import { refuseSecondPlace, type CannedSources } from './canned-sources.js';
import { fillPlaceholders } from './placeholders.js';
import type { Action, CannedStream, ChannelAction, SourceDeclaration } from './stream.js';
import type { VirtualClock } from './virtual-clock.js';

/** The sources of kind `channel`: other tabs, made of cues. */
export class CannedChannels implements CannedSources {
  readonly #clock: VirtualClock;
  readonly #bus: ChannelBus;
  /** The tabs that have said something and not left, by source and name. */
  readonly #peers = new Map<string, ChannelPeer>();

  constructor(clock: VirtualClock, bus: ChannelBus) {
    this.#clock = clock;
    this.#bus = bus;
  }

  get kinds(): Array<readonly [string, 'channel']> {
    return [...this.#bus.declared.keys()].map((name) => [name, 'channel'] as const);
  }

  declare(stream: CannedStream, name: string, declaration: SourceDeclaration): boolean {
    if (declaration.kind !== 'channel') return false;
    const known = this.#bus.declared.get(name);
    if (known !== undefined && known !== declaration.name) {
      refuseSecondPlace(stream.name, name, `on channel "${known}"`);
    }
    this.#bus.declare(name, declaration.name);
    return true;
  }

  act(name: string, any: Action, n: number): void {
    const action = any as ChannelAction;
    const { tab = 'peer' } = action;
    const peer = this.#peer(name, tab);
    const values = { now: this.#clock.now(), n };
    const say = (type: string, payload: unknown): void =>
      peer.post({
        type,
        payload: fillPlaceholders(payload, values),
        timestamp: values.now,
        tabId: tab,
      });
    if (action.do === 'message') say(action.type, action.payload ?? {});
    else if (action.do === 'post') peer.post(fillPlaceholders(action.data, values));
    else if (action.do === 'messageerror') peer.postUnreadable();
    else if (action.do === 'join') say('tab-connected', { tabId: tab });
    else {
      say('tab-disconnected', { tabId: tab });
      peer.close();
      this.#peers.delete(JSON.stringify([name, tab]));
    }
  }

  #peer(source: string, tab: string): ChannelPeer {
    const key = JSON.stringify([source, tab]);
    const channel = this.#bus.declared.get(source) ?? source;
    const peer = this.#peers.get(key) ?? new ChannelPeer(this.#bus, this.#clock, channel, tab);
    this.#peers.set(key, peer);
    return peer;
  }
}
