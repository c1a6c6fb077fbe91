import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PanBusController } from '../src/controllers/pan-bus-controller.js';
import { RuntimeController } from '../src/controllers/runtime-controller.js';
import type { Runtime } from '../src/core/runtime.js';
import { controls } from '../src/styles/controls.js';
import { tokens } from '../src/styles/tokens.js';

/** The part of a page that has its tasks, and tells of them on the bus: for stories only. */
export class TaskDeskElement extends LitElement {
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

  @property({ attribute: false }) runtime: Runtime | undefined;

  readonly #bus = new PanBusController(this, new RuntimeController(this), {
    caps: ['tasks'],
    topics: () => ['tasks.list.get'],
    onMessage: () => this.#bus.publish('tasks.list.state', { items: this.#tasks }),
  });
  #tasks: readonly object[] = [
    { id: 1, title: 'Water the plants', done: false },
    { id: 2, title: 'Call the plumber', done: false },
  ];

  override render(): TemplateResult {
    return html`<button type="button" @click=${this.#add}>Add a task</button>
      <button type="button" @click=${this.#finish}>Finish the first</button>
      <button type="button" @click=${this.#remove}>Remove the second</button>`;
  }

  readonly #add = (): void => {
    const item = { id: 3, title: 'Buy stamps', done: false };
    this.#tasks = [item, ...this.#tasks];
    this.#bus.publish('tasks.item.state.3', { item });
  };

  readonly #finish = (): void => {
    this.#bus.publish('tasks.item.state.1', { patch: { done: true } });
  };

  readonly #remove = (): void => {
    this.#bus.publish('tasks.item.state.2', { id: 2, deleted: true });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'task-desk': TaskDeskElement;
  }
}
