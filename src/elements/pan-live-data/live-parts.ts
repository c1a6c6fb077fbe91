import { html, nothing, type TemplateResult } from 'lit';
import type { LiveDataStatus } from '../../controllers/live-data-controller.js';
import type { TallyError } from '../../core/errors.js';
import type { LampState } from '../tally-lamp/tally-lamp.js';
import type { PanLiveDataStrings } from './pan-live-data.strings.js';

type Part = TemplateResult | typeof nothing;

const LAMPS: Readonly<Record<LiveDataStatus, LampState>> = {
  idle: 'idle',
  loading: 'connecting',
  live: 'open',
  stale: 'stale',
  offline: 'idle',
  error: 'failed',
};

/** How many rows stand for those that are on their way. */
const BONES = [0, 1, 2];

/** Renders how things stand: in shape, colour and words. */
export function renderStatus(status: LiveDataStatus, text: string): TemplateResult {
  return html`<span class="status" part="status" data-status=${status}>
    <tally-lamp part="lamp" .state=${LAMPS[status]}></tally-lamp>${text}
  </span>`;
}

/** Renders the button that asks again. */
export function renderRetry(
  isAsking: boolean,
  words: PanLiveDataStrings,
  onRetry: () => void,
): TemplateResult {
  return html`<button class="retry" part="retry" type="button" @click=${onRetry}>
    ${isAsking ? words.retrying : words.retry}
  </button>`;
}

/** Renders the shapes of rows that are on their way. */
export function renderSkeleton(words: PanLiveDataStrings): TemplateResult {
  return html`<slot name="loading"
    ><div class="skeleton" part="skeleton" aria-hidden="true">
      ${BONES.map(() => html`<div class="row"><span></span><span></span></div>`)}
    </div>
    <span class="visually-hidden">${words.loading}</span></slot
  >`;
}

/** Renders what is said while there is nothing to show. */
export function renderEmpty(words: PanLiveDataStrings): TemplateResult {
  return html`<slot name="empty"><p class="blank" part="empty">${words.empty}</p></slot>`;
}

/** Renders why nothing could be loaded. */
export function renderFailure(
  error: TallyError,
  retry: TemplateResult,
  words: PanLiveDataStrings,
): TemplateResult {
  return html`<div class="blank" part="error">
    <slot name="error"
      ><p class="failed">${words.failed}</p>
      <p class="reason"><bdi>${words.reason(error)}</bdi></p></slot
    >
    ${retry}
  </div>`;
}

/** Renders what else there is to say about what is shown. */
export function renderNotices(
  full: number,
  invalid: number,
  problems: readonly string[],
  words: PanLiveDataStrings,
): Part {
  if (full === 0 && invalid === 0) return nothing;
  return html`<div class="notices">
    ${full > 0 ? html`<p class="full" part="full">${words.full(full)}</p>` : nothing}
    ${
      invalid > 0
        ? html`<details part="invalid">
            <summary>${words.invalid(invalid)}</summary>
            ${problems.map((problem) => html`<p><bdi>${problem}</bdi></p>`)}
          </details>`
        : nothing
    }
  </div>`;
}
