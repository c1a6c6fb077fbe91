import { expect, test } from 'vitest';
import { areaOf, press, select, shown, type } from '../../stories/editor-parts.js';
import { write } from '../documents/document-scene.js';
import { editorScene } from './editor-scene.js';

test('undo takes back one’s own steps only, and redo does them again', async () => {
  const { settle, addEditor, addPeer } = editorScene('');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 0);
  type(editor, 'mine');
  await settle();
  write(peer, ' theirs');
  await settle();
  type(editor, '!');
  await settle();
  expect(editor.value).toBe('mine! theirs');
  expect(press(editor, 'z')).toBe(false);
  expect(editor.value).toBe('mine theirs');
  press(editor, 'z');
  expect(editor.value).toBe(' theirs');
  press(editor, 'z');
  expect(editor.value).toBe(' theirs');
  press(editor, 'Z', true);
  expect(shown(editor)).toBe('mine| theirs');
  press(editor, 'y');
  expect(shown(editor)).toBe('mine!| theirs');
  await settle();
  expect(peer.document.text).toBe('mine! theirs');
});

test('undo brings the reader to where it happens', async () => {
  const lines = Array.from({ length: 80 }, (_, n) => `Line ${n}`).join('\n');
  const { settle, addEditor } = editorScene(lines);
  const editor = await addEditor();
  select(editor, 0);
  type(editor, 'x');
  await settle();
  const area = areaOf(editor);
  area.scrollTop = 900;
  editor.undo();
  expect([shown(editor).startsWith('|Line 0'), area.scrollTop]).toEqual([true, 0]);
});

test('the browser’s own undo is the document’s', async () => {
  const { settle, addEditor } = editorScene('');
  const editor = await addEditor();
  select(editor, 0);
  type(editor, 'a');
  await settle();
  for (const [inputType, text] of [
    ['historyUndo', ''],
    ['historyRedo', 'a'],
  ] as const) {
    const event = new InputEvent('beforeinput', { inputType, cancelable: true });
    areaOf(editor).dispatchEvent(event);
    expect([event.defaultPrevented, editor.value]).toEqual([true, text]);
  }
});

test('a reset of the form takes back what the reader wrote, and nothing else', async () => {
  const { settle, place, addEditor, addPeer } = editorScene('Start');
  const form = document.createElement('form');
  place.append(form);
  const editor = await addEditor({}, form);
  const peer = await addPeer();
  select(editor, 5);
  type(editor, '+one');
  await settle();
  write(peer, ' theirs');
  await settle();
  select(editor, editor.value.length);
  type(editor, '+two');
  await settle();
  form.reset();
  expect(editor.value).toBe('Start theirs');
});

test('keys of undo do nothing where the text can only be read', async () => {
  const { settle, addEditor } = editorScene('');
  const editor = await addEditor();
  select(editor, 0);
  type(editor, 'a');
  editor.readOnly = true;
  await settle();
  press(editor, 'z');
  expect(editor.value).toBe('a');
});
