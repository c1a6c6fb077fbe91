import './kitchen-board.define.js';
import './order-page.define.js';
import '../src/storybook/stage-tab.define.js';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { Stage } from '../src/stage.js';
import type { StageTabElement } from '../src/storybook/stage-tab.js';
import { withProgram } from '../src/storybook/with-program.js';
import { kitchen, kitchenOf } from './kitchen.js';
import { part, text } from './scene-parts.js';

const meta = preview.meta({
  title: 'Transports/Outbox',
  component: 'stage-tab',
  decorators: [withProgram(kitchen(1000, 8000))],
  render: window,
});

/** What is ordered without a connection waits, is counted, and arrives in its order. */
export const OfflineOutbox = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    const tab = tabIn(canvasElement);
    await stage.advance(0);
    await order(tab, 'Tea');
    await stage.advance(100);
    await expect(orders(tab)).toEqual(['Tea in the kitchen']);
    await stage.advanceTo(1000);
    for (const dish of ['Soup', 'Cake', 'Tea']) await order(tab, dish);
    await stage.advance(100);
    await expect(unsent(tab)).toBe('3 unsent');
    await expect(orders(tab).slice(1)).toEqual(['Soup waits', 'Cake waits', 'Tea waits']);
    await moment('three unsent');
    await stage.advanceTo(7999);
    await expect(kitchenOf(stage)?.dishes).toEqual(['Tea']);
    await stage.advanceTo(9100);
    await expect(kitchenOf(stage)?.dishes).toEqual(['Tea', 'Soup', 'Cake', 'Tea']);
    await expect(unsent(tab)).toBe('');
    await expect(orders(tab).at(-1)).toBe('Tea in the kitchen');
    await moment('all arrived');
    await expect(stage.errors).toEqual([]);
  },
});

/** The page is reloaded while three orders wait. Each reaches the kitchen once, in its order. */
export const ReloadKeepsOutbox = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    const tab = tabIn(canvasElement);
    await stage.advanceTo(1000);
    for (const dish of ['Soup', 'Cake', 'Tea']) await order(tab, dish);
    await stage.advance(100);
    await expect(unsent(tab)).toBe('3 unsent');
    await moment('before the reload');
    tab.reload();
    await stage.advance(100);
    await expect([unsent(tab), orders(tab)]).toEqual(['3 unsent', []]);
    await expect(status(tab)).toBe('3 orders from before wait.');
    await moment('after the reload');
    await stage.advanceTo(7999);
    await expect(kitchenOf(stage)?.dishes).toEqual([]);
    await stage.advanceTo(9200);
    await expect(kitchenOf(stage)?.dishes).toEqual(['Soup', 'Cake', 'Tea']);
    await expect([unsent(tab), status(tab)]).toEqual(['', '']);
    await moment('all arrived');
    await stage.advance(60_000);
    await expect(kitchenOf(stage)?.dishes).toHaveLength(3);
    await expect(stage.errors).toEqual([]);
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  play: reloaded,
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  play: reloaded,
});

/** In a narrow column. */
export const Narrow = meta.story({
  render: () => html`<div style="width: 272px">${window()}</div>`,
  play: reloaded,
});

interface Scenery {
  readonly canvasElement: HTMLElement;
  readonly stage: Stage;
  readonly moment: (name: string) => Promise<void>;
}

async function reloaded({ canvasElement, stage, moment }: Scenery): Promise<void> {
  const tab = tabIn(canvasElement);
  await stage.advance(0);
  await order(tab, 'Cake');
  await stage.advanceTo(1000);
  for (const dish of ['Soup', 'Tea']) await order(tab, dish);
  await stage.advance(100);
  tab.reload();
  await stage.advance(100);
  await order(tab, 'Cake');
  await stage.advance(100);
  await expect(unsent(tab)).toBe('3 unsent');
  await moment('after the reload');
}

function window(): TemplateResult {
  return html`<div class="windows">
    <stage-tab label="Orders" address="/orders"><order-page></order-page></stage-tab>
    <kitchen-board></kitchen-board>
  </div>`;
}

function tabIn(canvas: HTMLElement): StageTabElement {
  return canvas.querySelector('stage-tab')!;
}

/** The shadow tree of the page in a window. */
function page(tab: StageTabElement): ShadowRoot {
  return tab.querySelector('order-page')!.shadowRoot!;
}

function desk(tab: StageTabElement): ShadowRoot {
  return page(tab).querySelector('order-desk')!.shadowRoot!;
}

async function order(tab: StageTabElement, dish: string): Promise<void> {
  const buttons = [...desk(tab).querySelectorAll('button')];
  await userEvent.click(buttons.find((button) => text(button) === `Order ${dish}`)!);
}

function orders(tab: StageTabElement): string[] {
  return [...desk(tab).querySelectorAll('li')].map(text);
}

function status(tab: StageTabElement): string {
  return text(desk(tab).querySelector('[role=status]'));
}

function unsent(tab: StageTabElement): string {
  return text(part(page(tab).querySelector('connection-status')!, 'unsent'));
}
