import { type Alarm, createAlarm } from '../core/alarm.js';
import { documentFailure, wordsOf } from './document-failure.js';
import { type PlainUpdate, readUpdate } from './plain-messages.js';
import type { WireHost } from './wire.js';

/** How long to wait before asking again, in ms. */
const ASK_AGAIN = 5000;

/**
 * Asks a server for the text that it keeps, again and again until it answers.
 *
 * Asks once more after that: the question may have overtaken the message by which one joins, and
 * what others sent in between reached neither. Whoever gets an update has joined, and needs no
 * answer any more: it may be older than the update.
 */
export class FirstText {
  readonly #host: WireHost;
  readonly #url: string;
  readonly #onText: (update: PlainUpdate | undefined) => void;
  readonly #again: Alarm;
  #controller: AbortController | undefined;
  #isSecond = false;

  /** @param onText Gets the text, or nothing where the server keeps none. */
  constructor(host: WireHost, url: string, onText: (update: PlainUpdate | undefined) => void) {
    this.#host = host;
    this.#url = url;
    this.#onText = onText;
    this.#again = createAlarm(host.runtime.clock);
  }

  /** Asks, and forgets an earlier question. */
  ask(isSecond = false): void {
    this.stop();
    this.#isSecond = isSecond;
    const controller = (this.#controller = new AbortController());
    this.#fetch(controller.signal).catch((cause) => {
      if (controller.signal.aborted) return;
      this.#again(() => this.ask(isSecond), ASK_AGAIN);
      this.#host.invalid(
        documentFailure('load the document', 'load-failed', wordsOf(cause), cause),
      );
    });
  }

  stop(): void {
    this.#again();
    this.#controller?.abort();
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    const response = await this.#host.runtime.fetch(this.#url, { signal });
    if (response.status === 404) return this.#done(signal, undefined);
    if (!response.ok) throw new Error(`the server says ${response.status}`);
    this.#done(signal, readUpdate(await response.json()));
  }

  #done(signal: AbortSignal, update: PlainUpdate | undefined): void {
    if (signal.aborted) return;
    if (!this.#isSecond) this.#again(() => this.ask(true), ASK_AGAIN);
    this.#onText(update);
  }
}
