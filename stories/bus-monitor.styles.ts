import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
    font-size: 13px;
    line-height: 18px;
    overflow: hidden;
  }

  header {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_hairline);
    background: var(--_header);
  }

  b {
    font-weight: 600;
  }

  header bdi,
  p {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  p {
    margin: 0;
    padding: 12px;
  }

  ol {
    margin: 0;
    padding: 4px 0;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: 52px minmax(0, 140px) minmax(0, 1fr);
    column-gap: 8px;
    margin-block: 4px;
    padding-inline: 9px 12px;
    border-inline-start: 3px solid var(--_info-bar);
  }

  li.news {
    border-inline-start-color: var(--_hairline);
  }

  li.error {
    border-inline-start-color: var(--_error-bar);
  }

  .time,
  .news span {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .topic {
    font-weight: 600;
  }

  .news .topic {
    font-weight: 400;
  }

  .error .topic {
    color: var(--_error);
  }

  .topic,
  .data {
    overflow-wrap: anywhere;
  }

  li:not(.error) .data {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }

  @media (forced-colors: active) {
    li {
      border-inline-start-color: CanvasText;
    }
  }
`;
