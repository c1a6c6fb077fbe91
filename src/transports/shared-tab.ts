import { createAlarm } from '../core/alarm.js';
import { createDeduper } from '../core/deduper.js';
import { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import type { WireMessage } from '../core/envelope.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import type { ClientHost } from './message-client.js';
import { ChannelMark } from './channel-mark.js';
import { FrontTab } from './shared-front.js';
import { Leadership } from './leadership.js';
import { placeAfter, SharedLeader } from './shared-leader.js';
import type { MakeSharedClient } from './shared-options.js';
import type { SharedSends } from './shared-sends.js';
import {
  isOfLeader,
  type LeaderSays,
  readTabWord,
  type SendRequest,
  type SharedState,
  type TabSays,
  type TabWord,
  VERSION,
} from './shared-wire.js';

/** What a tab does with what it learns. */
export interface SharedTabHost extends Pick<ClientHost, 'fail' | 'receive' | 'fire'> {
  /** Learns that `state` gives something new. */
  onState(this: void): void;
  /** Learns what the same elements of another tab tell. */
  onTold(this: void, topic: string, payload: unknown): void;
  /** Names the types that this tab handles. */
  types(this: void): readonly string[];
}

/** What a tab needs to take part. All times are ms. */
export interface SharedTabParts {
  readonly name: string;
  readonly make: MakeSharedClient;
  readonly runtime: Runtime;
  readonly lease: number;
  readonly dedupeWindow: number | undefined;
  readonly makeSends: (post: (request: SendRequest) => boolean) => SharedSends;
}

/** How much a successor may say before its predecessor has learnt of it. */
const MOST_EARLY = 1000;

const BETWEEN: SharedState = {
  ...{ state: 'connecting', attempt: 0, maxAttempts: 0, retryAt: undefined, unsent: 0 },
  close: { code: 1006, reason: 'Handed over to another tab' },
  place: {},
};

/** One tab's part in a connection that all share: it speaks on the channel, follows or leads. */
export class SharedTab {
  readonly sends: SharedSends;
  readonly front: FrontTab;
  readonly #parts: SharedTabParts;
  readonly #host: SharedTabHost;
  readonly #id: string;
  readonly #leadership: Leadership;
  readonly #beat: ReturnType<typeof createAlarm>;
  readonly #isNew: (id: unknown) => boolean;
  #stopSignals: Unsubscribe | undefined;
  #channel: BroadcastChannel | undefined;
  #leader: SharedLeader | undefined;
  #leaderId: string | undefined;
  /** Whether the leader has answered this tab. */
  #isKnown = false;
  #isDeclaring = false;
  #declaredAt = 0;
  #state = BETWEEN;
  /** Until this tab has heard all that the leader before has said. */
  readonly #heard: ChannelMark;
  /** Until it is known, even if this tab dies, what it has taken. */
  readonly #told: ChannelMark;
  /** What a successor has said while this tab had yet to learn that it leads no more. */
  readonly #early: Array<TabWord & LeaderSays> = [];

  constructor(parts: SharedTabParts, host: SharedTabHost) {
    const { runtime, name, lease, dedupeWindow, makeSends } = parts;
    this.#parts = parts;
    this.#host = host;
    this.#id = runtime.uuid();
    this.#beat = createAlarm(runtime.clock);
    this.#isNew = createDeduper(dedupeWindow);
    this.#heard = new ChannelMark(this.#postMark, () => runtime.uuid());
    this.#told = new ChannelMark(this.#postMark, () => runtime.uuid());
    this.sends = makeSends((request) => this.#request(request));
    this.front = new FrontTab(runtime, this.#id, lease, (at) => this.say({ kind: 'front', at }));
    this.#leadership = new Leadership(runtime, channelName(name), lease, {
      lead: (alone) => this.#lead(alone),
      follow: () => this.#follow(),
      ask: () => this.#declare(),
      announce: () => {
        this.#early.length = 0;
        this.#leader?.announce();
      },
    });
  }

  /** Where the connection stands, as far as this tab knows. */
  get state(): SharedState {
    return this.#state;
  }

  /** Takes part while the page is there. */
  join(): void {
    const { page } = this.#parts.runtime;
    // A page in the back/forward cache must not hold a lock that others wait for.
    const stops = [
      page.on('pagehide', () => this.#exit()),
      page.on('pageshow', () => this.#enter()),
    ];
    this.#stopSignals = () => stops.forEach((stop) => stop());
    this.#enter();
  }

  /** Takes part no more. */
  leave(): void {
    this.#stopSignals?.();
    this.#stopSignals = undefined;
    this.#exit();
  }

  /** Connects again what has ended or given up. */
  retry(): void {
    if (this.#leader) this.#leadership.act(() => this.#leader?.retry());
    else this.say({ kind: 'retry' });
  }

  /** Tells all other tabs. */
  say(words: TabSays | LeaderSays): void {
    this.#say(words, this.#channel);
  }

  #say(words: TabSays | LeaderSays, channel: BroadcastChannel | undefined): void {
    const { epoch } = this.#leadership;
    try {
      channel?.postMessage({ version: VERSION, from: this.#id, epoch, ...words });
    } catch (cause) {
      const remedy = 'Use data that can be cloned.';
      this.#host.fail(failure('tell other tabs', 'uncloneable', words.kind, cause, remedy));
    }
  }

  /** Tells the leader soon that this tab handles other types than before. */
  redeclare(): void {
    if (this.#isDeclaring || !this.#channel) return;
    this.#isDeclaring = true;
    void Promise.resolve().then(() => {
      this.#isDeclaring = false;
      if (!this.#leader) this.#declare();
    });
  }

  #enter(): void {
    if (this.#channel || this.#leader) return;
    this.#become(BETWEEN);
    this.#channel = this.#openChannel();
    this.#leadership.start(!!this.#channel);
    if (this.#channel) this.front.start();
  }

  #exit(): void {
    this.say({ kind: 'bye' });
    if (this.#leader) this.sends.lost();
    else this.sends.abandon();
    this.#endLeader();
    this.#early.length = 0;
    this.#leadership.stop();
    this.front.stop();
    this.#closeChannel();
    this.#become(BETWEEN);
  }

  #openChannel(): BroadcastChannel | undefined {
    const channel = this.#newChannel();
    if (channel) {
      channel.onmessage = ({ data }) => this.#receive(data);
      channel.onmessageerror = () => this.#refuse('cannot be read here', undefined);
    }
    return channel;
  }

  #newChannel(): BroadcastChannel | undefined {
    const { BroadcastChannel } = this.#parts.runtime;
    try {
      return BroadcastChannel && new BroadcastChannel(channelName(this.#parts.name));
    } catch {
      // A sandboxed page is alone.
      return undefined;
    }
  }

  #closeChannel(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  #lead(alone: boolean): void {
    const { make, runtime, lease } = this.#parts;
    if (alone) this.#closeChannel();
    this.sends.lost();
    this.#leaderId = this.#id;
    // A tab learns of locks by another way, and may lead before it hears what the last one has taken.
    if (!alone) this.#heard.after(() => this.sends.found());
    try {
      const { place } = this.#state;
      this.#leader = new SharedLeader(
        ...([make(place), runtime.clock, lease, place] as const),
        (action) => this.#leadership.act(action),
        (words) => this.#tell(words),
        (then) => this.#told.after(() => this.#leadership.act(then)),
      );
      this.#leader.start();
    } catch (error) {
      runtime.reportError(error);
      this.#heard.clear();
      return this.#become({ ...this.#state, state: 'failed' });
    }
    if (alone) this.sends.found();
    else this.#keepBeating();
  }

  /** Says a mark, which only another channel can do so that it comes back. */
  readonly #postMark = (mark: string): boolean => {
    const echo = this.#channel && this.#newChannel();
    if (!echo) return false;
    this.#say({ kind: 'mark', mark }, echo);
    echo.close();
    return true;
  };

  readonly #keepBeating = (): void => {
    const beat = (): void => {
      this.#leadership.act(() => this.#leader?.beat());
      this.#keepBeating();
    };
    this.#beat(beat, this.#parts.lease * 0.4);
  };

  #follow(): void {
    this.#endLeader();
    this.#lose();
    for (const word of this.#early.splice(0)) this.#hear(word);
  }

  #endLeader(): void {
    const leader = this.#leader;
    this.#beat();
    this.#leader = this.#leaderId = undefined;
    this.#heard.clear();
    this.#told.clear();
    leader?.end();
  }

  #lose(): void {
    this.#leaderId = undefined;
    this.#heard.clear();
    this.sends.lost();
    this.#become({ ...BETWEEN, place: this.#state.place });
  }

  /** Tells all tabs, this one included. */
  #tell(words: LeaderSays): void {
    if (words.kind !== 'message' || this.#leader?.isWanted(words.message.type)) this.say(words);
    this.#onLeaderSays(words);
  }

  #request(request: SendRequest): boolean {
    if (this.#leaderId === undefined || this.#heard.pending) return false;
    if (this.#leader) this.#leadership.act(() => this.#leader?.send(this.#id, request));
    else this.say(request);
    return true;
  }

  #declare(): void {
    const { runtime } = this.#parts;
    this.#declaredAt = runtime.clock.monotonic();
    this.say({ kind: 'here', request: runtime.uuid(), types: this.#host.types() });
  }

  #receive(data: unknown): void {
    const word = readTabWord(data);
    if ('problem' in word) return this.#refuse(word.problem, data);
    if (isOfLeader(word)) this.#hear(word);
    else this.#onTabSays(word);
  }

  #hear(word: TabWord & LeaderSays): void {
    // Of what it did the leader before may tell as long as nobody else has begun to do it.
    if (this.#heard.pending && word.kind === 'fate' && word.epoch < this.#leadership.epoch) {
      if (word.to === this.#id) this.sends.hearLate(word);
      return;
    }
    if (!this.#accepts(word)) return;
    this.#onLeaderSays(word);
    const { clock } = this.#parts.runtime;
    if (clock.monotonic() - this.#declaredAt > 2 * this.#parts.lease) this.#declare();
  }

  #refuse(problem: string, data: unknown): void {
    const timestamp = this.#parts.runtime.clock.now();
    const message: WireMessage = { type: 'shared-connection', payload: data, timestamp };
    const issue = { message: `What another tab says ${problem}.` };
    this.#host.fire('invalid', { message, issues: [issue] });
  }

  /** Whether it is the present leader who speaks, or a new one. */
  #accepts(word: TabWord & LeaderSays): boolean {
    const { from, epoch } = word;
    const leadership = this.#leadership;
    if (leadership.leading) {
      if (epoch < leadership.epoch) return false;
      if (this.#early.push(word) > MOST_EARLY) this.#early.shift();
      leadership.challenge(epoch);
      return false;
    }
    const isOther = from !== this.#leaderId;
    if (epoch < leadership.epoch) return false;
    if (epoch === leadership.epoch && isOther && this.#leaderId !== undefined) return false;
    leadership.heard(epoch);
    if (isOther) {
      this.#lose();
      this.#leaderId = from;
      this.#isKnown = false;
      this.#declare();
      if (this.sends.underWay) this.#heard.after(() => this.sends.found());
      else this.sends.found();
    }
    return true;
  }

  #onLeaderSays(words: LeaderSays): void {
    switch (words.kind) {
      case 'state':
        if (words.to === this.#id) this.#onWelcome(words.known === true);
        this.#become(words.state);
        return;
      case 'message': {
        const { message } = words;
        const place = placeAfter(this.#state.place, message);
        this.#state = { ...this.#state, place };
        if (!this.#isNew(message.id)) return;
        return this.front.deliver(words.at, () => this.#host.receive(message));
        return;
      }
      case 'error':
        return this.#host.fail(new TallyError(words.code, words.text));
      case 'remark': {
        const own = Object.entries(words.fields).filter(([name]) => !(name in Event.prototype));
        return this.#host.fire(words.type, Object.fromEntries(own));
      }
      case 'fate':
        if (words.to === this.#id) this.sends.hear(words);
    }
  }

  #onWelcome(known: boolean): void {
    // Who was forgotten, because it was frozen for long, may have missed something.
    if (this.#isKnown && !known) this.#become({ ...BETWEEN, place: this.#state.place });
    this.#isKnown = true;
  }

  #onTabSays(word: TabWord & TabSays): void {
    const { from } = word;
    const act = (action: (leader: SharedLeader) => void): void =>
      this.#leadership.act(() => this.#leader && action(this.#leader));
    switch (word.kind) {
      case 'here':
        if (word.epoch > this.#leadership.epoch) this.#leadership.challenge(word.epoch);
        return act((leader) => leader.welcome(from, word.request, word.types));
      case 'send':
        // It was said to the leader before, who may have sent it; if not it will be said again.
        if (this.#heard.pending) return;
        return act((leader) => leader.take(from, word));
      case 'retry':
        return act((leader) => leader.retry());
      case 'mark':
        this.#heard.hear(word.mark);
        return this.#told.hear(word.mark);
      case 'front':
        return this.front.hear(from, word.at);
      case 'tell':
        return this.#host.onTold(word.topic, word.payload);
      case 'bye':
        this.#leader?.dismiss(from);
        this.front.forget(from);
        if (from !== this.#leaderId) return;
        this.#lose();
        this.#leadership.lost();
    }
  }

  #become(state: SharedState): void {
    const wasOpen = this.#state.state === 'open';
    this.#state = state;
    if (state.state === 'open' && !wasOpen) this.sends.opened();
    this.#host.onState();
  }
}

/** Names the channel and the lock; another version of this protocol has others. */
function channelName(name: string): string {
  return `tallylight ${VERSION} ${name}`;
}
