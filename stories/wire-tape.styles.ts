import { css, type CSSResult } from 'lit';
import { controls } from '../src/styles/controls.js';

export const styles: CSSResult = css`
  ${controls}

  :host {
    display: block;
    min-inline-size: 200px;
    padding: 12px 16px;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }

  section + section {
    margin-block-start: 12px;
  }

  header {
    display: flex;
    gap: 8px;
    justify-content: space-between;
    margin-block-end: 4px;
  }

  b {
    font-weight: 600;
  }

  .sum {
    color: var(--_muted);
    white-space: nowrap;
  }

  ol {
    position: relative;
    margin: 0;
    padding: 0;
    /* Room for a mark at the very end. */
    margin-inline-end: 32px;
    border-block-end: 1px solid var(--_control-border);
    list-style: none;
  }

  li {
    position: absolute;
    padding: 0 7px;
    border: 1px solid var(--_info-bar);
    border-start-end-radius: 11px;
    border-end-end-radius: 11px;
    border-inline-start-width: 3px;
    background: color-mix(in srgb, var(--_info-bar) 12%, var(--_surface));
    line-height: 20px;
    white-space: nowrap;
  }

  li.gone {
    border-color: var(--_control-border);
    border-style: dashed;
    background: var(--_surface);
    color: var(--_muted);
  }

  li.news {
    border-color: var(--_warning-bar);
    border-radius: 0;
    background: color-mix(in srgb, var(--_warning-bar) 12%, var(--_surface));
    font-weight: 600;
  }

  .axis {
    position: relative;
    block-size: 18px;
    margin-block-start: 4px;
    margin-inline-end: 32px;
    color: var(--_muted);
    font-size: 12px;
  }

  .axis span {
    position: absolute;
    padding-inline-start: 3px;
    border-inline-start: 1px solid var(--_control-border);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    li {
      border-color: CanvasText;
    }
  }
`;
