import { expect, test } from 'vitest';
import { said, select, type, typing } from '../../stories/editor-parts.js';
import { write } from '../documents/document-scene.js';
import { editorScene } from './editor-scene.js';

test('who is here is said once a second at most, and together', async () => {
  const { room, stage, addEditor } = editorScene('abc');
  const editor = await addEditor();
  for (const name of ['Ada', 'Bob']) room.say('collaborator-joined', { userId: name, name });
  await stage.advance(900);
  expect(said(editor)).toBe('');
  await stage.advance(200);
  expect(said(editor)).toBe('Here: Ada and Bob');
  for (const name of ['Cem', 'Dee', 'Eve', 'Fay', 'Gus']) {
    room.say('collaborator-joined', { userId: name, name });
  }
  room.say('collaborator-left', { userId: 'Ada' });
  await stage.advance(1100);
  expect(said(editor)).toBe('Cem, Dee, Eve, and 2 others joined. Ada left');
});

test('who reloads has not left', async () => {
  const { room, stage, addEditor } = editorScene('abc');
  const editor = await addEditor();
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada' });
  await stage.advance(1500);
  room.say('collaborator-left', { userId: 'ada' });
  await stage.advance(500);
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada' });
  await stage.advance(5000);
  expect(said(editor)).toBe('Here: Ada');
});

test('who is where is one sentence, every ten seconds at most', async () => {
  const { room, stage, addEditor } = editorScene('a\nb\nc\nd');
  const editor = await addEditor();
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 4 });
  room.say('collaborator-joined', { userId: 'bob', name: 'Bob', cursor: 0 });
  await stage.advance(2500);
  expect(said(editor)).toBe('Ada is on line 3, Bob is on line 1');
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 6 });
  await stage.advance(5000);
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 2 });
  await stage.advance(4000);
  expect(said(editor)).toBe('Ada is on line 3, Bob is on line 1');
  await stage.advance(2000);
  expect(said(editor)).toBe('Ada is on line 2');
});

test('who is typing is shown, and is not said', async () => {
  const { stage, settle, addEditor, addPeer } = editorScene('abc');
  const editor = await addEditor();
  const peer = await addPeer();
  await settle();
  await settle();
  const before = said(editor);
  write(peer, 'd');
  await stage.advance(400);
  expect([typing(editor), said(editor)]).toEqual(['User 2 is typing…', before]);
  await stage.advance(2000);
  expect(typing(editor)).toBe('');
});

test('an outage is said, and its end, and nobody has left because of it', async () => {
  const { room, stage, settle, addEditor } = editorScene('abc');
  const editor = await addEditor();
  const ada = { userId: 'ada', name: 'Ada' };
  room.say('collaborator-joined', ada);
  await settle();
  await settle();
  room.isDown = true;
  room.drop();
  await stage.advance(1900);
  expect(said(editor)).toBe('Here: Ada');
  select(editor, 0);
  type(editor, 'x');
  await settle();
  expect(said(editor)).toBe('Offline, 1 edit waiting');
  room.isDown = false;
  await settle();
  room.say('collaborator-joined', ada);
  await stage.advance(5000);
  expect(said(editor)).toBe('Back online. All edits are merged.');
});

test.each<[string, [number, number], { from: number; to: number; insert: string }, string]>([
  ['deletes what is selected', [4, 7], { from: 2, to: 6, insert: '' }, 'deleted text'],
  ['deletes around the caret', [5, 5], { from: 4, to: 8, insert: '' }, 'deleted text'],
  ['replaces the word at the caret', [7, 7], { from: 4, to: 7, insert: '2' }, 'changed the text'],
  ['writes into what is selected', [4, 7], { from: 5, to: 5, insert: 'x' }, 'changed the text'],
])('it is said when somebody %s', async (_, [from, to], change, words) => {
  const { settle, addEditor, addPeer } = editorScene('one two three');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, from, to);
  peer.document.edit(change);
  await settle();
  expect(said(editor)).toContain(`Somebody has ${words}`);
});

test('what others do elsewhere is not said, and clashes every ten seconds at most', async () => {
  const { stage, settle, addEditor, addPeer } = editorScene('one two three');
  const editor = await addEditor();
  const peer = await addPeer();
  select(editor, 4);
  write(peer, 'x', 4);
  peer.document.edit({ from: 9, to: 12, insert: '' });
  await settle();
  expect(said(editor)).not.toContain('Somebody');
  peer.document.edit({ from: 3, to: 5, insert: '' });
  await settle();
  expect(said(editor)).toContain('Somebody has deleted');
  await stage.advance(3000);
  const words = editor.shadowRoot!.querySelector('[role=status]')!.textContent;
  peer.document.edit({ from: 2, to: 4, insert: '' });
  await stage.advance(5000);
  expect(editor.shadowRoot!.querySelector('[role=status]')!.textContent).toBe(words);
});

test('a text that cannot be loaded is said at once, and once', async () => {
  const { room, stage, addEditor } = editorScene('abc');
  room.isLoadDown = true;
  const editor = await addEditor();
  expect(said(editor, 'alert')).toContain('could not be loaded');
  const text = editor.shadowRoot?.querySelector('[role=alert]')?.firstChild;
  await stage.advance(11_000);
  expect(said(editor, 'alert')).toBe(
    'The document could not be loaded. What you type is kept here.',
  );
  expect(editor.shadowRoot?.querySelector('[role=alert]')?.firstChild).toBe(text);
});
