import type { PanLiveDataElement } from '../src/elements/pan-live-data/pan-live-data.js';
import type { Stage } from '../src/stage/stage.js';
import { all, part, text } from './scene-parts.js';

/** Finds the story's live data. */
export function liveIn(canvas: HTMLElement): PanLiveDataElement {
  const element = canvas.querySelector('pan-live-data');
  if (!element) throw new Error('The story shows no <pan-live-data>.');
  return element;
}

/** Reads the rows on show: `Two teapots: total € 84.00 · status Paid`. */
export function rows(element: PanLiveDataElement): string[] {
  return all(element, 'row').map((row) => {
    const title = row.querySelector('[part=title]');
    if (!title) return text(row);
    const fields = [...row.querySelectorAll('[part=fields] > div')].map(text).join(' · ');
    return fields ? `${text(title)}: ${fields}` : text(title);
  });
}

/** Reads what the status says to the eye: `Live`, `Offline, Last updated just now`. */
export function says(element: PanLiveDataElement): string {
  return ['status', 'time']
    .map((name) => text(part(element, name)))
    .filter(Boolean)
    .join(', ');
}

/** Reads what was said to screen readers: politely, and at once. */
export function heard(element: PanLiveDataElement): { polite: string; assertive: string } {
  const root = element.shadowRoot!;
  return {
    polite: text(root.querySelector('[role=status]')),
    assertive: text(root.querySelector('[role=alert]')),
  };
}

/** Says when lists were asked for, in virtual ms. */
export function askedAt({ log }: Stage): number[] {
  return log.entries
    .filter(({ kind, data }) => kind === 'connect' && data?.startsWith('GET'))
    .map(({ at }) => at);
}
