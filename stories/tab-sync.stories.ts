import './member-page.define.js';
import './shared-basket.define.js';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { StageTabElement } from '../src/storybook/stage-tab.js';
import { withBroadcastChannel } from '../src/storybook/with-broadcast-channel.js';
import { text } from './scene-parts.js';
import loggedIn from './streams/logged-in.json';
import twoTabs from './streams/two-tabs.json';

const meta = preview.meta({
  title: 'Transports/Tabs',
  component: 'stage-tab',
  render: () => windows('/basket', html`<shared-basket></shared-basket>`),
});

/** Two windows of one browser. What is put into the basket in one is in the basket of the other. */
export const TwoTabs = meta.story({
  decorators: [withBroadcastChannel(twoTabs)],
  play: async ({ canvasElement, stage, moment }) => {
    const [left, right] = tabsIn(canvasElement);
    await stage.advance(0);
    await userEvent.click(button(left, 'One Tea more'));
    await expect(basket(right)).toEqual(['Tea 0', 'Biscuits 0', 'Honey 0']);
    await stage.advance(0);
    await expect(basket(right)).toEqual(['Tea 1', 'Biscuits 0', 'Honey 0']);
    await expect(status(right)).toBe('Tea: 1, from another tab');
    await expect(status(left)).toBe('');
    await moment('tea in both');
    await stage.advanceTo(1999);
    await expect(basket(left)).toEqual(['Tea 1', 'Biscuits 0', 'Honey 0']);
    await stage.advance(1);
    await expect(basket(left)).toEqual(['Tea 1', 'Biscuits 0', 'Honey 3']);
    await expect(basket(right)).toEqual(['Tea 1', 'Biscuits 0', 'Honey 3']);
    await expect(stage.errors).toEqual([]);
  },
});

/** A tab that the browser has frozen hears nothing, and catches up in order when it is resumed. */
export const FrozenTab = meta.story({
  decorators: [withBroadcastChannel(twoTabs)],
  play: async ({ canvasElement, stage, moment }) => {
    const [left, right] = tabsIn(canvasElement);
    await stage.advance(0);
    right.tab?.page.hide();
    right.tab?.page.freeze();
    for (let clicks = 0; clicks < 2; clicks++) {
      await userEvent.click(button(left, 'One Biscuits more'));
      await stage.advance(60_000);
    }
    await expect(basket(left)).toEqual(['Tea 0', 'Biscuits 2', 'Honey 3']);
    await expect(basket(right)).toEqual(['Tea 0', 'Biscuits 0', 'Honey 0']);
    await moment('behind');
    right.tab?.page.resume();
    right.tab?.page.show();
    await stage.advance(0);
    await expect(basket(right)).toEqual(basket(left));
    await expect(status(right)).toBe('Biscuits: 2, from another tab');
    await moment('caught up');
  },
});

/** Who logs out in one tab is logged out in all, and the others say why. */
export const LogoutEverywhere = meta.story({
  decorators: [withBroadcastChannel(loggedIn)],
  render: () => windows('/account', html`<member-page></member-page>`),
  play: async ({ canvasElement, stage, moment }) => {
    const [left, right] = tabsIn(canvasElement);
    await stage.advance(0);
    await expect(button(right, 'Log out')).toBeVisible();
    await moment('logged in');
    await userEvent.click(button(left, 'Log out'));
    await stage.advance(0);
    await expect(left.address).toBe('/login');
    await expect(right.address).toBe('/login?reason=logout-other-tab');
    await expect(status(left)).toBe('You have logged out.');
    await expect(status(right)).toBe('You have been logged out in another tab.');
    await moment('logged out');
    await userEvent.click(button(right, 'Log in as Ada'));
    await stage.advance(0);
    await expect([left.address, right.address]).toEqual(['/account', '/account']);
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withBroadcastChannel(twoTabs)],
  play: async ({ canvasElement, stage, moment }) => {
    const [, right] = tabsIn(canvasElement);
    await stage.advance(2000);
    right.tab?.page.hide();
    await moment('one hidden');
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  decorators: [withBroadcastChannel(twoTabs)],
  play: async ({ stage, moment }) => {
    await stage.advance(2000);
    await moment('honey in both');
  },
});

/** Nothing is left of a tab that is closed, and the other one hears that it went. */
export const ClosedTab = meta.story({
  decorators: [withBroadcastChannel(twoTabs)],
  play: async ({ canvasElement, stage }) => {
    const [, right] = tabsIn(canvasElement);
    await stage.advance(0);
    await expect(stage.pending.sockets).toBe(2);
    right.remove();
    await stage.advance(0);
    await expect(stage.pending.sockets).toBe(1);
    await expect(stage.log.entries.at(-1)?.data).toContain('tab-disconnected');
  },
});

function windows(address: string, content: TemplateResult): TemplateResult {
  return html`<div class="windows">
    <stage-tab first label="First tab" .address=${address}>${content}</stage-tab>
    <stage-tab label="Second tab" .address=${address}>${content}</stage-tab>
  </div>`;
}

function tabsIn(canvas: HTMLElement): [StageTabElement, StageTabElement] {
  return [...canvas.querySelectorAll('stage-tab')] as [StageTabElement, StageTabElement];
}

/** The shadow tree of what stands in a window. */
function inside(tab: StageTabElement): ShadowRoot {
  return tab.firstElementChild?.shadowRoot as ShadowRoot;
}

function button(tab: StageTabElement, name: string): HTMLButtonElement {
  const buttons = [...inside(tab).querySelectorAll('button')];
  return buttons.find((found) => [found.ariaLabel, text(found)].includes(name))!;
}

function basket(tab: StageTabElement): string[] {
  return [...inside(tab).querySelectorAll('li')].map(
    (line) => `${text(line.querySelector('.name'))} ${text(line.querySelector('output'))}`,
  );
}

function status(tab: StageTabElement): string {
  return text(inside(tab).querySelector('[role=status]'));
}
