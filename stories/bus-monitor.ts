import { LitElement, html, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PanBusController } from '../src/controllers/pan-bus-controller.js';
import { RuntimeController } from '../src/controllers/runtime-controller.js';
import type { PanMessage } from '../src/core/pan-message.js';
import type { Runtime } from '../src/core/runtime.js';
import { matchesTopic, readPatterns } from '../src/core/topic-pattern.js';
import { tokens } from '../src/styles/tokens.js';
import { styles } from './bus-monitor.styles.js';

interface Line {
  /** In ms since the monitor was inserted. */
  readonly at: number;
  readonly topic: string;
  readonly data: unknown;
}

/** Shows what is said on the page's bus: for stories only. */
export class BusMonitorElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, styles];

  @property({ attribute: false }) runtime: Runtime | undefined;

  /** Patterns of what is not shown, with spaces between them. */
  @property() hide = 'ws.message ws.state *.ws.message *.ws.state sse.message';

  /** What has been said so far. */
  lines: readonly Line[] = [];

  readonly #runtime = new RuntimeController(this);
  #begin: number | undefined;

  constructor() {
    super();
    new PanBusController(this, this.#runtime, {
      caps: ['monitor'],
      topics: () => ['*'],
      onMessage: (message) => this.#note(message),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#begin ??= this.#now;
  }

  override render(): TemplateResult {
    const { length } = this.lines;
    return html`
      <header>
        <b>Bus</b><bdi dir="ltr">${length === 1 ? '1 message' : `${length} messages`}</bdi>
      </header>
      ${
        length === 0
          ? html`<p>Nothing has been said yet.</p>`
          : html`<ol role="list" aria-label="Bus">
              ${this.lines.map((line) => this.#renderLine(line))}
            </ol>`
      }
    `;
  }

  #renderLine({ at, topic, data }: Line): TemplateResult {
    const isNews = /(^|\.)(ws|sse)\./.test(topic);
    const kind = topic.endsWith('.error') ? 'error' : isNews ? 'news' : '';
    return html`<li class=${kind}>
      <span class="time"><bdi dir="ltr">${(at / 1000).toFixed(3)} s</bdi></span>
      <span class="topic"><bdi dir="ltr">${topic}</bdi></span>
      <span class="data"
        ><bdi dir="ltr">${isNews ? inWords(data) : JSON.stringify(data)}</bdi></span
      >
    </li>`;
  }

  get #now(): number {
    return Math.round(this.#runtime.clock.monotonic());
  }

  #note({ topic, data }: PanMessage): void {
    if (readPatterns(this.hide).some((pattern) => matchesTopic(pattern, topic))) return;
    this.lines = [...this.lines, { at: this.#now - (this.#begin ?? 0), topic, data }];
    this.requestUpdate();
  }
}

/** Writes news of a connection as words, without the time that stands beside. */
function inWords(data: unknown): string {
  return Object.entries(data ?? {})
    .filter(([name, value]) => name !== 'timestamp' && value !== '')
    .map(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return value;
      const text = JSON.stringify(value);
      return typeof value === 'object' ? text : `${name} ${text}`;
    })
    .join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'bus-monitor': BusMonitorElement;
  }
}
