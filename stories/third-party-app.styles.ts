import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    max-inline-size: 400px;
  }

  section {
    overflow: hidden;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_hairline);
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
  }

  ul {
    margin: 0;
    padding: 4px 0;
    list-style: none;
  }

  li {
    padding: 8px 16px;
  }

  li + li {
    border-block-start: 1px solid var(--_hairline);
  }

  p {
    margin: 0;
    padding: 12px 16px;
    color: var(--_muted);
  }
`;
