import '../src/elements/connection-status/connection-status.define.js';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import { badgeIn, need, part, saysBadge, sourceIn, text } from './scene-parts.js';
import connected from './streams/connected.json';
import flapping from './streams/flapping.json';
import outage from './streams/outage.json';
import refused from './streams/refused.json';

/** Each attempt waits a second longer than the one before: no chance, so that the texts are known. */
const steadily = { connect: true, reconnectDelay: (attempt: number) => attempt * 1000 };

const meta = preview.meta({
  title: 'Scenes/Connection status',
  component: 'connection-status',
  args: { grace: 2000 },
  render: (args) => html`
    <connection-status
      .grace=${args.grace ?? 2000}
      .connectedLabel=${args.connectedLabel}
      .disconnectedLabel=${args.disconnectedLabel}
    ></connection-status>
  `,
});

/** Connecting, then live. A badge only watches: somebody else asks for the connection. */
export const Connected = meta.story({
  decorators: [withWebSocket(connected)],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advance(0);
    await expect(saysBadge(badge)).toBe('Disconnected');
    await moment('idle');
    sourceIn(canvasElement).retain();
    await stage.advance(0);
    await expect(saysBadge(badge)).toBe('Connected');
    await expect(text(badge.shadowRoot?.querySelector('[role=status]') ?? null)).toBe('Connected');
    await moment('open');
  },
});

/** Two seconds of downtime pass without a word; after that it counts down. */
export const Outage = meta.story({
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advanceTo(4999);
    await expect(saysBadge(badge)).toBe('Connected');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 2 of 10)');
    await stage.advance(1000);
    await expect(saysBadge(badge)).toBe('Reconnecting in 3 s (attempt 3 of 10)');
    await moment('waiting');
    await stage.advanceTo(13_499);
    await expect(saysBadge(badge)).not.toBe('Connected');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Connected');
  },
});

/** Short drops add up: the third exhausts the grace, and green returns only when it holds. */
export const Flapping = meta.story({
  decorators: [withWebSocket(flapping, { connect: true, reconnectDelay: () => 800 })],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advanceTo(6399);
    await expect(saysBadge(badge)).toBe('Connected');
    await stage.advance(1);
    await expect(saysBadge(badge)).toContain('Reconnecting');
    await moment('grace used up');
    await stage.advanceTo(6800);
    await expect(sourceIn(canvasElement).connection.state).toBe('open');
    await expect(saysBadge(badge)).toBe('Connecting…');
    await stage.advance(499);
    await expect(saysBadge(badge)).toBe('Connecting…');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Connected');
  },
});

/** Other words for the two states. */
export const LiveAndOffline = meta.story({
  args: { connectedLabel: 'Live', disconnectedLabel: 'Offline' },
  decorators: [withWebSocket(connected)],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advance(0);
    await expect(saysBadge(badge)).toBe('Offline');
    await moment('offline');
    sourceIn(canvasElement).retain();
    await stage.advance(0);
    await expect(saysBadge(badge)).toBe('Live');
    await moment('live');
  },
});

/** Messages that wait for the connection are counted. */
export const Unsent = meta.story({
  args: { grace: 0 },
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    const source = sourceIn(canvasElement);
    await stage.advanceTo(6000);
    for (const text of ['One', 'Two', 'Three']) source.send('note', { text });
    await stage.advance(0);
    await expect(text(part(badge, 'unsent'))).toBe('3 unsent');
    await moment('three unsent');
    await stage.advanceTo(13_000);
    await expect(part(badge, 'unsent')).toBeNull();
  },
});

/** Given up: the struck lamp, the words, and a way on. */
export const Failed = meta.story({
  decorators: [withWebSocket(refused, { ...steadily, maxReconnectAttempts: 1 })],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advance(1000);
    await expect(saysBadge(badge)).toBe('Connection failed');
    await moment('failed');
    stage.cue('feed', { do: 'restore' });
    need(badge, 'retry').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advance(499);
    await expect(saysBadge(badge)).toBe('Connecting…');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Connected');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  args: { grace: 0 },
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ stage, moment }) => {
    await stage.advance(100);
    await moment('open');
    await stage.advanceTo(6000);
    await moment('waiting');
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { grace: 0 },
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ stage, moment }) => {
    await stage.advanceTo(6000);
    await moment('waiting');
  },
});
