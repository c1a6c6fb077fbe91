import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { numberProperty } from '../../controllers/number-property.js';
import { RedrawController } from '../../controllers/redraw-controller.js';
import { RuntimeController } from '../../controllers/runtime-controller.js';
import { SourceController } from '../../controllers/source-controller.js';
import type { ConnectionSnapshot, ConnectionState } from '../../core/connection-state.js';
import { Grace, type GraceReading } from '../../core/grace.js';
import type { MessageSource } from '../../core/message-source.js';
import type { Runtime, Unsubscribe } from '../../core/runtime.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import {
  connectionStatusStrings,
  type ConnectionStatusStrings,
} from './connection-status.strings.js';
import { styles } from './connection-status.styles.js';

/** Where Retry makes sense: also after a server's goodbye, as at every deploy. */
const RETRIABLE: ReadonlySet<ConnectionState> = new Set(['waiting', 'failed', 'closed']);

const IDLE: ConnectionSnapshot = {
  state: 'idle',
  attempt: 0,
  maxAttempts: Infinity,
  retryAt: undefined,
  unsent: 0,
};

/**
 * Says in shape, colour and words whether a connection is live.
 *
 * It watches a source without asking it to connect. Short drops are not worth a word: it complains
 * only after `grace` ms of downtime, and shows green again only once the connection holds.
 *
 * @csspart badge - The whole badge.
 * @csspart lamp - The lamp.
 * @csspart text - The words.
 * @csspart unsent - How many messages wait to be sent.
 * @csspart retry - The button that connects at once.
 */
export class ConnectionStatusElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    runtime: { attribute: false },
    grace: numberProperty(2000),
    connectedLabel: { attribute: 'connected-label' },
    disconnectedLabel: { attribute: 'disconnected-label' },
    strings: { attribute: false },
  };

  /** The source to watch; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The runtime to take time from; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** How much downtime passes without a word, in ms. */
  grace = 2000;

  /** What to say of an open connection. */
  connectedLabel: string | undefined;

  /** What to say of a connection that is closed or was never made. */
  disconnectedLabel: string | undefined;

  /** Words in another language. What is left out stays in English. */
  strings: Partial<ConnectionStatusStrings> = {};

  readonly #runtime = new RuntimeController(this);
  readonly #redraw = new RedrawController(this, this.#runtime);
  readonly #source = new SourceController(this, (source) => this.#follow(source));
  #grace = new Grace(2000);
  #retryHadFocus = false;

  protected override willUpdate(): void {
    this.#retryHadFocus = this.shadowRoot?.activeElement?.matches('.retry') ?? false;
  }

  protected override updated(): void {
    // The button goes when its work is done; who pressed it must not lose their place.
    if (this.#retryHadFocus && !this.renderRoot.querySelector('.retry')) {
      this.renderRoot.querySelector<HTMLElement>('.badge')?.focus();
    }
  }

  override render(): TemplateResult {
    const { shown, changesIn } = this.#readShown();
    this.#redraw.in(changesIn);
    const words = this.#words;
    return html`
      <span class="badge" part="badge" data-state=${shown} tabindex="-1">
        <tally-lamp part="lamp" .state=${shown}></tally-lamp>
        <span class="text" part="text" aria-hidden="true">${this.#say(shown, words)}</span>
        <span class="visually-hidden" role="status">${this.#sayWithoutSeconds(shown, words)}</span>
        ${this.#renderUnsent(words)} ${this.#renderRetry(shown, words)}
      </span>
    `;
  }

  #renderUnsent(words: ConnectionStatusStrings): TemplateResult | typeof nothing {
    const { unsent } = this.#connection;
    if (unsent === 0) return nothing;
    return html`<span class="unsent" part="unsent">${words.unsent(unsent)}</span>`;
  }

  #renderRetry(
    shown: ConnectionState,
    words: ConnectionStatusStrings,
  ): TemplateResult | typeof nothing {
    if (!RETRIABLE.has(shown)) return nothing;
    return html`<button class="retry" part="retry" type="button" @click=${this.#onRetry}>
      ${words.retry}
    </button>`;
  }

  #readShown(): GraceReading {
    this.#grace.grace = this.grace;
    return this.#grace.read(this.#connection.state, this.#runtime.clock.monotonic());
  }

  get #connection(): ConnectionSnapshot {
    return this.#source.current?.connection ?? IDLE;
  }

  get #words(): ConnectionStatusStrings {
    const words = { ...connectionStatusStrings, ...this.strings };
    return {
      ...words,
      connected: this.connectedLabel ?? words.connected,
      disconnected: this.disconnectedLabel ?? words.disconnected,
    };
  }

  #say(shown: ConnectionState, words: ConnectionStatusStrings): string {
    const { attempt, maxAttempts, retryAt } = this.#connection;
    if (shown !== 'waiting' || retryAt === undefined) return this.#sayWithoutSeconds(shown, words);
    const left = Math.max(0, retryAt - this.#runtime.clock.now());
    const seconds = Math.ceil(left / 1000);
    if (seconds > 1) this.#redraw.in(left - (seconds - 1) * 1000);
    return words.reconnectingIn(Math.max(1, seconds), attempt, maxAttempts);
  }

  #sayWithoutSeconds(shown: ConnectionState, words: ConnectionStatusStrings): string {
    const { attempt, maxAttempts } = this.#connection;
    switch (shown) {
      case 'open':
        return words.connected;
      case 'connecting':
      case 'waiting':
        return attempt > 0 ? words.reconnecting(attempt, maxAttempts) : words.connecting;
      case 'failed':
        return words.failed;
      default:
        return words.disconnected;
    }
  }

  #follow(source: MessageSource): Unsubscribe {
    // What another connection did, or this one while nobody watched, says nothing of it now.
    this.#grace = new Grace(this.grace);
    const onChange = (): void => {
      // Read at once, and not with the next picture: a hidden page may not paint for hours.
      this.#readShown();
      this.#redraw.soon();
    };
    source.addEventListener('statechange', onChange);
    source.addEventListener('outboxchange', onChange);
    return () => {
      source.removeEventListener('statechange', onChange);
      source.removeEventListener('outboxchange', onChange);
    };
  }

  readonly #onRetry = (): void => {
    this.#source.current?.retry();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'connection-status': ConnectionStatusElement;
  }
}
