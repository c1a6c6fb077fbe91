import { LitElement, css, html, type TemplateResult } from 'lit';
import type { Unsubscribe } from '../src/core/runtime.js';
import { tokens } from '../src/styles/tokens.js';
import { kitchenOf } from './kitchen.js';

/** Shows what the kitchen of the story's stage was told to make: for stories only. */
export class KitchenBoardElement extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        padding: 16px;
        border-radius: 8px;
        background: var(--_header);
      }
      h3 {
        margin: 0 0 8px;
        font-size: 14px;
        line-height: 20px;
      }
      ol {
        margin: 0;
        padding-inline-start: 20px;
      }
      li {
        padding-block: 2px;
      }
      p {
        margin: 0;
        color: var(--_muted);
      }
    `,
  ];

  #stop: Unsubscribe | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const stage = this.closest('stage-frame')?.scene?.stage;
    this.#stop = stage?.onAdvance(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render(): TemplateResult {
    const { dishes = [] } = kitchenOf(this.closest('stage-frame')?.scene?.stage) ?? {};
    return html`<h3>In the kitchen</h3>
      ${
        dishes.length
          ? html`<ol>
              ${dishes.map((dish) => html`<li>${dish}</li>`)}
            </ol>`
          : html`<p>Orders that arrive are listed here.</p>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kitchen-board': KitchenBoardElement;
  }
}
