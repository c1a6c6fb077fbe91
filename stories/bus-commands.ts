import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from '../src/styles/controls.js';
import { tokens } from '../src/styles/tokens.js';
import { publish } from './publish.js';

/** A button's label, and what it says on the bus. */
export type BusCommand = readonly [label: string, topic: string, data?: unknown];

/** Buttons that say something on the page's bus: for stories only. */
export class BusCommandsElement extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      button {
        padding: 4px 12px;
        border-color: var(--_control-border);
      }
    `,
  ];

  @property({ attribute: false }) commands: readonly BusCommand[] = [];

  override render(): TemplateResult[] {
    return this.commands.map(
      ([label, topic, data]) =>
        html`<button type="button" @click=${() => publish(this, topic, data)}>${label}</button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bus-commands': BusCommandsElement;
  }
}
