import { ContextProvider } from '@lit/context';
import { LitElement, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { runtimeContext } from '../controllers/contexts.js';
import type { PageSignal, Unsubscribe } from '../core/runtime.js';
import type { Stage } from '../stage/stage.js';
import type { StagedTab } from '../stage/staged-tab.js';
import { tokens } from '../styles/tokens.js';
import { styles } from './stage-tab.styles.js';

const SIGNALS: readonly PageSignal[] = ['visibilitychange', 'freeze', 'resume'];

/**
 * Draws a browser window, and puts what is inside in a tab of its own on the story's stage.
 *
 * The tab opens when the element is inserted and is closed when it is removed.
 */
export class StageTabElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, styles];

  /** The title of the window. */
  @property() label = '';

  /** What stands in the address bar. */
  @property() address = '/';

  /** Whether this is the stage's first tab, which cues for `page` act on. */
  @property({ type: Boolean }) first = false;

  readonly #runtime = new ContextProvider(this, { context: runtimeContext });
  #tab: Stage | StagedTab | undefined;
  #isCrashed = false;
  #stops: Unsubscribe[] = [];

  /** The tab on the stage: its page is hidden, frozen and shown by script. */
  get tab(): Stage | StagedTab | undefined {
    return this.#tab;
  }

  /** Ends the tab without a word, and leaves the window as it was. The first tab cannot crash. */
  crash(): void {
    if (!this.#tab || !('crash' in this.#tab)) return;
    this.#tab.crash();
    this.#isCrashed = true;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    this.#open();
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  /**
   * Reloads the page: elements inside are made anew from their attributes, and all that they had open
   * is gone. Fields keep what was typed, as in browsers. The stage's first tab cannot be reloaded.
   */
  reload(): void {
    if (this.first) return;
    this.#close();
    // What takes its leave now has no world any more.
    const content = [...this.children].map((child) => child.cloneNode(true));
    this.replaceChildren();
    this.#open();
    this.replaceChildren(...content);
  }

  override render(): TemplateResult {
    const state = this.#state;
    return html`<section
      class=${state === 'Hidden' ? '' : state.toLowerCase()}
      aria-label=${this.label}
    >
      <header>
        <span class="label">${this.label}</span>
        ${state ? html`<span class="state">${state}</span>` : nothing}
        <span class="address" dir="ltr">${this.address}</span>
      </header>
      <div class="content"><slot></slot></div>
    </section>`;
  }

  #open(): void {
    const stage = this.closest('stage-frame')?.scene?.stage;
    this.#tab = this.first ? stage : stage?.tab();
    const { page, runtime } = this.#tab ?? {};
    if (runtime) this.#runtime.setValue(runtime);
    this.#stops = SIGNALS.flatMap((signal) => page?.on(signal, () => this.requestUpdate()) ?? []);
  }

  #close(): void {
    for (const stop of this.#stops) stop();
    if (this.#tab && 'close' in this.#tab && !this.#isCrashed) this.#tab.close();
    this.#tab = undefined;
    this.#isCrashed = false;
  }

  get #state(): '' | 'Crashed' | 'Frozen' | 'Hidden' {
    const { hidden = false, frozen = false } = this.#tab?.page ?? {};
    if (this.#isCrashed) return 'Crashed';
    return frozen ? 'Frozen' : hidden ? 'Hidden' : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stage-tab': StageTabElement;
  }
}
