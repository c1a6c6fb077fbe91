import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { areaOf, compose, replace, select, shown, type } from '../../stories/editor-parts.js';
import type { CollaborativeEditorElement } from '../../src/elements/collaborative-editor/collaborative-editor.js';
import { write } from '../documents/document-scene.js';
import { editorScene } from './editor-scene.js';

test('what somebody else writes waits until an input method is through, and nothing is lost', async () => {
  const { room, settle, addEditor, addPeer } = editorScene('漢字');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 2);
  compose(editor, 'start');
  preview(editor, 'に');
  write(peer, 'Ada: ', 0);
  await settle();
  expect(editor.value).toBe('漢字に');
  preview(editor, 'にほ', 'に');
  write(peer, '!');
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['漢字にほ', 'Ada: 漢字!']);
  preview(editor, '日本', 'にほ');
  compose(editor, 'end');
  expect(shown(editor)).toBe('Ada: 漢字日本|!');
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['Ada: 漢字日本!', 'Ada: 漢字日本!']);
});

test('nothing of a composition is sent before it is through', async () => {
  const { settle, room, addEditor } = editorScene('');
  const editor = await addEditor();
  select(editor, 0);
  compose(editor, 'start');
  preview(editor, 'ni');
  await settle();
  expect(room.contents.get('default')).toBe('');
  compose(editor, 'end');
  await settle();
  expect(room.contents.get('default')).toBe('ni');
});

test('a composition that is dropped leaves nothing, and what others wrote stays', async () => {
  const { settle, addEditor, addPeer } = editorScene('ab');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 1);
  compose(editor, 'start');
  preview(editor, 'x');
  write(peer, 'c');
  await settle();
  preview(editor, '', 'x');
  compose(editor, 'end');
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['abc', 'abc']);
});

test('a composition that ends without a word, or with the focus gone, is taken as it is', async () => {
  const { settle, addEditor, addPeer } = editorScene('');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 0);
  compose(editor, 'start');
  preview(editor, 'a');
  type(editor, 'b');
  await settle();
  expect(peer.document.text).toBe('ab');
  compose(editor, 'start');
  preview(editor, 'c');
  areaOf(editor).blur();
  await settle();
  expect(peer.document.text).toBe('abc');
});

test('what somebody deletes around a composition is gone, and the composition is not', async () => {
  const { settle, addEditor, addPeer } = editorScene('one two three');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 5);
  compose(editor, 'start');
  preview(editor, '字');
  peer.document.edit({ from: 0, to: 8, insert: '' });
  await settle();
  compose(editor, 'end');
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['字three', '字three']);
});

test('a real input method of the browser is not disturbed', async () => {
  const { settle, addEditor, addPeer } = editorScene('漢字');
  const editor = await addEditor();
  const peer = await addPeer();
  const events: string[] = [];
  for (const type of ['compositionstart', 'compositionend']) {
    areaOf(editor).addEventListener(type, () => events.push(type));
  }
  select(editor, 2);
  await ime('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  write(peer, 'Ada: ', 0);
  await settle();
  await ime('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await settle();
  expect([editor.value, events]).toEqual(['漢字にほ', ['compositionstart']]);
  await ime('Input.insertText', { text: '日本' });
  await settle();
  expect(events).toEqual(['compositionstart', 'compositionend']);
  expect(shown(editor)).toBe('Ada: 漢字日本|');
  expect(peer.document.text).toBe('Ada: 漢字日本');
});

/** Asks the browser to do what an input method does. */
async function ime(command: string, settings: object): Promise<void> {
  const browser = cdp() as unknown as { send(command: string, settings: object): Promise<void> };
  await browser.send(command, settings);
}

/** Lets an input method replace what it has shown so far. */
function preview(editor: CollaborativeEditorElement, text: string, before = ''): void {
  const area = areaOf(editor);
  const end = area.selectionEnd;
  area.setSelectionRange(end - before.length, end);
  replace(editor, text, true);
}
