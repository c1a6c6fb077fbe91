import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    max-width: 100%;
    container-type: inline-size;
  }

  form,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }

  .add {
    margin-block-end: 12px;
  }

  label {
    display: block;
    margin-block-end: 4px;
    font-size: 13px;
    font-weight: 600;
    line-height: 18px;
  }

  .box,
  .editor {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .field {
    flex: 1 1 120px;
    min-width: 0;
    min-height: 36px;
    margin: 0;
    padding: 7px 11px;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  .field:focus-visible {
    border-color: var(--_accent);
    outline-offset: -1px;
  }

  .main {
    flex: none;
    min-height: 36px;
    padding: 2px 16px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  .main:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .minor {
    flex: none;
    border-color: var(--_control-border);
    background: var(--_surface);
    color: var(--_text);
    font-size: 13px;
    line-height: 18px;
  }

  .minor:hover {
    background: var(--_header);
  }

  .quiet {
    flex: none;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
  }

  .quiet:hover {
    color: var(--_text);
  }

  .cross {
    padding: 0;
    font-size: 16px;
    line-height: 20px;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-height: 40px;
    margin-block-end: 8px;
    padding: 6px 12px;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_header);
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }

  .row span {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .row.error {
    border-color: color-mix(in srgb, var(--_error-bar) 50%, var(--_hairline));
    background: none;
  }

  .row.error span {
    color: var(--_error);
  }

  tally-lamp {
    flex: none;
    font-size: 10px;
  }

  .icon {
    width: 16px;
    height: 16px;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .error > .icon,
  .trouble > .icon {
    color: var(--_error);
  }

  ul {
    overflow: hidden;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
    list-style: none;
  }

  ul[hidden] {
    display: none;
  }

  .empty {
    padding: 12px;
    border: 1px dashed var(--_hairline);
    border-radius: 8px;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
  }

  .skeleton {
    border: 1px solid var(--_hairline);
    border-radius: 8px;
  }

  .body:has(.skeleton) ul {
    margin-block-start: 8px;
  }

  .skeleton span {
    display: flex;
    align-items: center;
    height: 40px;
    padding-inline: 12px;
  }

  .skeleton span + span {
    height: 41px;
    border-block-start: 1px solid var(--_hairline);
  }

  .skeleton span::before {
    width: 40%;
    height: 12px;
    border-radius: 6px;
    background: var(--_hairline);
    content: '';
    opacity: 0.6;
  }

  .skeleton span:nth-child(2)::before {
    width: 60%;
  }

  .skeleton span:nth-child(3)::before {
    width: 30%;
  }

  @media (pointer: coarse) {
    .field {
      min-height: 44px;
      /* Smaller text makes phones zoom in. */
      font-size: 16px;
    }
  }

  @media (prefers-contrast: more) {
    .field,
    ul,
    .row {
      border-color: var(--_text);
    }
  }

  @media (forced-colors: active) {
    .main {
      border-color: ButtonText;
      background: ButtonFace;
      color: ButtonText;
      forced-color-adjust: none;
    }

    .field:focus-visible {
      border-color: Highlight;
    }

    .row.error {
      border-inline-start: 4px solid CanvasText;
    }
  }
`;
