import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: inline-block;
    max-width: 100%;
    font-size: 12px;
    line-height: 16px;
  }

  .badge {
    --_ink: var(--_disconnected-text);
    display: inline-flex;
    align-items: center;
    gap: 8px;
    max-width: 100%;
    min-height: 24px;
    padding: 0 8px;
    border: 1px solid transparent;
    border-radius: 12px;
    background: var(--_disconnected-surface);
    color: var(--_ink);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    transition:
      background-color 150ms ease-out,
      color 150ms ease-out;
  }

  .badge[data-state='open'] {
    --_ink: var(--_connected-text);
    background: var(--_connected-surface);
  }

  .badge[data-state='connecting'],
  .badge[data-state='waiting'] {
    --_ink: var(--_waiting-text);
    background: var(--_waiting-surface);
  }

  .text {
    min-width: 0;
    padding-block: 3px;
  }

  tally-lamp {
    font-size: 10px;
  }

  .unsent,
  .retry {
    flex: none;
  }

  .unsent {
    padding-inline-start: 8px;
    border-inline-start: 1px solid currentcolor;
    font-weight: 400;
  }

  .retry {
    margin-inline-end: -8px;
    min-height: 24px;
    padding: 0 8px;
    border-radius: 12px;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  @media (prefers-reduced-motion: reduce) {
    .badge {
      transition: none;
    }
  }

  @media (prefers-contrast: more) {
    .badge {
      border-color: currentcolor;
    }
  }

  @media (forced-colors: active) {
    .badge {
      border-color: CanvasText;
    }
  }
`;
