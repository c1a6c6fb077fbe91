import { css, type CSSResult } from 'lit';

/**
 * Gives every element the kit's tokens under private names.
 *
 * A page overrides `--tally-…` anywhere above the element. Light and dark follow the page's
 * `color-scheme`, or the element's `theme` attribute.
 */
export const tokens: CSSResult = css`
  :host {
    --_surface: var(--tally-surface, light-dark(#ffffff, #16191d));
    --_raised: var(--tally-raised, light-dark(#ffffff, #1f242b));
    --_header: var(--tally-header, light-dark(#f8f9fa, #1f242b));
    --_text: var(--tally-text, light-dark(#1b1f24, #e6edf3));
    --_muted: var(--tally-muted, light-dark(#57606a, #9da7b3));
    --_hairline: var(--tally-hairline, light-dark(#d0d7de, #30363d));
    --_control-border: var(--tally-control-border, light-dark(#868f99, #6e7681));
    --_accent: var(--tally-accent, light-dark(#0a66d0, #6cb0ff));
    --_on-accent: var(--tally-on-accent, light-dark(#ffffff, #0b1520));
    --_live: var(--tally-live, light-dark(#1a7f37, #4ac26b));
    --_error: var(--tally-error, light-dark(#c62f3e, #ff8078));
    --_warning: var(--tally-warning, light-dark(#7a5600, #e3b341));
    --_info: var(--tally-info, light-dark(#0f6674, #58c1d6));
    --_success-bar: var(--tally-success-bar, light-dark(#1e8e3e, #4ac26b));
    --_error-bar: var(--tally-error-bar, light-dark(#dc3545, #ff8078));
    --_warning-bar: var(--tally-warning-bar, light-dark(#b27d00, #e3b341));
    --_info-bar: var(--tally-info-bar, light-dark(#138496, #58c1d6));
    --_connected-text: var(--tally-connected-text, light-dark(#155724, #9be9a8));
    --_connected-surface: var(--tally-connected-surface, light-dark(#d4edda, #12351c));
    --_disconnected-text: var(--tally-disconnected-text, light-dark(#721c24, #ffb3ad));
    --_disconnected-surface: var(--tally-disconnected-surface, light-dark(#f8d7da, #45171a));
    --_waiting-text: var(--tally-waiting-text, light-dark(#5c4100, #e3b341));
    --_waiting-surface: var(--tally-waiting-surface, light-dark(#fff3cd, #3a2d0c));
    --_shadow: var(--tally-shadow, 0 2px 8px light-dark(rgb(0 0 0 / 0.1), transparent));
    --_radius: var(--tally-radius, 4px);
    --_focus: var(--tally-focus, 2px solid var(--_accent));
    box-sizing: border-box;
    color: var(--_text);
    font-family: var(--tally-font, inherit);
    font-size: 14px;
    line-height: 20px;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_hairline: var(--_control-border);
    }
  }
`;
