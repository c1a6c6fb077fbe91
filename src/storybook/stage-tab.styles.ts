import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    min-width: 240px;
  }

  section {
    height: 100%;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
    overflow: hidden;
  }

  header {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 8px;
    padding: 8px 12px 12px;
    border-block-end: 1px solid var(--_hairline);
    background: var(--_header);
  }

  .label {
    font-weight: 600;
  }

  .state {
    padding-inline: 8px;
    border: 1px solid var(--_control-border);
    border-radius: 10px;
    color: var(--_muted);
    font-size: 12px;
    line-height: 18px;
  }

  .address {
    grid-column: 1 / -1;
    padding: 4px 12px;
    border: 1px solid var(--_hairline);
    border-radius: 16px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  :host(:dir(rtl)) .address {
    text-align: end;
  }

  .content {
    padding: 16px;
  }

  :is(.frozen, .crashed) .content {
    filter: grayscale(1);
  }
`;
