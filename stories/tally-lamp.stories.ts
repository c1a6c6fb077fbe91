import '../src/elements/tally-lamp/tally-lamp.define.js';
import { html } from 'lit';
import { expect } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { LampState } from '../src/elements/tally-lamp/tally-lamp.js';

const STATES: readonly LampState[] = [
  'open',
  'connecting',
  'waiting',
  'closed',
  'idle',
  'failed',
  'stale',
];

const meta = preview.meta({
  title: 'Scenes/Tally lamp',
  component: 'tally-lamp',
  render: () => html`
    ${STATES.map(
      (state) => html`<p><tally-lamp .state=${state}></tally-lamp> <span>${state}</span></p>`,
    )}
  `,
});

/** Shape alone tells the states apart: filled, half, hollow, struck, dotted. */
export const AllStates = meta.story({
  play: async ({ canvasElement, moment }) => {
    const lamps = [...canvasElement.querySelectorAll('tally-lamp')];
    const shapes = lamps.map((lamp) => lamp.shadowRoot?.querySelector('svg')?.innerHTML);
    const drawn = new Set(shapes.map((shape) => shape?.replace(/<!--.*?-->/g, '')));
    await expect(lamps).toHaveLength(STATES.length);
    // Two ways to be on the way, and two ways to be off, look alike.
    await expect(drawn.size).toBe(STATES.length - 2);
    await moment('all');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  play: async ({ canvasElement, moment }) => {
    await expect(canvasElement.querySelectorAll('tally-lamp')).toHaveLength(STATES.length);
    await moment('all');
  },
});
