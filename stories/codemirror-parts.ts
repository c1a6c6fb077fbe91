import { EditorView } from '@codemirror/view';
import { expect, waitFor } from 'storybook/test';
import type { CollaborativeEditorElement } from '../src/elements/collaborative-editor/collaborative-editor.js';
import { need } from './scene-parts.js';

/** Waits for the surface that an editor is to have: it comes by the network, which no stage moves. */
export async function arrived(
  editor: CollaborativeEditorElement,
  kind: 'textarea' | 'codemirror' = 'codemirror',
): Promise<void> {
  const tag = kind === 'textarea' ? 'TEXTAREA' : 'DIV';
  const patience = { interval: 5, timeout: 5_000 };
  await waitFor(() => expect(need(editor, 'area').tagName).toBe(tag), patience);
}

/** Finds the view of CodeMirror inside. */
export function viewOf(editor: CollaborativeEditorElement): EditorView {
  const view = EditorView.findFromDOM(need(editor, 'area').parentElement!);
  if (!view) throw new Error('The editor has no view of CodeMirror.');
  return view;
}

/** Types at the caret, sign by sign, or pastes. */
export function type(editor: CollaborativeEditorElement, words: string, pastes = false): void {
  for (const sign of pastes ? [words] : words) {
    const { state } = viewOf(editor);
    viewOf(editor).dispatch(
      state.update(state.replaceSelection(sign), { userEvent: 'input.type' }),
    );
  }
}

/** Puts the caret somewhere, or selects. */
export function select(editor: CollaborativeEditorElement, anchor: number, head = anchor): void {
  viewOf(editor).focus();
  viewOf(editor).dispatch({ selection: { anchor, head } });
}

/** Reads the text with the caret in it: `Hel|lo`, or `H[el]lo` for a selection. */
export function shown(editor: CollaborativeEditorElement): string {
  const { from, to } = viewOf(editor).state.selection.main;
  const { value } = editor;
  if (from === to) return `${value.slice(0, from)}|${value.slice(from)}`;
  return `${value.slice(0, from)}[${value.slice(from, to)}]${value.slice(to)}`;
}
