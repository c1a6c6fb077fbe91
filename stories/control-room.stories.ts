import './control-room.define.js';
import { html } from 'lit';
import { expect } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withProgram } from '../src/storybook/with-program.js';
import { withStage } from '../src/storybook/with-stage.js';
import { furnish, itemsOnServer, playTo } from './control-room-play.js';
import { ControlRoomScript, PARTS } from './control-room-script.js';
import type { ControlRoomElement } from './control-room.js';
import { all, part, saysBadge, text, titles } from './scene-parts.js';

const script = new ControlRoomScript(1);

const meta = preview.meta({
  title: 'Control room',
  component: 'control-room',
  parameters: { stage: { picture: 'page' } },
  decorators: [withProgram(furnish), withStage(script.stream)],
  render: () => html`<control-room></control-room>`,
});

/**
 * Every element of the kit on one stage, for ten minutes: quiet, a flood, an outage and its end,
 * another tab, a hostile peer, and quiet again.
 */
export const TenMinutes = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    const room = roomIn(canvasElement);
    await stage.advance(399);
    await expect(saysBadge(room.badge)).toBe('Connected');
    await moment('opening');
    await playTo(stage, room, 42_000);
    await expect(room.berths.items).toHaveLength(5);
    await moment('quiet');
    await playTo(stage, room, PARTS.flood + 19_000);
    await expect(part(room.activities, 'list')?.childElementCount).toBeLessThanOrEqual(100);
    await expect(titles(room.feed)).toHaveLength(5);
    await expect(text(part(room.feed, 'missed'))).toMatch(/missed/);
    await moment('flood');
    await playTo(stage, room, PARTS.outage + 40_000);
    await expect(saysBadge(room.badge)).toMatch(/^Reconnecting/);
    await expect(room.berths.status).toBe('offline');
    await expect(text(part(room.list, 'waiting'))).toContain('2 changes waiting');
    await moment('outage');
    await playTo(stage, room, PARTS.recovery + 10_000);
    await expect(saysBadge(room.badge)).toBe('Connected');
    await expect(part(room.list, 'waiting')).toBeNull();
    await moment('recovery');
    await playTo(stage, room, PARTS.secondTab + 12_000);
    await expect(room.list.items.map(({ text }) => text)).toContain('Book a tug for MS Halcyon');
    await moment('second tab');
    await playTo(stage, room, PARTS.hostile + 3000);
    await expect(document.title).not.toBe('owned');
    await moment('hostile');
    await playTo(stage, room, PARTS.end);
    await expect(room.berths.items).toEqual(script.truth.berths);
    await expect(room.list.items.map(({ text }) => text)).toEqual(itemsOnServer(stage));
    await expect(all(room.feed, 'card')).toEqual([]);
    await moment('evening');
  },
});

/** On a dark page, in the middle of the outage. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  play: async ({ canvasElement, stage, moment }) => {
    await playTo(stage, roomIn(canvasElement), PARTS.outage + 40_000);
    await moment('outage');
  },
});

/** In a narrow column the desks stand below each other. */
export const Narrow = meta.story({
  render: () => html`<control-room style="width: 320px"></control-room>`,
  play: async ({ canvasElement, stage, moment }) => {
    await playTo(stage, roomIn(canvasElement), 42_000);
    await moment('quiet');
  },
});

function roomIn(canvas: HTMLElement): ControlRoomElement {
  const room = canvas.querySelector('control-room');
  if (!room) throw new Error('The story shows no <control-room>.');
  return room;
}
