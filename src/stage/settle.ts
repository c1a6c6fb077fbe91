type Port = MessagePort & { ref?(): void; unref?(): void };

/**
 * Waits until the microtasks of what just ran are done.
 *
 * One message through a channel is a task of its own: the platform empties the microtask queue,
 * and with it every pending Lit update, before it delivers the message. Timers would be slower and
 * are not ours to touch.
 */
export class Settler {
  readonly #channel = new MessageChannel();
  readonly #held = new Set<Promise<unknown>>();
  readonly #waiting: Array<() => void> = [];
  #closed = false;

  constructor() {
    this.#receiver.onmessage = () => this.#arrived();
    this.#receiver.unref?.();
  }

  /** Makes every `settle` wait for `work` too. */
  hold(work: Promise<unknown>): void {
    const forget = (): boolean => this.#held.delete(work);
    this.#held.add(work);
    work.then(forget, forget);
  }

  async settle(): Promise<void> {
    await this.#hop();
    while (this.#held.size > 0 && !this.#closed) {
      await Promise.allSettled(this.#held);
      await this.#hop();
    }
  }

  close(): void {
    this.#closed = true;
    this.#receiver.onmessage = null;
    this.#channel.port1.close();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  get #receiver(): Port {
    return this.#channel.port1;
  }

  #hop(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      // Node must stay alive while somebody waits, and only then.
      if (this.#waiting.push(resolve) === 1) this.#receiver.ref?.();
      this.#channel.port2.postMessage(null);
    });
  }

  #arrived(): void {
    const resolve = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#receiver.unref?.();
    resolve?.();
  }
}
