import {
  LitElement,
  html,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property } from 'lit/decorators.js';
import { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import { controls } from '../styles/controls.js';
import { tokens } from '../styles/tokens.js';
import type { Scene } from './scene.js';
import { styles } from './stage-bar.styles.js';

const SPEEDS = [0.25, 1, 4, 16];
/** How much of the time after the last cue the slider covers, in ms. */
const AFTERMATH = 10_000;

/**
 * Moves a scene through time: play and pause, one millisecond on, a slider over the whole script,
 * and the moments that the story has named.
 */
export class StageBarElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, styles];

  /** The scene to move. */
  @property({ attribute: false }) scene: Scene | undefined;

  #unwatch: Unsubscribe[] = [];
  #target: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatchAll();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('scene')) this.#watch();
  }

  override render(): TemplateResult {
    const stage = this.scene?.stage;
    const now = stage?.now ?? 0;
    return html`
      <div class="bar" role="group" aria-label="Stage">
        <button
          type="button"
          class="icon"
          @click=${this.#onRestart}
          aria-label="Play from the start"
        >
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 3v10M13 3 6 8l7 5z" /></svg>
        </button>
        <button
          type="button"
          class="icon main"
          @click=${this.#onToggle}
          aria-label=${stage?.playing ? 'Pause' : 'Play'}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d=${stage?.playing ? 'M5 3v10M11 3v10' : 'M4 2.5v11L13 8z'} />
          </svg>
        </button>
        <input
          type="range"
          min="0"
          max=${Math.max(this.#length, now)}
          step="1"
          .value=${String(now)}
          @input=${this.#onScrub}
          aria-label="Time"
          aria-valuetext="${format(now)} of ${format(this.#length)}"
        />
        <output>${format(now)}</output>
        <button type="button" @click=${this.#onStep} aria-label="One millisecond on">+1 ms</button>
        <button type="button" class="speed" @click=${this.#onSpeed} aria-label="Speed">
          ${stage?.speed ?? 1}×
        </button>
        <button type="button" @click=${this.#onLink} aria-label="Copy a link to this moment">
          Copy link
        </button>
      </div>
      ${this.#renderMoments()}
    `;
  }

  #renderMoments(): TemplateResult[] | TemplateResult {
    const moments = this.scene?.moments ?? [];
    if (moments.length === 0) return [];
    return html`<div class="moments" role="group" aria-label="Moments">
      ${moments.map(
        ({ name, at }) =>
          html`<button type="button" @click=${() => unlessDisposed(this.#seek(at))}>
            ${name} <span>${format(at)}</span>
          </button>`,
      )}
    </div>`;
  }

  get #length(): number {
    return (this.scene?.end ?? 0) + AFTERMATH;
  }

  /** Goes to a time. Only the newest wish counts. */
  async #seek(time: number): Promise<void> {
    const isSeeking = this.#target !== undefined;
    this.#target = time;
    if (isSeeking) return;
    try {
      while (this.scene && this.#target !== this.scene.stage.now) {
        await this.scene.seek(this.#target);
      }
    } finally {
      this.#target = undefined;
    }
  }

  #watch(): void {
    this.#unwatchAll();
    const { scene } = this;
    if (!scene) return;
    const watchStage = (): Unsubscribe => scene.stage.onAdvance(() => this.requestUpdate());
    let unwatchStage = watchStage();
    const unwatchScene = scene.onChange(() => {
      unwatchStage();
      unwatchStage = watchStage();
      this.requestUpdate();
    });
    this.#unwatch = [() => unwatchStage(), unwatchScene];
  }

  #unwatchAll(): void {
    for (const unwatch of this.#unwatch) unwatch();
    this.#unwatch = [];
  }

  readonly #onToggle = (): void => {
    const stage = this.scene?.stage;
    if (stage?.playing) stage.pause();
    else stage?.play();
    this.requestUpdate();
  };

  readonly #onRestart = (): void => {
    this.scene?.restart();
    this.scene?.stage.play();
    this.requestUpdate();
  };

  readonly #onStep = (): void => {
    const stage = this.scene?.stage;
    stage?.pause();
    if (stage) void unlessDisposed(stage.advance(1));
  };

  readonly #onSpeed = (): void => {
    const stage = this.scene?.stage;
    if (!stage) return;
    const next = SPEEDS.indexOf(stage.speed) + 1;
    stage.speed = SPEEDS[next % SPEEDS.length] ?? 1;
    this.requestUpdate();
  };

  readonly #onLink = (): void => {
    if (!this.scene) return;
    const { story, stage } = this.scene;
    const address = `?path=/story/${story}&globals=at:${story}_${Math.round(stage.now)}`;
    // Without a secure context there is no clipboard.
    void navigator.clipboard?.writeText(new URL(address, addressOfStorybook()).href);
  };

  readonly #onScrub = (event: Event): void => {
    void unlessDisposed(this.#seek((event.target as HTMLInputElement).valueAsNumber));
  };
}

/** Reads the address of the page around, or this page's own if another site frames it. */
function addressOfStorybook(): string {
  try {
    return (window.top ?? window).location.href;
  } catch {
    return window.location.href;
  }
}

/** A story that is left or begun anew in the middle of a move is no mistake. */
async function unlessDisposed(move: Promise<void>): Promise<void> {
  try {
    await move;
  } catch (error) {
    if (!(error instanceof TallyError && error.code === 'disposed')) throw error;
  }
}

/** Writes ms as seconds with three decimals, as `4.999 s`. */
function format(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}

declare global {
  interface HTMLElementTagNameMap {
    'stage-bar': StageBarElement;
  }
}
