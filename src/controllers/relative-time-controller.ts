import type { LitElement } from 'lit';
import { relativeTime, type RelativeTimeStrings } from '../core/relative-time.js';
import { localeOf } from './locale.js';
import type { RedrawController } from './redraw-controller.js';
import type { RuntimeController } from './runtime-controller.js';

/** Says how long ago things were, in the language around the host, and keeps the host up to date. */
export class RelativeTimeController {
  readonly #host: LitElement;
  readonly #runtime: RuntimeController;
  readonly #redraw: RedrawController;
  #dates: { locale: string | undefined; format: Intl.DateTimeFormat } | undefined;

  constructor(host: LitElement, runtime: RuntimeController, redraw: RedrawController) {
    this.#host = host;
    this.#runtime = runtime;
    this.#redraw = redraw;
  }

  /** Puts a wall-clock time in ms into words. Call it while rendering. */
  say(timestamp: number, strings: RelativeTimeStrings): string {
    const now = this.#runtime.clock.now();
    const { text, changesIn } = relativeTime(timestamp, now, strings, this.#sayDate);
    this.#redraw.in(changesIn);
    return text;
  }

  readonly #sayDate = (timestamp: number): string => {
    const locale = localeOf(this.#host);
    // To make a format takes longer than to use it a hundred times.
    if (!this.#dates || this.#dates.locale !== locale) {
      this.#dates = { locale, format: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }) };
    }
    return this.#dates.format.format(timestamp);
  };
}
