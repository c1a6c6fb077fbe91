import { html, nothing, svg, type TemplateResult } from 'lit';
import { keyedRows } from '../../controllers/keyed-rows.js';
import { styleProperties } from '../../controllers/style-properties.js';
import type { Collaborator } from '../../documents/collaborator.js';
import type { CollaborativeEditorStrings } from './collaborative-editor.strings.js';
import type { EditorStatus } from './editor-status.js';

/** How the lamp shows each status. */
const LAMPS = {
  loading: 'connecting',
  saving: 'connecting',
  saved: 'open',
  offline: 'idle',
  full: 'failed',
  failed: 'failed',
} as const;

/** What all badges share. When it is another object they are all rendered again. */
export interface BadgeView {
  readonly words: CollaborativeEditorStrings;
  /** Goes to where somebody is. */
  readonly onGo: (person: Collaborator) => void;
}

/** Renders a badge for everybody there is room for. What they show came off the wire. */
export function renderBadges(
  people: readonly Collaborator[],
  max: number,
  view: BadgeView,
  names: string,
): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing;
  const { words } = view;
  const most = Math.max(0, Math.floor(max));
  const more = people.length - most;
  return html`<ul
    class="badges"
    part="badges"
    role="list"
    aria-label=${words.here(names, people.length)}
  >
    ${keyedRows({
      items: people.slice(0, most),
      keyOf: ({ userId }) => userId,
      extraOf: () => '',
      render: (person) => renderBadge(person, view),
      shared: undefined,
    })}
    ${more > 0 ? html`<li class="more" part="more">${words.more(more)}</li>` : nothing}
  </ul>`;
}

/** Renders the lamp and what it means. */
export function renderStatus(status: EditorStatus, label: string): TemplateResult {
  return html`<span class="status" part="status" data-status=${status}
    ><tally-lamp .state=${LAMPS[status]}></tally-lamp>${label}</span
  >`;
}

/** Renders what has gone wrong, and what can be done about it. */
export function renderProblem(
  problem: string,
  retry: string,
  onRetry: (() => void) | undefined,
): TemplateResult {
  return html`<div class="problem" part="problem" id="problem">
    ${WRONG}<span>${problem}</span>
    ${onRetry ? html`<button type="button" part="retry" @click=${onRetry}>${retry}</button>` : nothing}
  </div>`;
}

/** Renders the shapes of lines that are on their way. */
export function renderSkeleton(): TemplateResult {
  return html`<div class="skeleton" part="skeleton" aria-hidden="true">
    <span></span><span></span><span></span>
  </div>`;
}

function renderBadge(person: Collaborator, { words, onGo }: BadgeView): TemplateResult {
  const { name, initial, colour, selection } = person;
  return html`<li>
    <button
      class="badge"
      part="badge"
      type="button"
      title=${name || words.someone}
      aria-label=${name || words.someone}
      aria-disabled=${selection ? nothing : 'true'}
      @click=${() => onGo(person)}
      ${styleProperties({ '--_fill-light': colour.light, '--_fill-dark': colour.dark })}
    >
      <span class="initial">${initial}</span>
    </button>
  </li>`;
}

const WRONG = svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path d="M8 4.5v4M8 11v.5" /></svg>`;
