import { expect, test } from 'vitest';
import { problem, said, select, status, type } from '../../stories/editor-parts.js';
import { editorScene } from './editor-scene.js';

const refuse = (): never => {
  throw new Error('no storage');
};

test('says that edits cannot be kept here, and saves them as ever', async () => {
  const { room, settle, addEditor } = editorScene('Hello');
  const editor = await addEditor({ persist: refuse });
  expect(problem(editor)).toBe(
    'This browser cannot keep your edits. Do not leave the page before they are saved.',
  );
  expect(said(editor)).toContain('This browser cannot keep your edits.');
  select(editor, 5);
  type(editor, '!');
  await settle();
  expect([status(editor), room.contents.get('default')]).toEqual(['Saved', 'Hello!']);
});

test('a worse problem is told of first, and both are gone with their document', async () => {
  const { room, settle, addEditor } = editorScene('Hello');
  room.isLoadDown = true;
  const editor = await addEditor({ persist: refuse });
  expect(problem(editor)).toContain('The document could not be loaded.');
  room.isLoadDown = false;
  editor.retry();
  await settle();
  expect(problem(editor)).toContain('This browser cannot keep your edits.');
  editor.persist = undefined;
  await settle();
  expect([problem(editor), editor.value]).toEqual(['', 'Hello']);
});
