import { expect, onTestFinished, test } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { applyUpdate, Doc } from 'yjs';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { areaOf, badges, select, type } from '../../stories/editor-parts.js';
import { editorScene } from './editor-scene.js';

/** A page that has a `Y.Doc` and an awareness with providers of its own, and somebody far away. */
function ownDoc() {
  const [doc, far] = [new Doc(), new Doc()];
  const [awareness, theirs] = [new Awareness(doc), new Awareness(far)];
  doc.on('update', (update: Uint8Array) => applyUpdate(far, update));
  far.on('update', (update: Uint8Array) => applyUpdate(doc, update));
  doc.getText('notes').insert(0, 'Hello');
  onTestFinished(() => {
    awareness.destroy();
    theirs.destroy();
  });
  return { doc, far, awareness, theirs };
}

test('a document and an awareness of the page’s own are written in, shown, and left alone', async () => {
  const { doc, far, awareness, theirs } = ownDoc();
  const { stage, settle, addEditor } = editorScene();
  const { runtime } = stage;
  const document = new SharedDocument({ runtime, doc, awareness, field: 'notes' });
  const editor = await addEditor({ document, self: 'ada', selfName: 'Ada' });
  expect(areaOf(editor).value).toBe('Hello');

  select(editor, 5);
  type(editor, ' page');
  far.getText('notes').insert(0, 'Oh. ');
  theirs.setLocalStateField('user', { name: 'Bob' });
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(theirs, [far.clientID]), 'far');
  await settle();
  expect([areaOf(editor).value, far.getText('notes').toJSON()]).toEqual([
    'Oh. Hello page',
    'Oh. Hello page',
  ]);
  expect(badges(editor)).toEqual(['B']);
  expect(awareness.getLocalState()).toMatchObject({ user: { id: 'ada', name: 'Ada' } });

  // Undo takes back what was typed here, and nothing of the far end's.
  editor.undo();
  await settle();
  expect(doc.getText('notes').toJSON()).toBe('Oh. Hello');

  editor.remove();
  await settle();
  document.close();
  doc.getText('notes').insert(0, 'Still here. ');
  expect(far.getText('notes').toJSON()).toBe('Still here. Oh. Hello');
  expect(awareness.getLocalState()).not.toBeNull();
});

test('what the page writes by itself is seen as by somebody else', async () => {
  const { doc, awareness } = ownDoc();
  const { stage, settle, addEditor } = editorScene();
  const document = new SharedDocument({ runtime: stage.runtime, doc, awareness, field: 'notes' });
  onTestFinished(() => document.close());
  const editor = await addEditor({ document });
  select(editor, 5);
  type(editor, ' you');
  doc.getText('notes').insert(0, 'P.S. ');
  await settle();
  expect(areaOf(editor).value).toBe('P.S. Hello you');
  editor.undo();
  await settle();
  expect(areaOf(editor).value).toBe('P.S. Hello');
});
