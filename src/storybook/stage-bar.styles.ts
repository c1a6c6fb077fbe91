import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    margin-block-end: 16px;
    border-block-end: 1px solid var(--_hairline);
    padding-block-end: 8px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_muted);
  }

  .bar,
  .moments {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }

  .moments {
    margin-block-start: 4px;
  }

  .icon {
    width: 28px;
    height: 28px;
    padding: 6px;
  }

  .main {
    color: var(--_accent);
  }

  svg {
    display: block;
    width: 14px;
    height: 14px;
    fill: currentcolor;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }

  input {
    flex: 1;
    min-width: 80px;
    margin-inline: 4px;
    accent-color: var(--_accent);
  }

  output {
    min-width: 8ch;
    color: var(--_text);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .speed {
    min-width: 44px;
    font-variant-numeric: tabular-nums;
  }

  .moments button {
    border-color: var(--_hairline);
    border-radius: 12px;
    color: var(--_text);
  }

  .moments span {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
`;
