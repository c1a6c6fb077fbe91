import './order-table.js';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { WorkerProgram } from '../src/stage/worker-programs.js';
import { withWorker } from '../src/storybook/with-worker.js';
import { processRequests } from '../src/transports/data-processor.js';
import { text } from './scene-parts.js';

/** The kit's own program, one step of work every 20 ms, so that there is something to see. */
const steady: WorkerProgram = (scope) =>
  processRequests(scope, { clock: scope.clock, slice: 0, pause: 20 });

/** The same, but a worker of the first second runs out of memory at 700 ms. */
const mortal: WorkerProgram = (scope) => {
  steady(scope);
  const age = scope.clock.monotonic();
  if (age < 700) scope.clock.setTimeout(() => scope.crash('Out of memory'), 700 - age);
};

const meta = preview.meta({
  title: 'Transports/Worker',
  component: 'order-table',
  decorators: [withWorker('data-processor', steady)],
  render: () => html`<order-table></order-table>`,
});

/** A worker sorts, adds up and filters 20,000 orders, says how far it is, and stops when told to. */
export const WorkerSort = meta.story({
  play: async ({ canvasElement, stage, moment }) => {
    const table = tableIn(canvasElement);
    await stage.advance(0);
    await expect(status(table)).toBe('Sorting, 1 %');
    await expect(firstTotals(table, 2)).not.toEqual(['£999.99', '£999.94']);
    await stage.advance(600);
    await expect(status(table)).toBe('Sorting, 51 %');
    await moment('half sorted');
    await stage.advanceTo(1599);
    await expect(status(table)).toBe('Sorting, 100 %');
    await stage.advance(1);
    await expect(status(table)).toBe('Sorted');
    await moment('sorted');
    await userEvent.click(button(table, 'Customer'));
    await stage.advance(200);
    await userEvent.click(button(table, 'Cancel'));
    await stage.advance(0);
    await expect(status(table)).toBe('Cancelled');
    await expect(stage.pending.timers).toBe(0);
  },
});

/** The worker runs out of memory: all three calls fail at once and say why. The next ones work. */
export const WorkerDies = meta.story({
  decorators: [withWorker('data-processor', mortal)],
  play: async ({ canvasElement, stage, moment }) => {
    const table = tableIn(canvasElement);
    await stage.advance(699);
    await expect(alertOf(table)).toBeNull();
    await stage.advance(1);
    await expect(text(alertOf(table))).toContain(
      'Failed to process "sort": Worker died (Out of memory). Call again: a new one starts.',
    );
    await expect(text(alertOf(table))).toContain('3 calls failed at once.');
    await expect(stage.pending).toMatchObject({ timers: 0, sockets: 0 });
    await moment('all failed');
    await userEvent.click(button(table, 'Try again'));
    await stage.advance(1599);
    await expect(status(table)).toBe('Sorting, 100 %');
    await stage.advance(1);
    await expect(status(table)).toBe('Sorted');
    await expect(alertOf(table)).toBeNull();
    await expect(stage.errors).toEqual([]);
    await moment('sorted by the next');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withWorker('data-processor', mortal)],
  play: async ({ stage, moment }) => {
    await stage.advance(600);
    await moment('half sorted');
    await stage.advance(100);
    await moment('all failed');
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  decorators: [withWorker('data-processor', mortal)],
  play: async ({ stage, moment }) => {
    await stage.advance(600);
    await moment('half sorted');
    await stage.advance(100);
    await moment('all failed');
  },
});

function tableIn(canvas: HTMLElement): ShadowRoot {
  return canvas.querySelector('order-table')?.shadowRoot as ShadowRoot;
}

function status(table: ShadowRoot): string {
  return text(table.querySelector('[role=status]'));
}

function alertOf(table: ShadowRoot): Element | null {
  return table.querySelector('[role=alert]');
}

function button(table: ShadowRoot, name: string): HTMLButtonElement {
  return [...table.querySelectorAll('button')].find((found) => text(found).startsWith(name))!;
}

function firstTotals(table: ShadowRoot, count: number): string[] {
  return [...table.querySelectorAll('td.number')].slice(0, count).map(text);
}
