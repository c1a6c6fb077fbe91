import { ContextConsumer } from '@lit/context';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { runtimeContext } from '../src/controllers/contexts.js';
import type { Progress } from '../src/core/row-operation.js';
import { controls } from '../src/styles/controls.js';
import { tokens } from '../src/styles/tokens.js';
import { WorkerManager } from '../src/transports/worker-manager.js';
import { makeOrders, type Order } from './orders.js';
import { styles } from './order-table.styles.js';

const COLUMNS = { id: 'Order', customer: 'Customer', total: 'Total' } as const;
type Column = keyof typeof COLUMNS;

const ORDERS = makeOrders(20_000);
const SHOWN = 8;

/** A table whose rows a worker sorts, filters and adds up: for stories only. */
export class OrderTableElement extends LitElement {
  static override styles = [tokens, controls, styles];

  #manager: WorkerManager | undefined;
  #controller: AbortController | undefined;
  #rows: readonly Order[] = ORDERS.slice(0, SHOWN);
  #column: Column = 'total';
  #order: 'asc' | 'desc' = 'desc';
  #share: number | undefined;
  #figures: readonly string[] = ['…', '…', '…'];
  #errors: readonly Error[] = [];
  #says = '';

  constructor() {
    super();
    new ContextConsumer(this, {
      context: runtimeContext,
      callback: (runtime) => {
        this.#manager?.terminate();
        this.#manager = new WorkerManager(undefined, { runtime });
        void this.#work();
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#manager?.terminate();
  }

  override render(): TemplateResult {
    const working = this.#share !== undefined;
    return html`<section aria-label="Orders">
      <header>
        <h3><bdi>${ORDERS.length.toLocaleString('en-GB')} orders</bdi></h3>
        <bdi role="status">${this.#says}</bdi>
        ${
          working
            ? html`<button type="button" @click=${() => this.#controller?.abort()}>Cancel</button>`
            : nothing
        }
      </header>
      <progress aria-label="Sorting" max="1" .value=${this.#share ?? 0}></progress>
      ${this.#renderErrors()}
      <table class=${working ? 'working' : ''}>
        <thead>
          <tr>
            ${Object.keys(COLUMNS).map((column) => this.#renderHead(column as Column))}
          </tr>
        </thead>
        <tbody>
          ${this.#rows.map(
            ({ id, customer, total }) =>
              html`<tr>
                <td>${id}</td>
                <td><bdi>${customer}</bdi></td>
                <td class="number">${money(total)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <dl class=${this.#errors.length > 0 ? 'failed' : ''}>
        ${['Sum', 'Average', 'Above £900'].map(
          (label, index) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${this.#figures[index]}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  #renderHead(column: Column): TemplateResult {
    const sorted = column === this.#column;
    const direction = this.#order === 'asc' ? 'ascending' : 'descending';
    return html`<th
      scope="col"
      class=${column === 'total' ? 'number' : ''}
      aria-sort=${sorted ? direction : 'none'}
    >
      <button type="button" @click=${() => this.#sortBy(column)}>
        ${COLUMNS[column]} ${sorted ? (this.#order === 'asc' ? '↑' : '↓') : nothing}
      </button>
    </th>`;
  }

  #renderErrors(): TemplateResult | typeof nothing {
    const [first] = this.#errors;
    if (!first) return nothing;
    return html`<div role="alert">
      <div>
        <p><bdi>${first.message}</bdi></p>
        <p><bdi>${this.#errors.length} calls failed at once.</bdi></p>
      </div>
      <button type="button" @click=${() => this.#work()}>Try again</button>
    </div>`;
  }

  #sortBy(column: Column): void {
    const turn = column === this.#column && this.#order === 'asc';
    this.#order = turn ? 'desc' : 'asc';
    this.#column = column;
    void this.#work();
  }

  async #work(): Promise<void> {
    const manager = this.#manager;
    if (!manager) return;
    this.#controller?.abort();
    const controller = (this.#controller = new AbortController());
    const { signal } = controller;
    this.#errors = [];
    this.#figures = ['…', '…', '…'];
    this.#says = 'Sorting, 0 %';
    this.#share = 0;
    this.requestUpdate();
    const onProgress = ({ done, total }: Progress): void => {
      this.#share = done / total;
      this.#says = `Sorting, ${Math.floor((done / total) * 100)} %`;
      this.requestUpdate();
    };
    const order = { field: this.#column, order: this.#order };
    const large = { field: 'total', value: 900, operator: 'greater' } as const;
    const [sorted, sums, above] = await Promise.allSettled([
      manager.process('sort', ORDERS, order, { signal, onProgress }),
      manager.process('aggregate', ORDERS, { field: 'total' }, { signal }),
      manager.process('filter', ORDERS, large, { signal }),
    ]);
    if (controller !== this.#controller) return;
    this.#share = undefined;
    this.#says = signal.aborted ? 'Cancelled' : 'Sorted';
    if (sorted.status === 'fulfilled') this.#rows = sorted.value.slice(0, SHOWN);
    if (sums.status === 'fulfilled' && above.status === 'fulfilled') {
      const { sum, average } = sums.value;
      const count = above.value.length.toLocaleString('en-GB');
      this.#figures = [money(sum), money(average), count];
    } else {
      this.#figures = ['–', '–', '–'];
    }
    if (!signal.aborted) {
      const failed = [sorted, sums, above].filter((end) => end.status === 'rejected');
      this.#errors = failed.map(({ reason }) => reason as Error);
      if (failed.length > 0) this.#says = 'Not sorted';
    }
    this.requestUpdate();
  }
}
customElements.define('order-table', OrderTableElement);

function money(amount: number): string {
  return amount.toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });
}

declare global {
  interface HTMLElementTagNameMap {
    'order-table': OrderTableElement;
  }
}
