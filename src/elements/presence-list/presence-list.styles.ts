import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: inline-block;
    max-width: 100%;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-height: 40px;
  }

  .row:focus {
    outline: none;
  }

  .faces {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-inline-start: -4px;
    padding: 4px;
    border: 0;
    border-radius: 20px;
    text-align: start;
  }

  .face,
  .more,
  .skeleton span {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    flex: none;
    border-radius: 16px;
    font-weight: 600;
    line-height: 16px;
  }

  /* Ink and ground are fixed, because the colours are made for these and no others. */
  .face {
    --_fill: light-dark(var(--_fill-light), var(--_fill-dark));
    --_ground: light-dark(#ffffff, #16191d);
    position: relative;
    background: var(--_fill);
    color: light-dark(#ffffff, #0b1520);
    user-select: none;
  }

  .initial {
    max-width: 24px;
    overflow: hidden;
  }

  .face[data-status='away'] {
    border: 2px solid var(--_fill);
    background: var(--_ground);
    color: var(--_fill);
  }

  .face[data-status='offline'] {
    border: 2px dashed var(--_control-border);
    background: var(--_ground);
    color: light-dark(#57606a, #9da7b3);
  }

  .mark {
    position: absolute;
    inset-block-end: -2px;
    inset-inline-end: -2px;
    width: 14px;
    height: 14px;
    padding: 2px;
    border-radius: 50%;
    background: var(--_surface);
    fill: var(--_live);
  }

  .face:is([data-status='away'], [data-status='offline']) .mark {
    inset-block-end: -4px;
    inset-inline-end: -4px;
  }

  .face[data-status='away'] .mark {
    fill: var(--_warning);
  }

  .face[data-status='offline'] .mark {
    fill: none;
    stroke: var(--_muted);
    stroke-width: 2;
  }

  .panel .mark {
    background: var(--_raised);
  }

  .more {
    width: auto;
    min-width: 32px;
    padding: 0 8px;
    border: 1px solid var(--_control-border);
    background: var(--_header);
    color: var(--_text);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    unicode-bidi: plaintext;
  }

  .empty,
  .stale {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
  }

  .stale {
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  tally-lamp {
    font-size: 10px;
  }

  /* Nobody can be heard: what colour they had says nothing now. */
  [data-phase='stale'] .face {
    --_fill: light-dark(#57606a, #9da7b3);
  }

  [data-phase='stale'] .mark {
    display: none;
  }

  .skeleton {
    display: flex;
    gap: 6px;
    padding-block: 4px;
  }

  .skeleton span {
    background: var(--_hairline);
    opacity: 0.6;
  }

  .panel {
    inset: auto;
    top: var(--_top, auto);
    bottom: var(--_bottom, auto);
    left: var(--_left, 0);
    width: var(--_width, 280px);
    max-height: min(var(--_room, 320px), 416px);
    margin: 0;
    padding: 8px;
    overflow: hidden auto;
    scrollbar-width: thin;
    border: 1px solid var(--_hairline);
    border-radius: 8px;
    background: var(--_raised);
    box-shadow: var(--_shadow);
    color: var(--_text);
  }

  .title {
    margin: 0;
    padding: 4px 4px 8px;
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .person {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 4px;
    content-visibility: auto;
    contain-intrinsic-height: auto 44px;
  }

  .lines {
    display: grid;
    min-width: 0;
  }

  .name {
    overflow: hidden;
    font-weight: 600;
    line-height: 20px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .details,
  .unlisted {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .unlisted {
    padding: 8px 4px 4px;
  }

  @media (prefers-contrast: more) {
    .panel {
      border-color: var(--_text);
    }
  }

  @media (forced-colors: active) {
    .face,
    .more {
      border: 1px solid CanvasText;
    }

    .face[data-status='away'] {
      border-width: 2px;
    }

    .face[data-status='offline'] {
      border: 2px dashed GrayText;
    }

    .mark {
      fill: CanvasText;
    }

    .face[data-status='away'] .mark {
      fill: CanvasText;
    }
  }
`;
