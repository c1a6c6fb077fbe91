import './present-people.define.js';
import { html } from 'lit';
import { expect } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import { text } from './scene-parts.js';
import presence from './streams/presence.json';

const meta = preview.meta({
  title: 'Transports/Presence',
  component: 'present-people',
  render: () => html`<present-people></present-people>`,
  decorators: [withWebSocket(presence, { connect: true })],
});

/**
 * Everybody once, however many tabs; a reload is no leave, a hidden tab that beats once a minute
 * stays, and who falls silent has left after 75 seconds.
 */
export const Presence = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1499);
    await expect(people(canvasElement)).toEqual([]);
    await stage.advance(1);
    await expect(people(canvasElement)).toEqual(['Ada Online 2 tabs', 'Bob Online']);
    await expect(news(canvasElement)).toBe('Came: Ada, Bob');
    await moment('two came');
    await stage.advanceTo(6000);
    await expect(people(canvasElement)).toEqual(['Ada Online 2 tabs', 'Bob Away']);
    await moment('one away');
    await stage.advanceTo(19_000);
    await expect(news(canvasElement)).toBe('Bob is away');
    await stage.advanceTo(76_699);
    await expect(people(canvasElement)).toHaveLength(2);
    await stage.advance(1);
    await expect(people(canvasElement)).toEqual(['Bob Away']);
    await expect(news(canvasElement)).toBe('Left: Ada');
    await moment('one fell silent');
    const beats = stage.log.entries.filter(({ data }) => data?.includes('presence-heartbeat'));
    await expect(beats.map(({ at }) => at)).toEqual([0, 30_000, 60_000]);
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  play: async ({ stage, moment }) => {
    await stage.advanceTo(6000);
    await moment('one away');
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  play: async ({ stage, moment }) => {
    await stage.advanceTo(6000);
    await moment('one away');
  },
});

function people(canvas: HTMLElement): string[] {
  const lines = canvas.querySelector('present-people')?.shadowRoot?.querySelectorAll('li') ?? [];
  return [...lines].map((line) =>
    ['.name', '.tabs']
      .map((part) => text(line.querySelector(part)))
      .join(' ')
      .replace(/(Online|Away)/, ' $1')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

function news(canvas: HTMLElement): string {
  const root = canvas.querySelector('present-people')?.shadowRoot;
  return text(root?.querySelector('[role=status]') ?? null);
}
