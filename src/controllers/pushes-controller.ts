import type { ReactiveController } from 'lit';
import { Grace } from '../core/grace.js';
import type { MessageSource } from '../core/message-source.js';
import { timeOf } from '../core/notification.js';
import type { PanMessage } from '../core/pan-message.js';
import type { Unsubscribe } from '../core/runtime.js';
import { readPatterns } from '../core/topic-pattern.js';
import { PanBusController } from './pan-bus-controller.js';
import type { RedrawController } from './redraw-controller.js';
import type { RuntimeController, RuntimeHost } from './runtime-controller.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** An element to which things are pushed. */
export type PushesHost = RuntimeHost &
  SourceHost & { topic: string; resource: string; event: string; grace: number };

/** What came, and what the way on which it came tells of it. */
export interface Push {
  readonly payload: unknown;
  /** How long ago it was made, in ms; 0 for all but what a bus has kept. */
  readonly age: number;
  /** The key of the only item that it is about. */
  readonly key?: string | undefined;
  /** Whether it is the whole list of a resource. */
  readonly isList?: boolean;
}

export interface PushesListener {
  onPush(push: Push): void;
  /** Pushes flow from now on: what was pushed before has been missed. */
  onOpen(): void;
}

/** Where what is pushed comes from: nowhere, or a way that will be, is, or is no longer open. */
export type PushesLink = 'none' | 'opening' | 'open' | 'down';

/**
 * Hears what is pushed to its host, on the page's bus by `topic` and `resource`, and on the connection
 * around it by `event`.
 */
export class PushesController implements ReactiveController {
  readonly #host: PushesHost;
  readonly #runtime: RuntimeController;
  readonly #redraw: RedrawController;
  readonly #listener: PushesListener;
  readonly #bus: PanBusController;
  #source: MessageSource | undefined;
  #heard: Unsubscribe | undefined;
  #event = '';
  #grace = new Grace(0);
  #gracedFor: MessageSource | undefined;
  #wasOpen = false;

  constructor(
    host: PushesHost,
    runtime: RuntimeController,
    redraw: RedrawController,
    listener: PushesListener,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#redraw = redraw;
    this.#listener = listener;
    new SourceController(host, (source) => this.#follow(source));
    this.#bus = new PanBusController(host, runtime, {
      caps: ['live-data'],
      retained: true,
      topics: () => this.#topics,
      onMessage: (message) => this.#onMessage(message),
      onReady: () => this.#onReady(),
    });
    host.addController(this);
  }

  /** Whether the host has a resource that can be asked for on a bus. */
  get hasResource(): boolean {
    return !!this.#host.resource && this.#bus.isReady;
  }

  /** Reads where pushes come from now. Call it while rendering. */
  readLink(): PushesLink {
    const { event } = this.#host;
    const { state, attempt } = this.#source?.connection ?? { state: 'idle', attempt: 0 };
    const hasTopics = this.#topics.length > 0;
    if (!event && !hasTopics) return 'none';
    if (!event && !this.#bus.isReady) return 'down';
    // A connection that nobody uses says nothing of the bus.
    if (!event && state === 'idle') return 'open';
    this.#grace.grace = this.#host.grace;
    const { shown, changesIn } = this.#grace.read(state, this.#runtime.clock.monotonic());
    this.#redraw.in(changesIn);
    if (shown === 'open') return 'open';
    return state === 'connecting' && attempt === 0 ? 'opening' : 'down';
  }

  /** Asks for the list of the host's resource; a push answers. */
  askForList(): void {
    this.#bus.publish(`${this.#host.resource}.list.get`, {});
  }

  /** Hurries the connection that the host hears. */
  retry(): void {
    this.#source?.retry();
  }

  hostUpdate(): void {
    if (this.#host.isConnected && this.#event !== this.#host.event) this.#listen();
  }

  get #topics(): readonly string[] {
    const { topic, resource } = this.#host;
    const own = resource ? [`${resource}.list.state`, `${resource}.item.state.*`] : [];
    return [...own, ...readPatterns(topic)];
  }

  #follow(source: MessageSource): Unsubscribe {
    const onChange = (): void => {
      const isOpen = source.connection.state === 'open';
      // Read at once, and not with the next picture: a hidden page may not paint for hours.
      this.readLink();
      if (isOpen && !this.#wasOpen) this.#listener.onOpen();
      this.#wasOpen = isOpen;
      this.#redraw.soon();
    };
    this.#source = source;
    // Who moves finds the same one again.
    if (source !== this.#gracedFor) {
      this.#grace = new Grace(0);
      this.#wasOpen = source.connection.state === 'open';
    }
    this.#gracedFor = source;
    source.addEventListener('statechange', onChange);
    this.#listen();
    return () => {
      source.removeEventListener('statechange', onChange);
      this.#source = undefined;
      this.#listen();
    };
  }

  #listen(): void {
    this.#heard?.();
    this.#heard = undefined;
    this.#event = this.#host.event;
    const source = this.#source;
    if (!source || !this.#event) return;
    const unsubscribe = source.on(this.#event, (payload) =>
      this.#listener.onPush({ payload, age: 0 }),
    );
    const release = source.retain();
    this.#heard = () => {
      unsubscribe();
      release();
    };
  }

  #onReady(): void {
    this.#host.requestUpdate();
    if (this.#topics.length > 0) this.#listener.onOpen();
  }

  #onMessage({ topic, data: payload, ts, retain }: PanMessage): void {
    const { resource } = this.#host;
    const now = this.#runtime.clock.now();
    const age = retain === true ? Math.max(0, now - (timeOf(ts) ?? now)) : 0;
    const [list, items] = [`${resource}.list.state`, `${resource}.item.state.`];
    const isItem = resource !== '' && topic.startsWith(items);
    this.#listener.onPush({
      ...{ payload, age, isList: resource !== '' && topic === list },
      ...(isItem && { key: topic.slice(items.length) }),
    });
  }
}
