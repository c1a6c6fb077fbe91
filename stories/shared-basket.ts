import { ContextConsumer } from '@lit/context';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { runtimeContext } from '../src/controllers/contexts.js';
import { controls } from '../src/styles/controls.js';
import { tokens } from '../src/styles/tokens.js';
import { TabSyncService } from '../src/transports/tab-sync.js';

const GOODS = ['Tea', 'Biscuits', 'Honey'];

/** A small basket that all tabs share: for stories only. */
export class SharedBasketElement extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-block: 6px;
        border-block-end: 1px solid var(--_hairline);
      }
      .name {
        flex: 1;
      }
      output {
        min-width: 3ch;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        text-align: center;
      }
      button {
        min-width: 28px;
        border-color: var(--_control-border);
      }
      button:disabled {
        border-color: var(--_hairline);
        background: none;
        color: var(--_control-border);
        cursor: default;
      }
      p {
        min-height: 20px;
        margin: 12px 0 0;
        color: var(--_muted);
        font-size: 13px;
      }
    `,
  ];

  readonly #counts = new Map<string, number>();
  #news = '';
  #sync: TabSyncService | undefined;

  constructor() {
    super();
    new ContextConsumer(this, {
      context: runtimeContext,
      callback: (runtime) => {
        this.#sync?.close();
        this.#sync = new TabSyncService('basket', { runtime });
        this.#sync.on('basket-set', (payload) => this.#onSet(payload));
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sync?.close();
  }

  override render(): TemplateResult {
    return html`<ul role="list">
        ${GOODS.map((name) => this.#renderLine(name, this.#counts.get(name) ?? 0))}
      </ul>
      <p role="status">${this.#news || nothing}</p>`;
  }

  #renderLine(name: string, count: number): TemplateResult {
    return html`<li>
      <span class="name">${name}</span>
      <button
        type="button"
        aria-label="One ${name} less"
        ?disabled=${count === 0}
        @click=${() => this.#set(name, count - 1)}
      >
        −
      </button>
      <output>${count}</output>
      <button
        type="button"
        aria-label="One ${name} more"
        @click=${() => this.#set(name, count + 1)}
      >
        +
      </button>
    </li>`;
  }

  #set(name: string, count: number): void {
    this.#counts.set(name, count);
    this.#news = '';
    this.#sync?.broadcast('basket-set', { name, count });
    this.requestUpdate();
  }

  #onSet(payload: unknown): void {
    const { name, count } = payload as { name: string; count: number };
    this.#counts.set(name, count);
    this.#news = `${name}: ${count}, from another tab`;
    this.requestUpdate();
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'shared-basket': SharedBasketElement;
  }
}
