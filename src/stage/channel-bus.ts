import type { VirtualClock } from './virtual-clock.js';
import type { LoggedSource, WireLog, WireLogEntry } from './wire-log.js';

/** What comes out of a channel: data, or something that could not be read here. */
export type ChannelParcel = { readonly data: unknown } | { readonly unreadable: true };

/** Somebody on a channel: an object of a page, or a peer made of a script. */
export interface ChannelMember {
  readonly name: string;
  /** Who it is, as the log has it: `undefined` for the first tab. */
  readonly tab: string | undefined;
  /** Calls `callback` as soon as this member's tab may run. */
  soon(callback: () => void): void;
  receive(parcel: ChannelParcel): void;
}

/** Carries what is said on the channels of one stage: to everybody of a name but the speaker. */
export class ChannelBus {
  readonly #clock: VirtualClock;
  readonly #log: WireLog;
  /** In the order in which they were made: so they are served. */
  readonly #members = new Set<ChannelMember>();
  /** What the log calls a channel: its own name unless a stream declares another. */
  readonly #sources = new Map<string, string>();
  readonly #spokenOn = new Set<string>();
  #down = false;

  constructor(clock: VirtualClock, log: WireLog) {
    this.#clock = clock;
    this.#log = log;
  }

  /** The channels that streams declare: names of the sources, names of the channels. */
  get declared(): ReadonlyMap<string, string> {
    return new Map([...this.#sources].map(([channel, source]) => [source, channel]));
  }

  /** The channels that somebody has spoken on, for replays. */
  get logged(): LoggedSource[] {
    return [...this.#spokenOn].map((url) => ({
      name: this.#sources.get(url) ?? url,
      kind: 'channel',
      url,
      latency: 0,
    }));
  }

  declare(source: string, channel: string): void {
    this.#sources.set(channel, source);
  }

  join(member: ChannelMember): void {
    if (!this.#down) this.#members.add(member);
  }

  leave(member: ChannelMember): void {
    this.#members.delete(member);
  }

  /** Tells everybody else on the channel. Throws a `DataCloneError` for what cannot be cloned. */
  post(from: ChannelMember, data: unknown): void {
    // Whatever the speaker does with the original afterwards changes nothing.
    const taken: unknown = structuredClone(data);
    this.#say(from, { kind: 'post', data: inWords(taken) }, () => ({
      data: structuredClone(taken),
    }));
  }

  /** Lets something arrive that nobody can read. */
  postUnreadable(from: ChannelMember): void {
    this.#say(from, { kind: 'messageerror' }, () => ({ unreadable: true }));
  }

  /** Ends everything without a word. */
  takeDown(): void {
    this.#down = true;
    this.#members.clear();
  }

  #say(
    from: ChannelMember,
    event: Pick<WireLogEntry, 'kind' | 'data'>,
    parcel: () => ChannelParcel,
  ): void {
    if (!this.#members.has(from)) return;
    const { name, tab } = from;
    this.#spokenOn.add(name);
    this.#log.add({
      at: this.#clock.elapsed,
      source: this.#sources.get(name) ?? name,
      direction: tab === undefined ? 'out' : 'in',
      ...(tab !== undefined && { tab }),
      ...event,
    });
    for (const member of this.#members) {
      if (member === from || member.name !== name) continue;
      member.soon(() => {
        if (this.#members.has(member)) member.receive(parcel());
      });
    }
  }
}

/** Writes data as JSON, and what JSON cannot hold as a text in JSON. */
function inWords(data: unknown): string {
  try {
    return JSON.stringify(data) ?? '"undefined"';
  } catch {
    return JSON.stringify(String(data));
  }
}
