import { ContextProvider } from '@lit/context';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { runtimeContext, sourceContext } from '../controllers/contexts.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { Scene } from './scene.js';

/**
 * Holds a story on its stage: hands the stage's runtime and source to the elements inside, begins
 * afresh when the scene restarts, and shows the stage bar above unless it is `bare`.
 */
export class StageFrameElement extends LitElement {
  /** The scene to play. */
  @property({ attribute: false }) scene: Scene | undefined;

  /** The story. */
  @property({ attribute: false }) content: unknown;

  /** Whether to leave out the stage bar, as for pictures. */
  @property({ type: Boolean }) bare = false;

  readonly #runtime = new ContextProvider(this, { context: runtimeContext });
  readonly #source = new ContextProvider(this, { context: sourceContext });
  #unwatch: Unsubscribe | undefined;

  /** The story stays in the page's own tree, where tests and styles expect it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('scene')) this.#watch();
    if (!this.scene) return;
    this.#runtime.setValue(this.scene.stage.runtime);
    if (this.scene.source) this.#source.setValue(this.scene.source);
  }

  override render(): TemplateResult {
    return html`${this.bare ? nothing : html`<stage-bar .scene=${this.scene}></stage-bar>`}
    ${this.#renderStory()}`;
  }

  #renderStory(): unknown {
    const { attachments, generation } = this.scene ?? {};
    const { problem } = attachments ?? {};
    if (problem) return html`<p role="alert">${problem.message}</p>`;
    // What opens connections as soon as it is there must not be there too soon.
    if (attachments?.ready === false) return nothing;
    return keyed(generation, html`<div data-story>${this.content}</div>`);
  }

  #watch(): void {
    this.#unwatch?.();
    this.#unwatch = this.scene?.onChange(() => this.requestUpdate());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stage-frame': StageFrameElement;
  }
}
