import '../src/elements/notification-feed/notification-feed.define.js';
import { html } from 'lit';
import { expect } from 'storybook/test';
import type { Stage } from '../src/stage/stage.js';
import preview from '../.storybook/preview.js';
import { withSSE } from '../src/storybook/with-sse.js';
import { badgeIn, feedIn, saysBadge, sourceIn, titles } from './scene-parts.js';
import connected from './streams/sse-connected.json';
import resume from './streams/sse-resume.json';
import retryAfter from './streams/sse-retry-after.json';
import stalled from './streams/sse-stalled.json';
import unauthorised from './streams/sse-unauthorised.json';

/** Each attempt waits a second longer than the one before: no chance, so that the texts are known. */
const steadily = { reconnectDelay: (attempt: number) => attempt * 1000, maxReconnectAttempts: 10 };

const meta = preview.meta({
  title: 'Transports/SSE',
  component: 'notification-feed',
  render: (args) => html`
    <notification-feed
      .placement=${'inline'}
      .grace=${0}
      .duration=${args.duration ?? 600_000}
      style="max-width: 360px"
    ></notification-feed>
  `,
});

/** The stream opens, and its first named event is a card. */
export const Connected = meta.story({
  decorators: [withSSE(connected)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(0);
    await expect(saysBadge(badgeIn(canvasElement))).toBe('Connected');
    await stage.advance(999);
    await expect(titles(feed)).toEqual([]);
    await stage.advance(1);
    await expect(titles(feed)).toEqual(['Success: Deployed to production']);
    await moment('arrived');
  },
});

/** Two events happen while the stream is down. It goes on after the last one: none is lost or doubled. */
export const Resume = meta.story({
  decorators: [withSSE(resume, { reconnectDelay: () => 2000, maxReconnectAttempts: 10 })],
  play: async ({ canvasElement, stage, moment }) => {
    const [feed, badge] = [feedIn(canvasElement), badgeIn(canvasElement)];
    const heard: unknown[] = [];
    sourceIn(canvasElement).on('notification', (_, { id }) => heard.push(id));
    await stage.advanceTo(3999);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 1 of 10)');
    await expect(heard).toEqual(['e1', 'e2']);
    await moment('down');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Connected');
    await expect(heard).toEqual(['e1', 'e2', 'e3', 'e4']);
    await stage.advanceTo(5000);
    await expect(heard).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
    await expect(titles(feed)).toEqual([
      'Info: Build 313 started',
      'Error: Build 312 failed',
      'Info: Build 312 started',
      'Success: Build 311 passed',
      'Info: Build 311 started',
    ]);
    await moment('caught up');
  },
});

/** Heartbeats keep the stream; 45 seconds without any byte replace it. */
export const Stalled = meta.story({
  decorators: [withSSE(stalled, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const [feed, badge] = [feedIn(canvasElement), badgeIn(canvasElement)];
    await stage.advanceTo(74_999);
    await expect(saysBadge(badge)).toBe('Connected');
    await expect(titles(feed)).toEqual(['Info: Night watch began']);
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 1 of 10)');
    await moment('noticed');
    await stage.advance(1000);
    await expect(saysBadge(badge)).toBe('Connected');
    await expect(titles(feed)).toEqual(['Warning: Door 4 opened', 'Info: Night watch began']);
    await moment('made up for');
  },
});

/** The server is overloaded and says for how long: not a millisecond sooner. */
export const RetryAfter = meta.story({
  decorators: [withSSE(retryAfter, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advance(0);
    await expect(saysBadge(badge)).toBe('Reconnecting in 12 s (attempt 1 of 10)');
    await moment('asked to wait');
    await stage.advanceTo(11_999);
    await expect(requests(stage)).toBe(1);
    await stage.advance(1);
    await expect(requests(stage)).toBe(2);
    await expect(saysBadge(badge)).toBe('Connected');
    await stage.advanceTo(14_000);
    await expect(titles(feedIn(canvasElement))).toEqual(['Success: Back at work']);
    await moment('let in');
  },
});

/** A token that has expired is replaced at once, and once: who is refused again stays out. */
export const Unauthorised = meta.story({
  decorators: [withSSE(unauthorised, { ...steadily, stableAfter: 1000, token: () => 'fresh' })],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advanceTo(2999);
    await expect(saysBadge(badge)).toContain('Reconnecting');
    await stage.advance(1);
    await expect(requests(stage)).toBe(3);
    await expect(saysBadge(badge)).toBe('Connected');
    await moment('fresh token');
    await stage.advanceTo(6000);
    await expect(requests(stage)).toBe(5);
    await expect(saysBadge(badge)).toBe('Connection failed');
    await moment('shut out');
    await stage.advance(600_000);
    await expect(requests(stage)).toBe(5);
  },
});

/** Counts how often the server was asked. */
function requests(stage: Stage): number {
  return stage.log.entries.filter(({ kind }) => kind === 'connect').length;
}
