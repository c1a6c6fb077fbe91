import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
    container-type: inline-size;
  }

  .panel {
    position: relative;
    overflow: clip;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_surface);
  }

  .panel:focus,
  .end:focus {
    outline: none;
  }

  .header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 12px;
    border-block-end: 1px solid var(--_hairline);
    background: var(--_header);
  }

  /* Stays in one line: in a narrow column the badge goes below. */
  h2 {
    flex: 1 0 auto;
    max-width: 100%;
    margin: 0;
    font-size: 16px;
    font-weight: 600;
    line-height: 24px;
  }

  p {
    margin: 0;
  }

  .mark-all {
    display: grid;
    place-items: center;
    padding: 0;
    color: var(--_muted);
  }

  .mark-all:hover {
    color: var(--_text);
  }

  .mark-all svg {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .stale {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 8px 12px;
    border-block-start: 1px solid var(--_hairline);
    background: var(--_header);
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  tally-lamp {
    font-size: 10px;
  }

  /* Lies on the edge of the list, so that its coming and going moves nothing. */
  .news {
    position: relative;
    z-index: 2;
    display: grid;
    justify-items: center;
    height: 0;
  }

  .pill {
    align-self: start;
    margin-block-start: -12px;
    padding: 2px 12px;
    border: 0;
    border-radius: 22px;
    background: var(--_accent);
    box-shadow: var(--_shadow);
    color: var(--_on-accent);
    font-size: 12px;
    font-weight: 600;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
  }

  .pill:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .pill:focus-visible {
    outline: 2px solid var(--_text);
  }

  .scroll {
    position: relative;
    max-height: var(--tally-list-height, 500px);
    overflow: hidden auto;
    /* What somebody reads is kept in its place here, and not by the browser as well. */
    overflow-anchor: none;
    overscroll-behavior-y: contain;
    scrollbar-width: thin;
  }

  .feed {
    padding-block: var(--_before, 0) var(--_after, 0);
  }

  .row {
    position: relative;
    display: grid;
    grid-template-columns: 40px minmax(0, 1fr) auto;
    gap: 0 12px;
    min-height: 57px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_hairline);
  }

  .row:last-child {
    border-block-end-color: transparent;
  }

  .feed .row {
    cursor: pointer;
  }

  .feed .row:hover {
    background: var(--_header);
  }

  .row:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius);
  }

  /* Has the focus though it is out of sight. */
  .row.apart {
    position: absolute;
    inset-block-start: var(--_top);
    inset-inline: 0;
  }

  /* Ink is fixed, because the colours are made for it and no other. */
  .face {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: light-dark(var(--_fill-light), var(--_fill-dark));
    color: light-dark(#ffffff, #0b1520);
    font-size: 16px;
    font-weight: 600;
    line-height: 24px;
    user-select: none;
  }

  .initial {
    max-width: 32px;
    overflow: hidden;
  }

  .body {
    align-self: center;
    min-width: 0;
  }

  .what {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  .row:focus-within .what {
    display: block;
  }

  .user {
    font-weight: 600;
  }

  .target {
    font-style: italic;
  }

  .when {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
  }

  time {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .link {
    min-height: 24px;
    margin-block: -4px;
    margin-inline: -4px;
    padding-inline: 4px;
    color: var(--_accent);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
  }

  .link:focus-visible {
    outline-offset: -3px;
  }

  .others {
    margin: 4px 0 0;
    padding: 0;
    border-inline-start: 2px solid var(--_hairline);
    list-style: none;
  }

  .others li {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
    padding-block: 4px;
    padding-inline: 10px 0;
    overflow-wrap: anywhere;
  }

  .others li:hover {
    background: color-mix(in srgb, currentcolor 6%, transparent);
  }

  .others time {
    flex: none;
  }

  .dot {
    width: 8px;
    height: 8px;
    margin-block-start: 16px;
    border-radius: 50%;
    background: var(--_accent);
  }

  .since {
    display: flex;
    grid-column: 1 / -1;
    align-items: center;
    gap: 8px;
    margin-block: 8px -2px;
    color: var(--_error);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
  }

  .since::before,
  .since::after {
    flex: 1;
    border-block-start: 1px solid;
    content: '';
  }

  .row:has(.since) {
    border-block-end-color: transparent;
  }

  .older {
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 8px 12px;
    border-block-start: 1px solid var(--_hairline);
    text-align: center;
  }

  .older button {
    border-color: var(--_control-border);
  }

  .older button[aria-disabled='true'] {
    border-color: transparent;
    color: var(--_muted);
    cursor: default;
  }

  .older p {
    color: var(--_error);
    font-size: 13px;
    line-height: 18px;
  }

  .error {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    padding: 8px 12px;
    border-block-start: 1px solid var(--_hairline);
    color: var(--_error);
    font-size: 13px;
    line-height: 18px;
  }

  /* With nothing above it, it is all there is. */
  .scroll:empty + .error {
    flex-direction: column;
    justify-content: center;
    gap: 12px;
    padding: 32px 16px;
    border: 0;
    text-align: center;
  }

  .retry {
    border-color: var(--_control-border);
    color: var(--_text);
  }

  .empty {
    padding: 32px 16px;
    color: var(--_muted);
    text-align: center;
  }

  .skeleton .face,
  .skeleton i {
    background: var(--_hairline);
    opacity: 0.6;
  }

  .skeleton i {
    display: block;
    width: 70%;
    height: 12px;
    margin-block: 3px 8px;
    border-radius: var(--_radius);
  }

  .skeleton i + i {
    width: 30%;
    height: 8px;
    margin-block: 0;
  }

  .skeleton .row:nth-child(even) i:first-child {
    width: 55%;
  }

  @container (max-width: 320px) {
    .row {
      gap: 0 8px;
      padding-inline: 8px;
    }

    .header {
      padding-inline: 8px;
    }
  }

  @media (prefers-contrast: more) {
    .panel {
      border-color: var(--_text);
    }
  }

  @media (forced-colors: active) {
    .face,
    .pill {
      border: 1px solid CanvasText;
    }

    .dot {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
