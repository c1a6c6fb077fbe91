import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { arrived, select, shown, type, viewOf } from '../../stories/codemirror-parts.js';
import { said, status } from '../../stories/editor-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { write } from '../documents/document-scene.js';
import { codemirrorScene } from './codemirror-scene.js';
import { editorScene } from './editor-scene.js';
import { focused } from './feed-scene.js';

test('is a field of its form by name, value, label and switch', async () => {
  const { settle, place, addEditor } = editorScene('Hello');
  const form = document.createElement('form');
  const fields = document.createElement('fieldset');
  fields.innerHTML = '<label for="minutes">Minutes</label>';
  form.append(fields);
  place.append(form);
  const rich = { editor: 'codemirror', name: 'minutes', id: 'minutes' } as const;
  const editor = await addEditor(rich, fields);
  await arrived(editor);
  await settle();
  select(editor, 5);
  type(editor, '!');
  expect(new FormData(form).get('minutes')).toBe('Hello!');
  const field = need(editor, 'area');
  expect([field.role, field.ariaLabel, field.ariaMultiLine]).toEqual([
    'textbox',
    'Minutes',
    'true',
  ]);
  field.blur();
  form.querySelector('label')!.click();
  expect(focused()).toBe(field);
  fields.disabled = true;
  await settle();
  expect([field.isContentEditable, field.ariaDisabled]).toEqual([false, 'true']);
  expect(new FormData(form).has('minutes')).toBe(false);
});

test('a text that is required is missed', async () => {
  const { editor } = await codemirrorScene('', { required: true });
  expect([editor.checkValidity(), editor.validity.valueMissing]).toEqual([false, true]);
  expect(need(editor, 'area').ariaRequired).toBe('true');
  expect(need(editor, 'area').textContent).toBe('Start typing...');
  select(editor, 0);
  type(editor, 'a');
  expect(editor.checkValidity()).toBe(true);
});

test('what can only be read is not changed by keys, and others still write', async () => {
  const { editor, settle, addPeer } = await codemirrorScene('abc', { readOnly: true });
  const peer = await addPeer();
  select(editor, 1);
  await userEvent.keyboard('x{Enter}{Backspace}');
  write(peer, '!', 3);
  await settle();
  expect(shown(editor)).toBe('a|bc!');
  expect(need(editor, 'area').ariaReadOnly).toBe('true');
});

test('what has no room is kept and not shared, and says so', async () => {
  const { editor, settle, room, addPeer } = await codemirrorScene('12345', { maxLength: 8 });
  const peer = await addPeer();
  const problems: string[] = [];
  editor.addEventListener('document-invalid', ({ error }) => problems.push(error.code));
  select(editor, 5);
  type(editor, '67890', true);
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['1234567890', '12345']);
  expect([problems, status(editor), editor.waiting]).toEqual([['document-full'], 'Not saved', 1]);
  expect(text(part(editor, 'problem'))).toContain('Shorten it by 2');
  const field = need(editor, 'area');
  expect([field.getAttribute('aria-describedby'), field.ariaInvalid]).toEqual(['problem', 'true']);
  expect(said(editor, 'alert')).toContain('Shorten it by 2');
  write(peer, '0', 0);
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['01234567890', '012345']);
  select(editor, 0, 3);
  type(editor, '', true);
  viewOf(editor).dispatch(viewOf(editor).state.replaceSelection(''));
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['34567890', '34567890']);
  expect([part(editor, 'problem'), status(editor)]).toEqual([null, 'Saved']);
});

test('undo takes back one’s own steps only, and redo does them again', async () => {
  const { editor, settle, addPeer } = await codemirrorScene('');
  const peer = await addPeer();
  select(editor, 0);
  type(editor, 'mine');
  await settle();
  write(peer, ' theirs');
  await settle();
  type(editor, '!');
  await settle();
  expect(editor.value).toBe('mine! theirs');
  await press('z');
  expect(editor.value).toBe('mine theirs');
  await press('z');
  await press('z');
  expect(editor.value).toBe(' theirs');
  await press('{Shift>}z{/Shift}');
  expect(shown(editor)).toBe('mine| theirs');
  await press('y');
  expect(shown(editor)).toBe('mine!| theirs');
  const event = new InputEvent('beforeinput', { inputType: 'historyUndo', cancelable: true });
  need(editor, 'area').dispatchEvent(event);
  expect([event.defaultPrevented, editor.value]).toEqual([true, 'mine theirs']);
});

test('tells of input, and that the text was changed when the focus leaves', async () => {
  const { editor } = await codemirrorScene('');
  const events: string[] = [];
  for (const name of ['input', 'change', 'document-change'] as const) {
    editor.addEventListener(name, ({ type: event }) => events.push(event));
  }
  select(editor, 0);
  await userEvent.keyboard('a{Enter}');
  need(editor, 'area').blur();
  editor.focus();
  need(editor, 'area').blur();
  const stroke = ['document-change', 'input'];
  expect(events).toEqual([...stroke, ...stroke, 'change']);
});

async function press(key: string): Promise<void> {
  await userEvent.keyboard(`{Control>}${key}{/Control}`);
}
