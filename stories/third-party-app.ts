import '../src/elements/tally-lamp/tally-lamp.define.js';
import { LitElement, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConnectionState } from '../src/core/connection-state.js';
import { tokens } from '../src/styles/tokens.js';
import { styles } from './third-party-app.styles.js';
import type { OpenClient } from './third-party-clients.js';

const SAYS: Partial<Record<ConnectionState, string>> = {
  connecting: 'Connecting…',
  open: 'Connected',
  waiting: 'Reconnecting…',
  failed: 'Connection failed',
};

/** An app that opens its own connections and knows nothing of any stage: for stories only. */
export class ThirdPartyAppElement extends LitElement {
  static override styles = [tokens, styles];

  /** The name of the client. */
  @property() label = '';

  /** Opens the connections, as soon as the app is on the page. */
  @property({ attribute: false }) open: OpenClient | undefined;

  #state: ConnectionState = 'connecting';
  #rows = new Map<string, string>();
  #close: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close?.();
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  override render(): TemplateResult {
    return html`<section aria-label=${this.label}>
      <header>
        <h3><bdi>${this.label}</bdi></h3>
        <tally-lamp .state=${this.#state}></tally-lamp>
        <span role="status">${SAYS[this.#state]}</span>
      </header>
      ${
        this.#rows.size > 0
          ? html`<ul>
              ${[...this.#rows.values()].map((title) => html`<li><bdi>${title}</bdi></li>`)}
            </ul>`
          : html`<p>What arrives will be listed here.</p>`
      }
    </section>`;
  }

  #open(): void {
    this.#close = this.open?.({
      state: (state) => {
        this.#state = state;
        this.requestUpdate();
      },
      add: (id, title) => {
        this.#rows.set(id, title);
        this.requestUpdate();
      },
    });
  }
}

customElements.define('third-party-app', ThirdPartyAppElement);

declare global {
  interface HTMLElementTagNameMap {
    'third-party-app': ThirdPartyAppElement;
  }
}
