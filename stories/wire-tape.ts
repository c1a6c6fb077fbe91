import { ContextConsumer } from '@lit/context';
import { LitElement, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { runtimeContext, sourceContext } from '../src/controllers/contexts.js';
import type { MessageSource } from '../src/core/message-source.js';
import type { Runtime } from '../src/core/runtime.js';
import { tokens } from '../src/styles/tokens.js';
import { pack, ticks } from './tape-layout.js';
import { styles } from './wire-tape.styles.js';

/** What a mark stands for: a message, one that is gone, or news about the stream. */
export type MarkKind = 'message' | 'gone' | 'news';

/** One thing that happened, on one lane. */
export interface Mark {
  readonly lane: string;
  /** In ms since the tape began. */
  readonly at: number;
  readonly text: string;
  readonly kind: MarkKind;
  readonly bytes: number;
}

/** What a recorder gets to work with. */
export interface Tape {
  readonly runtime: Runtime;
  readonly source: MessageSource | undefined;
  /** Notes on a lane what happens now, or `at` ms after the tape began. */
  mark(lane: string, text: string, more?: { kind?: MarkKind; bytes?: number; at?: number }): void;
}

/** Listens to what a tape is to show, and returns what ends that. */
export type Recorder = (tape: Tape) => (() => void) | void;

/** Shows on a time axis what went over a wire, one lane below the other. */
export class WireTapeElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, styles];

  /** The names of the lanes. */
  @property({ attribute: false }) lanes: readonly string[] = [];

  /** How much time the tape shows, in ms. */
  @property({ type: Number }) span = 2000;

  /** Whether marks of one moment are shown by name, where their order means nothing. */
  @property({ type: Boolean, attribute: 'by-name' }) byName = false;

  /** Makes the marks. */
  @property({ attribute: false }) record: Recorder | undefined;

  /** What has been noted so far. */
  marks: readonly Mark[] = [];

  readonly #runtime = new ContextConsumer(this, { context: runtimeContext, subscribe: true });
  readonly #source = new ContextConsumer(this, { context: sourceContext, subscribe: true });
  readonly #resized = new ResizeObserver(() => this.requestUpdate());
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override updated(): void {
    const runtime = this.#runtime.value;
    if (this.#stop || !runtime || !this.record) return;
    const begin = runtime.clock.monotonic();
    const elapsed = (): number => Math.round(runtime.clock.monotonic() - begin);
    this.#stop = () => {};
    const stop = this.record({
      runtime,
      source: this.#source.value,
      mark: (lane, text, { kind = 'message', bytes = 0, at = elapsed() } = {}) => {
        this.marks = [...this.marks, { lane, at, text, kind, bytes }];
        this.requestUpdate();
      },
    });
    if (stop) this.#stop = stop;
  }

  override render(): TemplateResult {
    return html`
      ${this.lanes.map((lane) => this.#renderLane(lane))}
      <div class="axis" aria-hidden="true">
        ${ticks(this.span).map(
          ({ at, label }) =>
            html`<span style=${this.#place(at)}><bdi dir="ltr">${label}</bdi></span>`,
        )}
      </div>
    `;
  }

  #renderLane(lane: string): TemplateResult {
    const marks = this.marks.filter((mark) => mark.lane === lane);
    if (this.byName) marks.sort((a, b) => a.at - b.at || a.text.localeCompare(b.text));
    const { rows, count } = pack(marks, this.span, Math.max(this.clientWidth - 64, 160));
    return html`
      <section aria-label=${lane}>
        <header><b>${lane}</b> ${this.#renderSum(marks)}</header>
        <ol style=${styleMap({ blockSize: `${Math.max(count, 1) * 26 + 6}px` })}>
          ${marks.map(
            ({ at, text, kind }, index) => html`
              <li class=${kind} style=${this.#place(at, `${(rows[index] ?? 0) * 26 + 4}px`)}>
                ${text}
                <span class="visually-hidden">at ${at} ms</span>
              </li>
            `,
          )}
        </ol>
      </section>
    `;
  }

  #renderSum(marks: readonly Mark[]): TemplateResult | typeof nothing {
    const messages = marks.filter(({ kind }) => kind === 'message').length;
    const bytes = marks.reduce((sum, mark) => sum + mark.bytes, 0);
    if (!messages) return nothing;
    const count = messages === 1 ? '1 message' : `${messages} messages`;
    const size = bytes ? ` · ${bytes.toLocaleString('en')} bytes` : '';
    return html`<span class="sum">${count}${size}</span>`;
  }

  #place(at: number, top?: string): ReturnType<typeof styleMap> {
    const insetInlineStart = `${Math.min(at / this.span, 1) * 100}%`;
    return styleMap(top ? { insetInlineStart, top } : { insetInlineStart });
  }
}

customElements.define('wire-tape', WireTapeElement);

declare global {
  interface HTMLElementTagNameMap {
    'wire-tape': WireTapeElement;
  }
}
