import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
  }

  :host([placement='fixed']) {
    position: fixed;
    inset-block-start: 1rem;
    inset-inline-end: 1rem;
    z-index: 1000;
    width: 320px;
    max-width: calc(100vw - 2rem);
    pointer-events: none;
  }

  :host([placement='fixed']) :is(.header > *, .card, .row, .history, .empty) {
    pointer-events: auto;
  }

  :host([placement='fixed']) .scroll {
    max-height: 80vh;
    overflow: hidden auto;
    scrollbar-width: thin;
    /* Room for shadows and focus rings inside the clip. */
    margin: -8px;
    padding: 8px;
  }

  .region {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 8px;
  }

  .region:focus {
    outline: none;
  }

  .header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }

  .missed {
    margin-inline-start: auto;
    border-color: var(--_hairline);
    border-radius: 12px;
    background: var(--_raised);
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .missed:hover {
    color: var(--_text);
  }

  .scroll {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }

  ol {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  p {
    margin: 0;
  }

  .card,
  .row,
  .history {
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .card {
    --_bar: var(--_info-bar);
    --_tone: var(--_info);
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 0 8px;
    flex: none;
    padding-block: 8px;
    padding-inline: 12px 4px;
    border-inline-start: 4px solid var(--_bar);
    touch-action: pan-y;
  }

  .card[data-type='success'] {
    --_bar: var(--_success-bar);
    --_tone: var(--_live);
  }

  .card[data-type='warning'] {
    --_bar: var(--_warning-bar);
    --_tone: var(--_warning);
  }

  .card[data-type='error'] {
    --_bar: var(--_error-bar);
    --_tone: var(--_error);
  }

  .icon {
    height: 20px;
    display: grid;
    align-items: center;
    color: var(--_tone);
  }

  .icon svg {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .content {
    padding-block: 2px;
    overflow-wrap: anywhere;
  }

  .title {
    font-weight: 600;
  }

  .title,
  .message {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }

  .message {
    -webkit-line-clamp: 4;
    line-clamp: 4;
  }

  .card:is(:hover, :focus, :focus-within) :is(.title, .message) {
    display: block;
    max-height: 40vh;
    overflow-y: auto;
  }

  .count {
    display: inline-block;
    padding: 0 6px;
    border-radius: 8px;
    background: color-mix(in srgb, var(--_tone) 14%, transparent);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 8px;
    grid-area: 2 / 2 / auto / -1;
    min-height: 24px;
  }

  time {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .action,
  .link {
    color: var(--_accent);
    font-weight: 600;
  }

  .dismiss {
    align-self: start;
    grid-area: 1 / -2;
    padding: 0;
    color: var(--_muted);
    font-size: 18px;
    line-height: 1;
  }

  .dismiss:hover {
    color: var(--_text);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    min-height: 40px;
    padding-block: 4px;
    padding-inline: 12px 4px;
  }

  .row > :first-child {
    flex: 1;
  }

  .row > .dismiss {
    align-self: center;
  }

  .stack {
    position: relative;
    display: grid;
    place-items: center;
  }

  /* The cards that lie beneath: two edges that peek out below the button. */
  .stack button {
    width: 100%;
    border-color: var(--_hairline);
    background: var(--_raised);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    pointer-events: auto;
  }

  .stack.closed button {
    margin-block-end: 8px;
    box-shadow:
      0 4px 0 -1px var(--_raised),
      0 4px 0 0 var(--_hairline),
      0 8px 0 -2px var(--_raised),
      0 8px 0 -1px var(--_hairline);
    clip-path: inset(-2px -2px -9px);
  }

  .stack button:hover {
    color: var(--_text);
  }

  .empty {
    padding: 16px;
    border: 1px dashed var(--_hairline);
    border-radius: var(--_radius);
    color: var(--_muted);
    text-align: center;
  }

  .history {
    padding-block-end: 4px;
  }

  .history-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 4px;
    padding-inline: 12px 4px;
    border-block-end: 1px solid var(--_hairline);
  }

  .history h3 {
    margin: 0;
    font-size: 13px;
    font-weight: 600;
    line-height: 18px;
  }

  .history ol {
    gap: 0;
    max-height: 240px;
    overflow-y: auto;
  }

  .history li {
    display: flex;
    gap: 8px;
    justify-content: space-between;
    align-items: baseline;
    padding: 4px 12px;
    font-size: 13px;
    line-height: 18px;
  }

  .history bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .history time {
    flex: none;
  }

  details {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }

  summary {
    min-height: 24px;
    padding: 4px;
    border-radius: var(--_radius);
    cursor: pointer;
  }

  details p {
    padding: 4px 16px;
    overflow-wrap: anywhere;
  }

  .ghosts {
    position: absolute;
    inset: 0;
    z-index: -1;
    pointer-events: none;
  }

  .ghosts > * {
    position: absolute;
    pointer-events: none;
  }

  @media (forced-colors: active) {
    .card,
    .row,
    .history {
      border-color: CanvasText;
    }
  }
`;
