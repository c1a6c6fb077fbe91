type Listener = EventListenerOrEventListenerObject;
type Handler = ((event: Event) => unknown) | null;
type Options = AddEventListenerOptions | boolean;

interface Registration {
  readonly type: string;
  readonly listener: Listener;
  readonly capture: boolean;
  readonly once: boolean;
}

/**
 * An `EventTarget` whose listeners cannot harm each other, and which can be asked for their number.
 *
 * A listener's error goes to `report`: the platform hands it to `window.onerror` or ends the Node
 * process, but what happens on a stage must stay there. The platform dispatches to one relay per
 * type; who hears it, and in which order, is decided here, because Node's own list differs from the
 * DOM's (a listener added while dispatching is called, and `currentTarget` is gone for the second).
 */
export class IsolatedEventTarget extends EventTarget {
  #registrations: Registration[] = [];
  readonly #handlers = new Map<string, { value: NonNullable<Handler>; relay: Listener }>();
  readonly #relayed = new Set<string>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    super();
    this.#report = report;
  }

  override addEventListener(type: string, listener: Listener | null, options?: Options): void {
    if (listener === null || listener === undefined) return;
    // The platform refuses what is no listener, in its own words.
    if (!isListener(listener)) return super.addEventListener(type, listener, options);
    const { capture = false, once = false, signal } = asObject(options);
    if (signal?.aborted || this.#find(type, listener, capture)) return;
    const registration = { type, listener, capture: Boolean(capture), once: Boolean(once) };
    this.#registrations.push(registration);
    signal?.addEventListener('abort', () => this.#forget(registration), { once: true });
    if (this.#relayed.has(type)) return;
    this.#relayed.add(type);
    super.addEventListener(type, (event) => this.#relay(event));
  }

  override removeEventListener(type: string, listener: Listener | null, options?: Options): void {
    const registration = listener && this.#find(type, listener, asObject(options).capture);
    if (registration) this.#forget(registration);
  }

  /** Counts listeners and handler attributes. */
  protected countListeners(): number {
    return this.#registrations.length;
  }

  protected handler(type: string): Handler {
    return this.#handlers.get(type)?.value ?? null;
  }

  /**
   * Sets an `on…` attribute. It keeps its place among the listeners while it is replaced and loses
   * it when set to null. [HTML: event handlers]
   */
  protected setHandler(type: string, value: unknown): void {
    const active = this.#handlers.get(type);
    if ((typeof value !== 'function' && typeof value !== 'object') || value === null) {
      if (active) this.removeEventListener(type, active.relay);
      this.#handlers.delete(type);
    } else if (active) {
      active.value = value as NonNullable<Handler>;
    } else {
      const relay = (event: Event): void => {
        // Any object may be set; one that cannot be called does nothing.
        const handler: unknown = this.#handlers.get(type)?.value;
        if (typeof handler === 'function') handler.call(this, event);
      };
      this.#handlers.set(type, { value: value as NonNullable<Handler>, relay });
      this.addEventListener(type, relay);
    }
  }

  #relay(event: Event): void {
    let silenced = false;
    event.stopImmediatePropagation = () => {
      silenced = true;
      Event.prototype.stopImmediatePropagation.call(event);
    };
    const heard = this.#registrations.filter(({ type }) => type === event.type);
    // At the target itself capturing listeners come first. [DOM: inner invoke]
    for (const capture of [true, false]) {
      for (const registration of heard) {
        if (registration.capture !== capture || !this.#registrations.includes(registration))
          continue;
        if (registration.once) this.#forget(registration);
        this.#call(registration.listener, event);
        if (silenced) return;
      }
    }
  }

  #call(listener: Listener, event: Event): void {
    try {
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    } catch (error) {
      this.#report(error);
    }
  }

  #find(type: string, listener: Listener, capture = false): Registration | undefined {
    return this.#registrations.find(
      (known) =>
        known.type === type && known.listener === listener && known.capture === Boolean(capture),
    );
  }

  #forget(registration: Registration): void {
    this.#registrations = this.#registrations.filter((known) => known !== registration);
  }
}

function isListener(value: unknown): value is Listener {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

function asObject(options: Options | null | undefined): AddEventListenerOptions {
  return typeof options === 'object' && options !== null ? options : { capture: Boolean(options) };
}
