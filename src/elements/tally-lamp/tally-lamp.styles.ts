import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: inline-flex;
    width: 1em;
    height: 1em;
    flex: none;
  }

  :host([hidden]) {
    display: none;
  }

  svg {
    width: 100%;
    height: 100%;
    overflow: visible;
  }

  .ring {
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
  }

  .dotted {
    stroke-dasharray: 1.6 2.32;
  }

  .light {
    fill: currentcolor;
  }

  .bar {
    stroke: currentcolor;
    stroke-width: 2;
  }

  .turning {
    animation: turn 2.4s linear infinite;
    transform-origin: center;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .turning {
      animation: none;
    }
  }
`;
