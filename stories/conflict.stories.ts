import './shared-record.define.js';
import { html } from 'lit';
import { expect } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { Stage } from '../src/stage.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import { text } from './scene-parts.js';
import conflict from './streams/conflict.json';

const meta = preview.meta({
  title: 'Transports/Conflict',
  component: 'shared-record',
  render: () => html`<shared-record></shared-record>`,
  decorators: [withWebSocket(conflict, { connect: true })],
});

/** The newer version wins; of two that are equally new the newer fields, each with its time. */
export const Conflict = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(999);
    await expect(verdict(canvasElement)).toBe('Nobody else yet');
    await stage.advance(1);
    await expect(verdict(canvasElement)).toBe('Ours is newer: sent');
    await expect(kept(canvasElement)).toEqual(['Team lunch', 'Canteen', '12:30']);
    await expect(sent(stage)).toHaveLength(1);
    await moment('ours is newer');
    await stage.advance(1000);
    await expect(verdict(canvasElement)).toBe('Theirs is newer: taken over');
    await expect(sent(stage)).toHaveLength(1);
    await moment('theirs is newer');
    await stage.advance(1000);
    await expect(verdict(canvasElement)).toBe('Merged by field: taken over and sent');
    await expect(sent(stage)[1]).toMatchObject({
      ...{ title: 'Farewell lunch', title_timestamp: 1768467601000 },
      ...{ place: 'Terrace', place_timestamp: 1768467601000 },
    });
    await moment('merged');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  play: async ({ stage, moment }) => {
    await stage.advanceTo(3000);
    await moment('merged');
  },
});

function verdict(canvas: HTMLElement): string {
  return text(rootOf(canvas).querySelector('[role=status]'));
}

/** What won, of every field. */
function kept(canvas: HTMLElement): string[] {
  return [...rootOf(canvas).querySelectorAll('td.won .value')].map(text);
}

function sent({ log }: Stage): unknown[] {
  const frames = log.entries.filter(
    ({ direction, kind }) => direction === 'out' && kind === 'frame',
  );
  return frames
    .map(({ data = '' }) => JSON.parse(data) as { type: string; payload: unknown })
    .filter(({ type }) => type === 'record')
    .map(({ payload }) => payload);
}

function rootOf(canvas: HTMLElement): ShadowRoot {
  return canvas.querySelector('shared-record')?.shadowRoot as ShadowRoot;
}
