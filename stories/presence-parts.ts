import type { PresenceListElement } from '../src/elements/presence-list/presence-list.js';
import { all, need, part, text } from './scene-parts.js';

/** Finds the story's list. */
export function listIn(canvas: HTMLElement): PresenceListElement {
  const list = canvas.querySelector('presence-list');
  if (!list) throw new Error('The story shows no <presence-list>.');
  return list;
}

/** Reads the faces on show: `A`, `B away`. */
export function faces(list: PresenceListElement): string[] {
  const shown = part(list, 'faces')?.querySelectorAll<HTMLElement>('.face') ?? [];
  return [...shown].map((face) => {
    const { status } = face.dataset;
    return status === 'online' ? text(face) : `${text(face)} ${status}`;
  });
}

/** Reads the rows of the open list: `Ada: Online · 2 tabs`. */
export function rows(list: PresenceListElement): string[] {
  return all(list, 'person').map(
    (row) =>
      `${text(row.querySelector('[part=name]'))}: ${text(row.querySelector('[part=details]'))}`,
  );
}

/** Reads what the list has said to screen readers, without the marks that isolate names. */
export function said(list: PresenceListElement): string {
  return plain(text(list.shadowRoot?.querySelector('[role=status]') ?? null));
}

/** Reads by what name screen readers know the faces. */
export function nameOfFaces(list: PresenceListElement): string {
  return plain(text(need(list, 'faces').querySelector('.visually-hidden')));
}

function plain(words: string): string {
  return words.replace(/[\u2068\u2069]/g, '');
}
