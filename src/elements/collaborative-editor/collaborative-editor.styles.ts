import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    max-width: 100%;
    container-type: inline-size;
  }

  .panel {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
    border: 1px solid var(--_control-border);
    border-radius: 8px;
    background: var(--_surface);
  }

  .panel:has(.text:focus-visible) {
    border-color: var(--_accent);
    outline: var(--_focus);
    outline-offset: -1px;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 4px 12px;
    min-height: 48px;
    padding: 7px 12px;
    border-block-end: 1px solid var(--_hairline);
    background: var(--_header);
  }

  .label {
    min-width: 0;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .badges {
    display: flex;
    flex: none;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .badge,
  .more {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 16px;
    font-weight: 600;
    line-height: 16px;
    user-select: none;
  }

  /* Ink is fixed, because the colours are made for it and no other. */
  .badge,
  .caret,
  .stretch {
    --_fill: light-dark(var(--_fill-light), var(--_fill-dark));
  }

  .badge,
  .badge:hover {
    position: relative;
    min-width: 32px;
    min-height: 32px;
    padding: 0;
    background: var(--_fill);
    color: light-dark(#ffffff, #0b1520);
  }

  .badge:hover:not([aria-disabled]) {
    box-shadow: 0 0 0 2px color-mix(in srgb, var(--_fill) 40%, transparent);
  }

  .badge[aria-disabled] {
    cursor: default;
  }

  /* What a finger can hit is more than what is seen. */
  .badge::after {
    position: absolute;
    inset: -6px -2px;
    content: '';
  }

  .initial {
    max-width: 24px;
    overflow: hidden;
  }

  .more {
    width: auto;
    min-width: 32px;
    padding: 0 6px;
    border: 1px solid var(--_control-border);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    unicode-bidi: plaintext;
  }

  [data-status='offline'] .badge {
    --_fill: light-dark(#57606a, #9da7b3);
  }

  /* A sentence goes the way of its own words, whatever way the page goes. */
  .typing,
  .problem span {
    unicode-bidi: plaintext;
  }

  .typing {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    color: var(--_muted);
    font-size: 13px;
    line-height: 18px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .status,
  .locked {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    flex: none;
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }

  .locked {
    padding: 1px 7px;
    border: 1px solid var(--_hairline);
    border-radius: 10px;
  }

  .status {
    margin-inline-start: auto;
  }

  .status[data-status='offline'] {
    color: var(--_warning);
  }

  .status:is([data-status='failed'], [data-status='full']) {
    color: var(--_error);
  }

  .status[data-status='saved'] tally-lamp {
    color: var(--_live);
  }

  tally-lamp {
    font-size: 10px;
  }

  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_hairline);
    color: var(--_error);
    font-size: 13px;
    line-height: 18px;
  }

  /* Where the document itself is well, it is no more than a warning. */
  .panel:not([data-status='failed'], [data-status='full']) .problem {
    color: var(--_warning);
  }

  .problem span {
    flex: 1 1 160px;
    min-width: 0;
  }

  .problem svg {
    width: 16px;
    height: 16px;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
  }

  .problem button {
    border-color: currentcolor;
    font-weight: 600;
  }

  .field {
    --_size: 14px;
    position: relative;
    display: flex;
    flex: 1 1 auto;
    min-height: 0;
  }

  .text {
    font-family: var(
      --tally-editor-font,
      ui-monospace,
      'SF Mono',
      'Cascadia Mono',
      Menlo,
      Consolas,
      monospace
    );
    font-size: var(--_size);
    line-height: 1.5;
    letter-spacing: normal;
    tab-size: 4;
    white-space: pre-wrap;
    overflow-wrap: break-word;
    text-align: start;
  }

  /* A name may stand in the margin, which is as wide as this. */
  textarea,
  .lines {
    padding: 16px;
  }

  textarea {
    display: block;
    flex: 1;
    width: 100%;
    min-width: 0;
    margin: 0;
    border: 0;
    border-radius: 0;
    background: none;
    color: inherit;
    overflow: hidden auto;
    resize: none;
    scrollbar-width: thin;
    appearance: none;
  }

  .text:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  textarea:disabled,
  .text[aria-disabled='true'] {
    color: var(--_muted);
    cursor: not-allowed;
  }

  /* As high as a text area of these rows, whatever is in it. */
  .codemirror {
    flex: 1;
    min-width: 0;
    contain: size;
    contain-intrinsic-height: calc(var(--_rows) * 1.5 * var(--_size) + 32px);
  }

  .layer {
    position: absolute;
    inset: 0 0 auto;
    z-index: 1;
    height: var(--_height);
    overflow: clip;
    pointer-events: none;
  }

  .panel:has(textarea:disabled, .text[aria-disabled='true']) {
    border-color: var(--_hairline);
    background: var(--_header);
  }

  .over {
    position: absolute;
    inset: 0;
    overflow: clip;
    pointer-events: none;
  }

  .mirror {
    position: absolute;
    top: 0;
    left: var(--_field-left, 0);
    width: var(--_field-width, 100%);
    transform: translateY(var(--_shift, 0));
  }

  .lines {
    visibility: hidden;
  }

  .lines div {
    unicode-bidi: plaintext;
  }

  .stretch,
  .caret {
    position: absolute;
    top: var(--_y);
    left: var(--_x);
    height: var(--_h);
  }

  .stretch {
    width: var(--_w);
    background: color-mix(in srgb, var(--_fill) 22%, transparent);
  }

  .caret {
    width: 2px;
    margin-left: -1px;
    background: var(--_fill);
  }

  /* A knob shows whose caret it is when the name is away. */
  .caret::before {
    position: absolute;
    top: -2px;
    left: -2px;
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--_fill);
    content: '';
  }

  .tag,
  .margin {
    position: absolute;
    background: var(--_fill);
    color: light-dark(#ffffff, #0b1520);
    font-weight: 600;
    white-space: nowrap;
    opacity: 0;
    transition: opacity 150ms ease-out;
  }

  .tag {
    max-width: 160px;
    padding: 0 6px;
    overflow: hidden;
    border-radius: 4px;
    font-size: 12px;
    line-height: 16px;
    text-overflow: ellipsis;
  }

  .margin {
    width: 14px;
    height: 14px;
    overflow: hidden;
    border-radius: 50%;
    font-size: 10px;
    line-height: 14px;
    text-align: center;
  }

  [data-tag='name'] .tag,
  [data-tag='initial'] .margin {
    top: var(--_tag-y);
    left: var(--_tag-x);
    opacity: 1;
  }

  .skeleton {
    position: absolute;
    inset: 0;
    display: grid;
    align-content: start;
    gap: 11px;
    padding: 21px 16px;
    pointer-events: none;
  }

  .skeleton span {
    width: 72%;
    height: 10px;
    border-radius: 5px;
    background: var(--_hairline);
    opacity: 0.6;
  }

  .skeleton span:nth-child(2) {
    width: 88%;
  }

  .skeleton span:nth-child(3) {
    width: 40%;
  }

  /* What does not fit in one row takes two, whoever types: the text never jumps. */
  @container (width < 480px) {
    .head {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      min-height: 72px;
    }

    .badges {
      grid-column: 1 / -1;
    }

    .label {
      grid-column: 1 / -1;
    }
  }

  @media (pointer: coarse) {
    .field {
      /* Smaller text makes phones zoom in. */
      --_size: 16px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .tag,
    .margin {
      transition: none;
    }
  }

  @media (prefers-contrast: more) {
    .panel {
      border-color: var(--_text);
    }
  }

  @media (forced-colors: active) {
    .panel:has(.text:focus-visible) {
      outline-color: Highlight;
    }

    .panel:has(textarea:disabled, .text[aria-disabled='true']) {
      border-color: GrayText;
    }

    .badge,
    .more,
    .tag,
    .margin {
      border: 1px solid CanvasText;
    }

    .caret,
    .caret::before {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .stretch {
      border-block-end: 2px solid CanvasText;
    }
  }
`;
