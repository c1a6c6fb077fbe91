import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  section {
    overflow: hidden;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 46px;
    padding: 8px 12px;
    background: var(--_header);
  }
  h3 {
    flex: 1;
    margin: 0;
    font-size: 14px;
    font-weight: 600;
  }
  [role='status'] {
    color: var(--_muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  header button {
    border-color: var(--_control-border);
    font-size: 13px;
  }
  progress {
    display: block;
    width: 100%;
    height: 3px;
    border: 0;
    appearance: none;
    background: var(--_hairline);
  }
  progress::-webkit-progress-bar {
    background: var(--_hairline);
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 5px 12px;
    border-block-end: 1px solid var(--_hairline);
    text-align: start;
    font-weight: 400;
  }
  .number {
    text-align: end;
  }
  th button {
    margin-inline: -9px;
    color: var(--_muted);
    font-size: 13px;
  }
  [aria-sort='ascending'] button,
  [aria-sort='descending'] button {
    color: var(--_text);
    font-weight: 600;
  }
  .working td {
    color: var(--_muted);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 8px;
    margin: 0;
    padding: 10px 12px;
  }
  dt {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }
  dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .failed dd {
    color: var(--_error);
  }
  [role='alert'] {
    display: flex;
    align-items: flex-start;
    gap: 12px;
    padding: 10px 12px;
    border-inline-start: 4px solid var(--_error-bar);
    background: color-mix(in srgb, var(--_error-bar) 8%, var(--_surface));
  }
  [role='alert'] div {
    flex: 1;
  }
  [role='alert'] p {
    margin: 2px 0 0;
  }
  [role='alert'] p + p {
    color: var(--_muted);
    font-size: 13px;
  }
  [role='alert'] button {
    flex: none;
    border-color: var(--_control-border);
    background: var(--_surface);
  }
`;
