import { html, type LitElement, type TemplateResult } from 'lit';
import type { Clock, TimerId, Unsubscribe } from '../core/runtime.js';
import type { RuntimeController } from './runtime-controller.js';

export type Urgency = 'polite' | 'assertive';

/** What is said, or what says it as late as possible. */
export type Announcement = string | (() => string);

interface Channel {
  /** The newest text that has not been spoken, and how many it stands for. */
  latest: Announcement;
  waiting: number;
  spoken: string;
  timer: TimerId | undefined;
}

/** The shortest time between two announcements of one region, in ms. */
const INTERVAL = 1000;
/** How long regions must have been there before screen readers listen to them, in ms. */
const SETTLING = 100;

/**
 * Speaks to screen readers through two live regions, which exist before the first text does.
 *
 * Each speaks at most once a second: what comes faster is summed up by `summarise`.
 */
export class AnnounceController {
  readonly #host: LitElement;
  readonly #runtime: RuntimeController;
  readonly #summarise: (count: number, latest: string) => string;
  readonly #channels: Record<Urgency, Channel> = { polite: silence(), assertive: silence() };
  #clock: Clock | undefined;

  constructor(
    host: LitElement,
    runtime: RuntimeController,
    summarise: (count: number, latest: string) => string,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#summarise = summarise;
    runtime.follow(() => this.#begin());
  }

  /** Says a text. A function is asked for it at the moment of speaking. */
  say(text: Announcement, urgency: Urgency = 'polite'): void {
    const channel = this.#channels[urgency];
    channel.latest = text;
    channel.waiting++;
    if (channel.timer !== undefined || !this.#host.isConnected) return;
    if (this.#host.hasUpdated) this.#speak(channel);
    else this.#speakIn(SETTLING, channel);
  }

  /** Renders the two regions. They must be part of the host's first picture. */
  render(): TemplateResult {
    return html`
      <div class="visually-hidden" role="status">${this.#channels.polite.spoken}</div>
      <div class="visually-hidden" role="alert">${this.#channels.assertive.spoken}</div>
    `;
  }

  /** Goes on speaking by the runtime that the host has now, until it leaves that. */
  #begin(): Unsubscribe {
    for (const channel of Object.values(this.#channels)) {
      if (channel.spoken) this.#speakIn(INTERVAL, channel);
      else if (channel.waiting > 0) this.#speakIn(SETTLING, channel);
    }
    return () => {
      for (const channel of Object.values(this.#channels)) {
        this.#clock?.clearTimeout(channel.timer);
        channel.timer = undefined;
      }
    };
  }

  #speak(channel: Channel): void {
    const { latest: given, spoken, waiting } = channel;
    channel.timer = undefined;
    if (waiting === 0) return;
    const latest = typeof given === 'function' ? given() : given;
    const text = waiting > 1 ? this.#summarise(waiting, latest) : latest;
    // A region that is given the same text again stays silent; a no-break space makes it new.
    channel.spoken = text === spoken ? `${text}\u00A0` : text;
    channel.waiting = 0;
    this.#speakIn(INTERVAL, channel);
    this.#host.requestUpdate();
  }

  #speakIn(delay: number, channel: Channel): void {
    this.#clock = this.#runtime.clock;
    channel.timer = this.#clock.setTimeout(() => this.#speak(channel), delay);
  }
}

function silence(): Channel {
  return { latest: '', waiting: 0, spoken: '', timer: undefined };
}
