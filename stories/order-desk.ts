import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { RedrawController } from '../src/controllers/redraw-controller.js';
import { RuntimeController } from '../src/controllers/runtime-controller.js';
import { SourceController } from '../src/controllers/source-controller.js';
import type { MessageSource } from '../src/core/message-source.js';
import type { Runtime } from '../src/core/runtime.js';
import type { MessageFate, SentMessage } from '../src/core/sent-message.js';
import { controls } from '../src/styles/controls.js';
import { tokens } from '../src/styles/tokens.js';

const DISHES = ['Tea', 'Soup', 'Cake'];

const WORDS: Readonly<Record<MessageFate, string>> = {
  queued: 'waits',
  sending: 'sent',
  delivered: 'in the kitchen',
  failed: 'failed',
  expired: 'too late',
};

/** Takes orders, and says what has become of each: for stories only. */
export class OrderDeskElement extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      button {
        padding: 4px 12px;
        border-color: var(--_control-border);
      }
      ul {
        margin: 12px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        padding-block: 4px;
        border-block-end: 1px solid var(--_hairline);
      }
      span {
        color: var(--_muted);
      }
      p {
        min-height: 20px;
        margin: 12px 0 0;
        color: var(--_muted);
      }
    `,
  ];

  static override properties = { source: { attribute: false }, runtime: { attribute: false } };

  source: MessageSource | undefined;
  runtime: Runtime | undefined;
  readonly #runtime = new RuntimeController(this);
  readonly #redraw = new RedrawController(this, this.#runtime);
  readonly #orders: { readonly dish: string; readonly sent: SentMessage }[] = [];
  readonly #source = new SourceController(this, (source) => {
    const redraw = (): void => this.#redraw.soon();
    source.addEventListener('outboxchange', redraw);
    return () => source.removeEventListener('outboxchange', redraw);
  });

  override render(): TemplateResult {
    const own = this.#orders.filter(({ sent }) => sent.fate === 'queued').length;
    const earlier = (this.#source.current?.connection.unsent ?? 0) - own;
    return html`<div>
        ${DISHES.map(
          (dish) =>
            html`<button type="button" @click=${() => this.#order(dish)}>Order ${dish}</button>`,
        )}
      </div>
      ${
        this.#orders.length
          ? html`<ul role="list">
              ${this.#orders.map(
                ({ dish, sent }) => html`<li>${dish} <span>${WORDS[sent.fate]}</span></li>`,
              )}
            </ul>`
          : nothing
      }
      <p role="status">
        <bdi>${earlier > 0 ? `${earlier} orders from before wait.` : nothing}</bdi>
      </p>`;
  }

  #order(dish: string): void {
    const sent = this.#source.current?.send('order', { dish }, { ack: true }) as SentMessage;
    this.#orders.push({ dish, sent });
    void sent.settled.then(() => this.#redraw.soon());
    this.#redraw.soon();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'order-desk': OrderDeskElement;
  }
}
