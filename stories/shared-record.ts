import { ContextConsumer } from '@lit/context';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { sourceContext } from '../src/controllers/contexts.js';
import { resolveConflict, type Resolution, type TimestampedRecord } from '../src/core/conflict.js';
import type { MessageSource } from '../src/core/message-source.js';
import { tokens } from '../src/styles/tokens.js';

const FIELDS = ['title', 'place', 'time'];
const NINE = Date.UTC(2026, 0, 15, 9);

/** A record that somebody else edits too, and what each conflict came to: for stories only. */
export class SharedRecordElement extends LitElement {
  static override styles = [
    tokens,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
      }
      caption {
        padding-block-end: 8px;
        font-weight: 600;
        text-align: start;
      }
      th,
      td {
        padding: 6px 8px;
        border-block-end: 1px solid var(--_hairline);
        text-align: start;
        vertical-align: top;
      }
      th {
        color: var(--_muted);
        font-size: 13px;
        font-weight: 400;
      }
      small {
        display: block;
        color: var(--_muted);
        font-size: 12px;
        line-height: 16px;
        font-variant-numeric: tabular-nums;
      }
      .won {
        background: color-mix(in srgb, var(--_live) 12%, transparent);
        font-weight: 600;
      }
      .won small {
        color: inherit;
        font-weight: 400;
      }
      p {
        min-height: 20px;
        margin: 12px 0 0;
      }
    `,
  ];

  #local: TimestampedRecord = {
    timestamp: NINE,
    ...{ title: 'Team lunch', title_timestamp: NINE },
    ...{ place: 'Canteen', place_timestamp: NINE },
    ...{ time: '12:30', time_timestamp: NINE },
  };
  #shown: { ours: TimestampedRecord; theirs: TimestampedRecord } | undefined;
  #resolution: Resolution<TimestampedRecord> | undefined;
  #source: MessageSource | undefined;
  #stop: (() => void) | undefined;
  readonly #context = new ContextConsumer(this, { context: sourceContext });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#source = this.#context.value;
    this.#stop = this.#source?.on('record', (payload) => this.#onRecord(payload));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render(): TemplateResult {
    const { ours = this.#local, theirs } = this.#shown ?? {};
    const value = this.#resolution?.value;
    return html`<table>
        <caption>
          Friday
        </caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Ours</th>
            <th scope="col">Theirs</th>
          </tr>
        </thead>
        <tbody>
          ${FIELDS.map(
            (field) =>
              html`<tr>
                <th scope="row">${field}</th>
                ${this.#renderCell(ours, field, value)} ${this.#renderCell(theirs, field, value)}
              </tr>`,
          )}
        </tbody>
      </table>
      <p role="status">${this.#resolution ? inWords(this.#resolution) : 'Nobody else yet'}</p>`;
  }

  #renderCell(
    side: TimestampedRecord | undefined,
    field: string,
    value: TimestampedRecord | undefined,
  ): TemplateResult {
    if (!side) return html`<td>–</td>`;
    const stamp = `${field}_timestamp`;
    const won = value?.[field] === side[field] && value?.[stamp] === side[stamp];
    return html`<td class=${won ? 'won' : nothing}>
      <span class="value">${side[field]}</span
      ><small>${clock(side[stamp])}${won ? ' ✓ kept' : ''}</small>
    </td>`;
  }

  #onRecord(payload: unknown): void {
    const [ours, theirs] = [this.#local, payload as TimestampedRecord];
    const resolution = resolveConflict(ours, theirs);
    this.#shown = { ours, theirs };
    this.#resolution = resolution;
    this.#local = resolution.value;
    if (resolution.send) this.#source?.send('record', resolution.value);
    this.requestUpdate();
  }
}
function inWords({ from, apply, send }: Resolution<TimestampedRecord>): string {
  const then = [apply ? 'taken over' : '', send ? 'sent' : ''].filter(Boolean).join(' and ');
  const what = { local: 'Ours is newer', remote: 'Theirs is newer', both: 'Merged by field' }[from];
  return `${what}: ${then || 'nothing to do'}`;
}

function clock(stamp: unknown): string {
  return new Date(Number(stamp)).toISOString().slice(11, 19);
}

declare global {
  interface HTMLElementTagNameMap {
    'shared-record': SharedRecordElement;
  }
}
