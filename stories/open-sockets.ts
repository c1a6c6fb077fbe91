import { LitElement, css, html, type TemplateResult } from 'lit';
import type { Unsubscribe } from '../src/core/runtime.js';
import type { Stage } from '../src/stage/stage.js';
import type { StageFrameElement } from '../src/storybook/stage-frame.js';
import { tokens } from '../src/styles/tokens.js';
import { serverOf } from './shared-parts.js';

/** How many sockets the scene's server has open, and has ever had: for stories only. */
export class OpenSocketsElement extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        margin-block-end: 16px;
      }

      p {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        margin: 0;
        padding: 8px 16px;
        border: 1px solid var(--_hairline);
        border-radius: 8px;
        background: var(--_header);
        color: var(--_muted);
        font-variant-numeric: tabular-nums;
      }

      strong {
        color: var(--_text);
        font-weight: 600;
      }
    `,
  ];

  #stop: Unsubscribe | undefined;
  #stage: Stage | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stage = this.closest<StageFrameElement>('stage-frame')?.scene?.stage;
    this.#stop = this.#stage?.onAdvance(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render(): TemplateResult {
    const { open = 0, ever = 0 } = this.#stage ? serverOf(this.#stage) : {};
    return html`<p>
      <strong>At the server</strong>
      <bdi>${open === 1 ? '1 connection' : `${open} connections`}</bdi>
      <bdi>${ever} since the beginning</bdi>
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'open-sockets': OpenSocketsElement;
  }
}
