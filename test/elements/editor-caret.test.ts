import { expect, test } from 'vitest';
import { areaOf, select, shown, type } from '../../stories/editor-parts.js';
import { write } from '../documents/document-scene.js';
import { editorScene } from './editor-scene.js';

test('shows what the server keeps, and sends what is typed', async () => {
  const { room, settle, addEditor } = editorScene('Hello');
  const editor = await addEditor();
  expect(editor.value).toBe('Hello');
  select(editor, 5);
  type(editor, ' all');
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['Hello all', 'Hello all']);
});

test.each([
  ['before the caret', 0, 'Hello wor|ld', 'xHello wor|ld'],
  ['after the caret', 11, 'Hello wor|ld', 'Hello wor|ldx'],
  ['at the caret', 9, 'Hello wor|ld', 'Hello wor|xld'],
])('the caret stays where it is when somebody writes %s', async (_, at, before, after) => {
  const { settle, addEditor, addPeer } = editorScene('Hello world');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 9);
  expect(shown(editor)).toBe(before);
  write(peer, 'x', at);
  await settle();
  expect(shown(editor)).toBe(after);
});

test('a selection keeps what it holds, and its direction', async () => {
  const { settle, addEditor, addPeer } = editorScene('one two three');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 4, 7);
  areaOf(editor).setSelectionRange(4, 7, 'backward');
  write(peer, '>>', 4);
  await settle();
  write(peer, '<<', 9);
  await settle();
  expect(shown(editor)).toBe('one >>[two]<< three');
  expect(areaOf(editor).selectionDirection).toBe('backward');
});

test('a selection loses only what somebody deletes', async () => {
  const { settle, addEditor, addPeer } = editorScene('one two three');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 2, 9);
  peer.document.edit({ from: 0, to: 5, insert: '' });
  await settle();
  expect(shown(editor)).toBe('[wo t]hree');
});

test.each([true, false])('the text stays in place whatever comes above, focus %s', async (has) => {
  const lines = Array.from({ length: 100 }, (_, n) => `Line ${n} of a hundred`);
  const { settle, addEditor, addPeer } = editorScene(lines.join('\n'));
  const editor = await addEditor();
  const peer = await addPeer();
  const area = areaOf(editor);
  if (has) select(editor, 0);
  area.scrollTop = 1003;
  write(peer, 'Three\nmore\nlines\n', 0);
  await settle();
  expect(area.scrollTop).toBe(1003 + 3 * 21);
  write(peer, 'more', peer.document.text.length);
  await settle();
  expect(area.scrollTop).toBe(1003 + 3 * 21);
  peer.document.edit({ from: 0, to: 17, insert: '' });
  await settle();
  expect(area.scrollTop).toBe(1003);
});

test('the text stays in place when its upper line grows by a row', async () => {
  const lines = Array.from({ length: 60 }, () => 'A line of a text that has no numbers');
  const { settle, addEditor, addPeer } = editorScene(lines.join('\n'));
  const editor = await addEditor();
  const peer = await addPeer();
  const area = areaOf(editor);
  area.scrollTop = 400;
  write(peer, 'x'.repeat(500), 0);
  await settle();
  expect(area.scrollTop).toBeGreaterThan(400);
  const top = area.scrollTop;
  const line = Math.floor((400 - 16) / 21);
  write(peer, 'y', 500 + line * 37 + 3);
  await settle();
  expect(area.scrollTop).toBe(top);
});

test('two who type at once have the same text, and nobody lost a letter', async () => {
  const { stage, settle, addEditor, addPeer } = editorScene('');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 0);
  for (const sign of 'mine') {
    type(editor, sign);
    write(peer, '*', 0);
    await stage.advance(70);
  }
  await settle();
  await settle();
  expect(peer.document.text).toBe(editor.value);
  expect(editor.value.replaceAll('*', '')).toBe('mine');
  expect(editor.value.replaceAll(/[^*]/g, '')).toBe('****');
});
