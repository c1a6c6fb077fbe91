import '../src/elements/notification-feed/notification-feed.define.js';
import '../src/elements/pan-websocket/pan-websocket.define.js';
import './open-sockets.define.js';
import '../src/storybook/stage-tab.define.js';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withProgram } from '../src/storybook/with-program.js';
import { announced, need, part, saysBadge, text, titles } from './scene-parts.js';
import { serverOf, sharedServer, sharingWindows, windowsIn } from './shared-parts.js';

const meta = preview.meta({
  title: 'Transports/Shared connection',
  component: 'stage-tab',
  decorators: [withProgram(sharedServer)],
  render: () => sharingWindows('First tab', 'Second tab', 'Third tab'),
});

/** The tab with the connection is killed. The next one has a connection in the same moment. */
export const LeaderDies = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    const [first, second, third] = windowsIn(canvasElement);
    const server = serverOf(stage);
    await stage.advance(0);
    await expect([server.open, server.ever]).toEqual([1, 1]);
    await expect([first, second, third].map(({ badge }) => saysBadge(badge))).toEqual(
      Array(3).fill('Connected'),
    );
    server.notify('1', 'Deploy finished', { duration: 0 });
    await stage.advance(1000);
    await moment('one connection');
    const note = third.connection.send({ type: 'note', payload: 'just before' });
    first.tab.crash();
    server.drop();
    await stage.advance(0);
    await expect([server.open, server.ever]).toEqual([1, 2]);
    await expect([second, third].map(({ badge }) => saysBadge(badge))).toEqual(
      Array(2).fill('Connected'),
    );
    await expect(server.received).toEqual(['just before']);
    third.page?.page.focus();
    await stage.advance(0);
    server.notify('2', 'Tests are green', { duration: 0 });
    await stage.advance(1000);
    await expect(titles(third.feed)).toContain('Info: Tests are green');
    await stage.advance(60_000);
    await expect(await note.settled).toBe('delivered');
    await expect(server.received).toEqual(['just before']);
    await expect(stage.errors).toEqual([]);
    await moment('the next one leads');
  },
});

/** The tab with the connection is frozen and keeps its lock. It is replaced, and fenced off later. */
export const LeaderFrozen = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    const [first, second, third] = windowsIn(canvasElement);
    const server = serverOf(stage);
    await stage.advance(0);
    first.page?.page.hide();
    first.page?.page.freeze();
    second.page?.page.focus();
    await stage.advance(6999);
    await expect(server.ever).toBe(1);
    await moment('nobody hears anything');
    await stage.advanceTo(7500);
    await expect([server.open, server.ever]).toEqual([2, 2]);
    server.notify('1', 'Disk almost full', { type: 'warning', duration: 0 });
    await stage.advance(1000);
    await expect(titles(second.feed)).toEqual(['Warning: Disk almost full']);
    await moment('replaced');
    first.page?.page.resume();
    first.page?.page.show();
    await stage.advance(10);
    await expect([server.open, server.ever]).toEqual([1, 2]);
    await expect([first, second, third].map(({ badge }) => saysBadge(badge))).toEqual(
      Array(3).fill('Connected'),
    );
    await stage.advance(1000);
    await expect(titles(first.feed)).toEqual([]);
    await expect(text(need(first.feed, 'missed'))).toContain('1');
    await moment('thawed');
  },
});

/** What comes is shown and said in the tab that the user looks at, and a dismissal counts in all. */
export const OncePerUser = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    const [first, second, third] = windowsIn(canvasElement);
    const server = serverOf(stage);
    await stage.advance(0);
    second.page?.page.focus();
    await stage.advance(0);
    server.notify('1', 'Ada wants to talk to you', { duration: 0 });
    server.notify('2', 'Build 512 is ready', { duration: 3000 });
    await stage.advance(1000);
    await expect([first, second, third].map(({ feed }) => titles(feed))).toEqual([
      [],
      ['Info: Build 512 is ready', 'Info: Ada wants to talk to you'],
      [],
    ]);
    await expect(announced(second.feed).polite).not.toBe('');
    await expect([first, third].map(({ feed }) => announced(feed).polite)).toEqual(['', '']);
    await expect(text(need(first.feed, 'missed'))).toContain('2');
    await moment('in one tab');
    await stage.advance(5000);
    await expect(titles(second.feed)).toEqual(['Info: Ada wants to talk to you']);
    await userEvent.click(need(second.feed, 'dismiss'));
    await stage.advance(1000);
    await expect(text(need(first.feed, 'missed'))).toContain('1');
    await expect([first, second, third].map(({ feed }) => titles(feed))).toEqual([[], [], []]);
    await moment('dismissed in all');
    await userEvent.click(need(second.feed, 'missed'));
    await stage.advance(0);
    const clear = second.feed.shadowRoot?.querySelector<HTMLElement>('[data-do=clear-missed]');
    await userEvent.click(clear!);
    await stage.advance(100);
    await expect([first, second, third].map(({ feed }) => part(feed, 'missed'))).toEqual(
      Array(3).fill(null),
    );
  },
});

/** On a dark page, in two windows. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  render: () => sharingWindows('First tab', 'Second tab'),
  play: async ({ canvasElement, stage, moment }) => {
    const [first, second] = windowsIn(canvasElement);
    await stage.advance(0);
    second.page?.page.focus();
    await stage.advance(0);
    serverOf(stage).notify('1', 'Deploy finished', { type: 'success', duration: 0 });
    await stage.advance(1000);
    first.tab.crash();
    serverOf(stage).drop();
    await stage.advance(1000);
    await moment('one crashed');
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  render: () => sharingWindows('First tab', 'Second tab'),
  play: async ({ canvasElement, stage, moment }) => {
    const [first, second] = windowsIn(canvasElement);
    await stage.advance(0);
    second.page?.page.focus();
    await stage.advance(0);
    serverOf(stage).notify('1', 'Deploy finished', { duration: 0 });
    first.page?.page.hide();
    await stage.advance(1000);
    await moment('once');
  },
});

/** In a narrow page the windows stand one below the other. */
export const Narrow = meta.story({
  decorators: [(story) => html`<div style="width: 272px">${story()}</div>`],
  render: () => sharingWindows('First tab', 'Second tab'),
  play: async ({ canvasElement, stage, moment }) => {
    const [first] = windowsIn(canvasElement);
    await stage.advance(0);
    first.page?.page.focus();
    await stage.advance(0);
    serverOf(stage).notify('1', 'Deploy finished', { duration: 0 });
    await stage.advance(1000);
    await moment('one below the other');
  },
});
