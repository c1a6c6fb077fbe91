import { expect, test } from 'vitest';
import { areaOf, press, replace, said, select, status, type } from '../../stories/editor-parts.js';
import { part, text } from '../../stories/scene-parts.js';
import { write } from '../documents/document-scene.js';
import { focused } from './feed-scene.js';
import { editorScene } from './editor-scene.js';

test('is a field of its form by name, value, label and switch', async () => {
  const { settle, place, addEditor } = editorScene('Hello');
  const form = document.createElement('form');
  const label = document.createElement('label');
  const fields = document.createElement('fieldset');
  label.textContent = 'Minutes';
  label.htmlFor = 'minutes';
  fields.append(label);
  form.append(fields);
  place.append(form);
  const editor = await addEditor({ name: 'minutes', id: 'minutes' }, fields);
  select(editor, 5);
  type(editor, '!');
  expect(new FormData(form).get('minutes')).toBe('Hello!');
  expect([editor.form, areaOf(editor).ariaLabel]).toEqual([form, 'Minutes']);
  label.click();
  expect(focused()).toBe(areaOf(editor));
  fields.disabled = true;
  await settle();
  expect([areaOf(editor).disabled, new FormData(form).has('minutes')]).toEqual([true, false]);
});

test('a text that is required is missed', async () => {
  const { place, addEditor } = editorScene('');
  const form = document.createElement('form');
  place.append(form);
  const editor = await addEditor({ required: true }, form);
  expect([form.checkValidity(), editor.validity.valueMissing]).toEqual([false, true]);
  select(editor, 0);
  type(editor, 'a');
  expect(form.checkValidity()).toBe(true);
});

test('what has no room is kept and not shared, and says so', async () => {
  const { settle, room, addEditor } = editorScene('12345');
  const editor = await addEditor({ maxLength: 8 });
  const problems: string[] = [];
  editor.addEventListener('document-invalid', ({ error }) => problems.push(error.code));
  select(editor, 5);
  type(editor, '67890', true);
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['1234567890', '12345']);
  expect([problems, status(editor), editor.waiting]).toEqual([['document-full'], 'Not saved', 1]);
  expect(text(part(editor, 'problem'))).toContain('Shorten it by 2');
  expect(areaOf(editor).getAttribute('aria-describedby')).toBe('problem');
  expect(said(editor, 'alert')).toContain('Shorten it by 2');
  expect([editor.validity.tooLong, editor.checkValidity()]).toEqual([true, false]);
  select(editor, 0, 2);
  replace(editor, '');
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['34567890', '34567890']);
  expect([part(editor, 'problem'), status(editor)]).toEqual([null, 'Saved']);
});

test('what others write is woven into what has no room, and may make room', async () => {
  const { settle, room, addEditor, addPeer } = editorScene('12345');
  const editor = await addEditor({ maxLength: 8 });
  const peer = await addPeer();
  select(editor, 5);
  type(editor, 'abcd', true);
  write(peer, '0', 0);
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['012345abcd', '012345']);
  peer.document.edit({ from: 0, to: 2, insert: '' });
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['2345abcd', '2345abcd']);
});

test('undo takes back first what has no room', async () => {
  const { settle, addEditor } = editorScene('12345');
  const editor = await addEditor({ maxLength: 5 });
  select(editor, 5);
  type(editor, '6');
  await settle();
  press(editor, 'z');
  await settle();
  expect([editor.value, status(editor)]).toEqual(['12345', 'Saved']);
});

test('a text that is set is an edit of no more than what is different', async () => {
  const { settle, addEditor, addPeer } = editorScene('one three');
  const editor = document.createElement('collaborative-editor');
  editor.value = 'early';
  expect(editor.value).toBe('early');
  const other = await addEditor();
  const peer = await addPeer();
  other.value = 'one two three';
  write(peer, '!');
  await settle();
  await settle();
  expect([other.value, peer.document.text]).toEqual(['one two three!', 'one two three!']);
  other.value = undefined as unknown as string;
  expect(other.value).toBe('');
});

test('tells that the text was changed when the focus leaves', async () => {
  const { addEditor } = editorScene('');
  const editor = await addEditor();
  const events: string[] = [];
  for (const name of ['input', 'change', 'document-change'] as const) {
    editor.addEventListener(name, ({ type: event }) => events.push(event));
  }
  select(editor, 0);
  type(editor, 'a');
  areaOf(editor).blur();
  editor.focus();
  areaOf(editor).blur();
  expect(events).toEqual(['document-change', 'input', 'change']);
});
