import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { VisibleController } from '../src/controllers/visible-controller.js';
import type { MessageSource } from '../src/core/message-source.js';
import { tokens } from '../src/styles/tokens.js';

/** A row that asks the server for its quote only while it is in view. */
export class VisibleQuoteElement extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: flex;
        justify-content: space-between;
        padding: 9px 12px;
        border-block-end: 1px solid var(--_hairline);
      }

      span {
        color: var(--_muted);
      }
    `,
  ];

  /** What is quoted. */
  @property() symbol = '';

  @property({ attribute: false }) source: MessageSource | undefined;

  readonly #view = new VisibleController(this, (source) => {
    source.send('subscribe', { n: this.symbol });
    return () => void source.send('unsubscribe', { n: this.symbol });
  });

  override render(): TemplateResult {
    return html`${this.symbol}
      <span>${this.#view.visible ? 'subscribed' : 'not subscribed'}</span>`;
  }
}

customElements.define('visible-quote', VisibleQuoteElement);

declare global {
  interface HTMLElementTagNameMap {
    'visible-quote': VisibleQuoteElement;
  }
}
