import { css, type CSSResult } from 'lit';

/** Buttons, focus rings and text for screen readers only, alike in every element. */
export const controls: CSSResult = css`
  button {
    min-width: 24px;
    min-height: 24px;
    margin: 0;
    padding: 2px 8px;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  button:hover {
    background: color-mix(in srgb, currentcolor 8%, transparent);
  }

  button:active {
    background: color-mix(in srgb, currentcolor 16%, transparent);
  }

  :focus-visible {
    outline: var(--_focus);
    outline-offset: 1px;
  }

  @media (pointer: coarse) {
    button {
      min-width: 44px;
      min-height: 44px;
    }
  }

  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }

    :focus-visible {
      outline-color: Highlight;
    }
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
