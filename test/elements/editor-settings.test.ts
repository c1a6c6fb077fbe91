import { expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { problem, select, status, type } from '../../stories/editor-parts.js';
import { editorScene } from './editor-scene.js';

test('Retry doubles nothing of a text that was known already', async () => {
  const { room, settle, addEditor } = editorScene('Hello');
  const editor = await addEditor();
  select(editor, 5);
  type(editor, '!');
  await settle();
  room.isLoadDown = true;
  room.drop();
  await settle();
  expect(problem(editor)).toContain('could not be loaded');
  type(editor, '?');
  room.isLoadDown = false;
  editor.retry();
  await settle();
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['Hello!?', 'Hello!?']);
});

test('another limit changes nothing of what waits, or can be undone', async () => {
  const { room, settle, sent, addEditor } = editorScene('Hello');
  const editor = await addEditor();
  room.isDown = true;
  room.drop();
  await settle();
  select(editor, 5);
  type(editor, ' there');
  editor.maxLength = 12;
  await settle();
  expect(editor.value).toBe('Hello there');
  type(editor, ', you');
  await settle();
  expect([problem(editor), editor.validity.tooLong]).toEqual([
    'The document is full. Shorten it by 4 to share what you typed.',
    true,
  ]);
  editor.maxLength = 100;
  room.isDown = false;
  await settle();
  await settle();
  expect([status(editor), room.contents.get('default')]).toEqual(['Saved', 'Hello there, you']);
  expect(sent().filter((message) => message.startsWith('leave'))).toEqual([]);
  editor.undo();
  expect(editor.value).not.toBe('Hello there, you');
});

test('a function made anew that keeps the document is the same, and doubles nothing', async () => {
  const { settle, addEditor } = editorScene();
  const kept: Doc[] = [];
  const persist = () => (_: string, doc: Doc) => {
    kept.push(doc);
    doc.getText('content').insert(0, 'kept');
    return { whenSynced: Promise.resolve(), destroy: () => undefined };
  };
  const editor = await addEditor({ source: undefined, persist: persist() });
  for (let times = 0; times < 3; times++) {
    editor.persist = persist();
    await settle();
  }
  expect([editor.value, kept.length]).toEqual(['kept', 1]);
});
