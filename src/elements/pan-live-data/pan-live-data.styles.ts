import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
  }

  .panel {
    overflow: clip;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
  }

  .panel:focus {
    outline: none;
  }

  .header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: 40px;
    padding: 4px 12px;
    border-block-end: 1px solid var(--_hairline);
    background: var(--_header);
    container-type: inline-size;
  }

  .label {
    flex: 1;
    min-width: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 24px;
    padding: 3px 8px;
    border: 1px solid var(--_hairline);
    border-radius: 12px;
    color: var(--_muted);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
  }

  .status:not([data-status='idle'], [data-status='loading']) {
    border-color: transparent;
  }

  .status[data-status='live'] {
    background: var(--_connected-surface);
    color: var(--_connected-text);
  }

  .status[data-status='stale'] {
    background: var(--_waiting-surface);
    color: var(--_waiting-text);
  }

  .status[data-status='offline'],
  .status[data-status='error'] {
    background: var(--_disconnected-surface);
    color: var(--_disconnected-text);
  }

  .age {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 4px;
    margin-inline-end: -8px;
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  tally-lamp {
    font-size: 10px;
  }

  .retry {
    color: var(--_accent);
    font-weight: 600;
  }

  ul,
  dl,
  dd,
  p {
    margin: 0;
    padding: 0;
  }

  ul {
    list-style: none;
  }

  .row {
    padding: 8px 12px;
    overflow-wrap: anywhere;
  }

  .row + .row {
    border-block-start: 1px solid var(--_hairline);
  }

  .title {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
    font-weight: 600;
  }

  .row:is(:hover, :focus-within) .title {
    display: block;
  }

  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }

  .fields > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 4px;
    min-width: 0;
  }

  dd {
    color: var(--_text);
  }

  .broken {
    color: var(--_muted);
    font-style: italic;
  }

  /* As high as three items that have one line of fields. */
  .skeleton .row,
  .blank {
    min-height: 54px;
  }

  .skeleton span {
    display: block;
    width: 40%;
    height: 12px;
    margin-block: 4px;
    border-radius: 4px;
    background: var(--_hairline);
    opacity: 0.6;
  }

  .skeleton span + span {
    width: 64%;
    height: 10px;
    margin-block: 8px 4px;
  }

  .blank {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 4px;
    min-height: 164px;
    padding: 16px;
    color: var(--_muted);
    text-align: center;
  }

  .failed {
    color: var(--_error);
    font-weight: 600;
  }

  .reason {
    max-width: 65ch;
    text-wrap: balance;
    font-size: 13px;
    line-height: 18px;
    overflow-wrap: anywhere;
  }

  .blank .retry {
    margin-inline: 0;
    margin-block-start: 8px;
    padding: 3px 12px;
    border-color: var(--_control-border);
  }

  .notices {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 16px;
    padding: 4px 12px;
    border-block-start: 1px solid var(--_hairline);
    background: var(--_header);
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .full {
    padding-block: 4px;
  }

  summary {
    min-height: 24px;
    padding-block: 4px;
    border-radius: var(--_radius);
    cursor: pointer;
  }

  details p {
    padding: 0 16px 4px;
    overflow-wrap: anywhere;
  }

  @container (max-width: 400px) {
    .age {
      flex-basis: 100%;
    }
  }

  @media (prefers-contrast: more) {
    .status {
      border-color: currentcolor;
    }
  }

  @media (forced-colors: active) {
    .panel,
    .status {
      border-color: CanvasText;
    }
  }
`;
