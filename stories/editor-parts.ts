import type { CollaborativeEditorElement } from '../src/elements/collaborative-editor/collaborative-editor.js';
import { all, need, part, text } from './scene-parts.js';

/** Finds the story's editor, or the one of this number. */
export function editorIn(canvas: HTMLElement, number = 0): CollaborativeEditorElement {
  const editor = canvas.querySelectorAll('collaborative-editor')[number];
  if (!editor) throw new Error('The story shows no <collaborative-editor>.');
  return editor;
}

/** Finds the text area inside. */
export function areaOf(editor: CollaborativeEditorElement): HTMLTextAreaElement {
  return need(editor, 'area') as HTMLTextAreaElement;
}

/** Types at the caret, sign by sign, or pastes. */
export function type(editor: CollaborativeEditorElement, words: string, pastes = false): void {
  for (const sign of pastes ? [words] : words) replace(editor, sign);
}

/** Replaces what is selected, as one keystroke does. */
export function replace(
  editor: CollaborativeEditorElement,
  sign: string,
  isComposing = false,
): void {
  const area = areaOf(editor);
  area.setRangeText(sign, area.selectionStart, area.selectionEnd, 'end');
  const bubbles = { bubbles: true, composed: true };
  area.dispatchEvent(new InputEvent('input', { ...bubbles, isComposing }));
}

/** Puts the caret somewhere, or selects. */
export function select(editor: CollaborativeEditorElement, from: number, to = from): void {
  const area = areaOf(editor);
  area.focus();
  area.setSelectionRange(from, to);
  area.dispatchEvent(new Event('select'));
}

/** Lets an input method begin or end; what it has composed so far is selected meanwhile. */
export function compose(editor: CollaborativeEditorElement, phase: 'start' | 'end'): void {
  const event = new CompositionEvent(`composition${phase}`, { bubbles: true, composed: true });
  areaOf(editor).dispatchEvent(event);
}

/** Presses a key with Ctrl. */
export function press(editor: CollaborativeEditorElement, key: string, shiftKey = false): boolean {
  const settings = {
    key,
    shiftKey,
    ctrlKey: true,
    bubbles: true,
    composed: true,
    cancelable: true,
  };
  return areaOf(editor).dispatchEvent(new KeyboardEvent('keydown', settings));
}

/** Reads the text with the caret in it: `Hel|lo`, or `H[el]lo` for a selection. */
export function shown(editor: CollaborativeEditorElement): string {
  const { value, selectionStart: start, selectionEnd: end } = areaOf(editor);
  if (start === end) return `${value.slice(0, start)}|${value.slice(start)}`;
  return `${value.slice(0, start)}[${value.slice(start, end)}]${value.slice(end)}`;
}

/** Reads the badges, and what is counted: `A`, `B`, `+2`. */
export function badges(editor: CollaborativeEditorElement): string[] {
  const more = part(editor, 'more');
  return [...all(editor, 'badge'), ...(more ? [more] : [])].map(text);
}

export function status(editor: CollaborativeEditorElement): string {
  return text(part(editor, 'status'));
}

/** Reads what has gone wrong. */
export function problem(editor: CollaborativeEditorElement): string {
  return text(part(editor, 'problem'));
}

export function typing(editor: CollaborativeEditorElement): string {
  return plain(text(part(editor, 'typing')));
}

/** Reads the names beside the carets that show one, or the initials in the margin. */
export function tags(editor: CollaborativeEditorElement): string[] {
  const parts = { name: '.tag', initial: '.margin', none: undefined };
  return all(editor, 'caret').flatMap((caret) => {
    const shown = parts[caret.dataset['tag'] as keyof typeof parts];
    return shown ? [text(caret.querySelector(shown))] : [];
  });
}

/** Reads what was said to screen readers, politely or at once. */
export function said(
  editor: CollaborativeEditorElement,
  urgency: 'status' | 'alert' = 'status',
): string {
  return plain(text(editor.shadowRoot?.querySelector(`[role=${urgency}]`) ?? null));
}

function plain(words: string): string {
  return words.replace(/[\u2068\u2069]/g, '');
}
