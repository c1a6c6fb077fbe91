import {
  LitElement,
  html,
  svg,
  type CSSResultGroup,
  type PropertyDeclarations,
  type SVGTemplateResult,
  type TemplateResult,
} from 'lit';
import type { ConnectionState } from '../../core/connection-state.js';
import { styles } from './tally-lamp.styles.js';

/** What a lamp can show: a connection's state, or content that has gone stale. */
export type LampState = ConnectionState | 'stale';

/**
 * Shows by its shape whether what you see is live: filled, half, hollow, struck or dotted.
 *
 * It is a picture only. Whoever shows a lamp says the same in words beside it.
 */
export class TallyLampElement extends LitElement {
  static override styles: CSSResultGroup = styles;

  static override properties: PropertyDeclarations = {
    state: { reflect: true },
  };

  /** The state to show. */
  state: LampState = 'idle';

  override render(): TemplateResult {
    return html`<svg viewBox="0 0 12 12" aria-hidden="true">${this.#renderShape()}</svg>`;
  }

  #renderShape(): SVGTemplateResult {
    switch (this.state) {
      case 'open':
        return svg`<circle class="light" cx="6" cy="6" r="6" />`;
      case 'connecting':
      case 'waiting':
        return svg`<g class="turning"><circle class="ring" cx="6" cy="6" r="5" /><path class="light" d="M6 1a5 5 0 0 1 0 10z" /></g>`;
      case 'failed':
        return svg`<circle class="ring" cx="6" cy="6" r="5" /><path class="bar" d="M2.8 9.2 9.2 2.8" />`;
      case 'stale':
        return svg`<circle class="ring dotted" cx="6" cy="6" r="5" />`;
      default:
        return svg`<circle class="ring" cx="6" cy="6" r="5" />`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tally-lamp': TallyLampElement;
  }
}
