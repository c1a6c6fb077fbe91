import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    max-width: 100%;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 12px;
    margin-block-end: 4px;
  }

  label {
    min-width: 0;
    font-size: 13px;
    font-weight: 600;
    line-height: 18px;
    overflow-wrap: anywhere;
  }

  .required {
    color: var(--_error);
  }

  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-inline-start: auto;
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }

  .state[data-state='unsent'] {
    color: var(--_warning);
  }

  .state[data-state='failed'] {
    color: var(--_error);
  }

  .state[data-state='sent'] tally-lamp {
    color: var(--_live);
  }

  tally-lamp {
    font-size: 10px;
  }

  .box {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: 11px;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: text;
  }

  .box:focus-within {
    border-color: var(--_accent);
    outline: var(--_focus);
    outline-offset: -1px;
  }

  .box:has([aria-invalid='true']) {
    border-color: var(--_error);
  }

  .box:has([aria-invalid='true']):not(:focus-within) {
    box-shadow: inset 0 0 0 1px var(--_error);
  }

  .box:has(:read-only) {
    background: var(--_header);
  }

  .box:has(:disabled) {
    border-color: var(--_hairline);
    background: var(--_header);
    color: var(--_muted);
    cursor: not-allowed;
  }

  input {
    flex: 1;
    width: 100%;
    min-width: 0;
    min-height: 34px;
    margin: 0;
    padding: 7px 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
    cursor: inherit;
    appearance: none;
  }

  input:focus-visible {
    outline: none;
  }

  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .icon {
    width: 16px;
    height: 16px;
    flex: none;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.5;
    stroke-linecap: round;
  }

  .error {
    display: flex;
    gap: 6px;
    margin: 4px 0 0;
    color: var(--_error);
    font-size: 12px;
    line-height: 16px;
  }

  .error svg {
    width: 14px;
    height: 14px;
    flex: none;
    margin-block-start: 1px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
  }

  @media (pointer: coarse) {
    input {
      min-height: 42px;
      /* Smaller text makes phones zoom in. */
      font-size: 16px;
    }
  }

  @media (prefers-contrast: more) {
    .box {
      border-color: var(--_text);
    }
  }

  @media (forced-colors: active) {
    .box:focus-within {
      outline-color: Highlight;
    }

    .box:has([aria-invalid='true']) {
      border-width: 2px;
    }

    .box:has(:disabled) {
      border-color: GrayText;
    }
  }
`;
