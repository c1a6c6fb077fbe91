import { expect, test } from 'vitest';
import { areaOf, select, shown, status, type } from '../../stories/editor-parts.js';
import { Stage } from '../../src/stage.js';
import { write } from '../documents/document-scene.js';
import { editorScene } from './editor-scene.js';
import { focused, NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';

test('nothing is left after a thousand editors', async () => {
  const { stage, source, place, room } = editorScene('Hello');
  const listeners = countListeners(window, document, document.documentElement, document.body);
  for (let n = 0; n < 1000; n++) {
    const editor = document.createElement('collaborative-editor');
    const parts = { runtime: stage.runtime, source, wire: n % 2 > 0 ? 'yjs' : 'plain' };
    place.append(Object.assign(editor, parts));
    if (n % 3 > 0) await editor.updateComplete;
    if (n % 3 > 1) type(editor, 'x');
    if (n % 200 === 0) await stage.advance(100);
    editor.remove();
    await Promise.resolve();
  }
  await stage.advance(1000);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect([listeners(), stage.errors, room.received.length > 5]).toEqual([0, [], true]);
});

test('joins after every connect, and leaves when it is removed', async () => {
  const { room, settle, sent, addEditor } = editorScene('Hello');
  const editor = await addEditor();
  expect(sent()).toEqual(['join-document default']);
  room.drop();
  await settle();
  expect(sent()).toEqual(['join-document default', 'join-document default']);
  editor.remove();
  await settle();
  expect(sent().at(-1)).toBe('leave-document default');
});

test('another document is another text, and the old one is left', async () => {
  const { room, settle, sent, addEditor } = editorScene('Hello');
  room.contents.set('other', 'Bye');
  const editor = await addEditor();
  editor.docId = 'other';
  await settle();
  expect(editor.value).toBe('Bye');
  expect(sent().slice(1)).toEqual(['leave-document default', 'join-document other']);
  editor.removeAttribute('doc-id');
  editor.setAttribute('doc-id', '');
  await settle();
  expect(editor.value).toBe('Hello');
});

test('an editor that is moved changes in nothing, and neither leaves nor joins', async () => {
  const { settle, sent, place, addEditor, addPeer } = editorScene('a\n'.repeat(100));
  const editor = await addEditor();
  const peer = await addPeer();
  peer.document.select(3);
  select(editor, 1);
  type(editor, 'b');
  await settle();
  areaOf(editor).scrollTop = 500;
  await new Promise(requestAnimationFrame);
  const before = [editor.shadowRoot?.textContent, shown(editor), sent().length];
  const parent = document.createElement('section');
  place.prepend(parent);
  parent.append(editor);
  await settle();
  expect([editor.shadowRoot?.textContent, shown(editor), sent().length]).toEqual(before);
  expect(areaOf(editor).scrollTop).toBe(500);
  editor.undo();
  expect(editor.value.startsWith('a\na')).toBe(true);
});

test('a source that comes late gets what was typed before', async () => {
  const { room, settle, source, addEditor, addPeer } = editorScene('Theirs');
  const editor = await addEditor({ source: undefined });
  select(editor, 0);
  type(editor, 'Mine. ');
  await settle();
  await settle();
  expect(status(editor)).toBe('Offline, 1 edit waiting');
  editor.source = source;
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['TheirsMine. ', 'TheirsMine. ']);
  expect(status(editor)).toBe('Saved');
  const peer = await addPeer();
  expect(peer.document.text).toBe('TheirsMine. ');
});

test('a runtime that comes late keeps what was typed before', async () => {
  const { settle, stage, addEditor } = editorScene('');
  const editor = await addEditor({ source: undefined, runtime: new Stage().runtime });
  select(editor, 0);
  type(editor, 'kept');
  editor.runtime = stage.runtime;
  await settle();
  expect(editor.value).toBe('kept');
});

test('asks before the page is left only while there are unsaved edits', async () => {
  const { settle, stage, addEditor } = editorScene('');
  const listeners = countListeners(window);
  const editor = await addEditor();
  expect(listeners()).toBe(0);
  select(editor, 0);
  type(editor, 'ab');
  await stage.advance(20);
  const asks = (): boolean =>
    !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect([listeners(), asks()]).toEqual([1, true]);
  await settle();
  expect([listeners(), asks()]).toEqual([0, false]);
});

test('a document of the page’s own is shown, and outlives the editor', async () => {
  const { settle, place, addEditor, addPeer, sent } = editorScene('Shared');
  const peer = await addPeer();
  const joins = sent().length;
  const editor = await addEditor({ document: peer.document });
  expect([editor.value, sent().length]).toEqual(['Shared', joins]);
  select(editor, 6);
  type(editor, '!');
  editor.remove();
  await settle();
  write(peer, '?');
  expect(peer.document.text).toBe('Shared!?');
  place.append(editor);
  await settle();
  expect(editor.value).toBe('Shared!?');
});

test('an editor that wakes up late takes what was set before', async () => {
  const { stage, source, place, settle } = editorScene('Hello');
  const asleep = document.implementation.createHTMLDocument();
  const editor = asleep.createElement('collaborative-editor');
  Object.assign(editor, { runtime: stage.runtime, source, maxLength: 7 });
  place.append(editor);
  await settle();
  expect([editor.value, status(editor)]).toEqual(['Hello', 'Saved']);
  editor.focus();
  expect(focused()).toBe(areaOf(editor));
});
