import { css, type CSSResult } from 'lit';

export const rowStyles: CSSResult = css`
  .item {
    padding-block: 4px;
    padding-inline: 12px 8px;
  }

  .item + .item {
    border-block-start: 1px solid var(--_hairline);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-height: 32px;
  }

  .text {
    flex: 1 1 96px;
    min-width: 0;
    padding-block: 4px;
    overflow-wrap: anywhere;
  }

  .text.done {
    color: var(--_muted);
    text-decoration: line-through;
  }

  :is([data-state='pending'], [data-state='waiting'], [data-state='busy']) .text {
    color: var(--_muted);
  }

  [type='checkbox'] {
    width: 24px;
    height: 24px;
    flex: none;
    margin: 0 -4px;
    padding: 0;
    border: 4px solid transparent;
    accent-color: var(--_accent);
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    flex: none;
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }

  .actions {
    display: flex;
    align-items: center;
    gap: 4px;
    flex: none;
    margin-inline-start: auto;
  }

  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 4px 8px;
    padding-block: 2px 4px;
    font-size: 13px;
    line-height: 18px;
  }

  .trouble .icon {
    margin-block-start: 4px;
  }

  .reason {
    flex: 1 1 160px;
    min-width: 0;
    padding-block: 3px;
    color: var(--_error);
    overflow-wrap: anywhere;
  }

  .mine {
    display: block;
    color: var(--_text);
  }

  .conflict {
    padding-block: 4px;
  }

  .title,
  .hint {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    color: var(--_warning);
    font-size: 13px;
    line-height: 18px;
  }

  .title {
    font-weight: 600;
  }

  .hint {
    padding-block: 4px;
  }

  .title .icon,
  .hint .icon {
    margin-block-start: 1px;
  }

  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 12px;
    margin-block: 8px;
    padding-inline-start: 24px;
  }

  dt {
    color: var(--_muted);
    font-size: 13px;
  }

  dd {
    overflow-wrap: anywhere;
  }

  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-inline-start: 24px;
  }

  .editor {
    align-items: center;
  }

  @container (width < 360px) {
    [data-state='waiting'] .status,
    [data-state='busy'] .status {
      order: 1;
      flex-basis: 100%;
      padding-block-end: 4px;
    }

    [data-state='pending'] .words {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    .editor .field {
      flex-basis: 100%;
    }

    dl,
    .choice {
      padding-inline-start: 0;
    }

    dl {
      display: block;
    }

    dd + dt {
      margin-block-start: 4px;
    }
  }

  @media (forced-colors: active) {
    [data-state='failed'],
    [data-state='conflict'] {
      border-inline-start: 4px solid CanvasText;
    }
  }
`;
