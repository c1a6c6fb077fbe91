import { expect, test } from 'vitest';
import { areaOf, badges, select, shown, status, tags, type } from '../../stories/editor-parts.js';
import { all } from '../../stories/scene-parts.js';
import { editorScene } from './editor-scene.js';

test.each<[string, string]>([
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a direction override', '\u202Egpj.exe'],
  ['a prototype', '__proto__'],
  ['a quarter of a megabyte', 'x'.repeat(2 ** 18)],
  ['an emoji family', '👨‍👩‍👧‍👦'],
  ['nothing to be seen', '\u200B\u200B'],
])('%s is a name, a label, a text and a document like any other', async (_, words) => {
  const { room, settle, addEditor } = editorScene('a\nb');
  const editor = await addEditor({ label: words, name: words, placeholder: words });
  room.say('collaborator-joined', { userId: words, name: words, color: words, cursor: 3 });
  await settle();
  await settle();
  expect([badges(editor).length, tags(editor).length]).toEqual([1, 1]);
  expect(tags(editor)[0]!.length).toBeLessThanOrEqual(80);
  expect(editor.shadowRoot?.querySelector('img')).toBeNull();
  expect(editor.offsetWidth).toBeLessThanOrEqual(document.body.clientWidth);
  expect(editor.offsetHeight).toBeLessThan(400);
});

test.each([-1, 1e9, NaN, '2', null, {}, { anchor: 2, head: 'x' }, [7]])(
  'somebody whose caret is at %o is shown, and nothing breaks',
  async (cursor) => {
    const { room, stage, settle, addEditor } = editorScene('abc');
    const editor = await addEditor();
    room.say('collaborator-joined', { userId: 'eve', name: 'Eve', cursor });
    await settle();
    expect([badges(editor), stage.errors]).toEqual([['E'], []]);
    for (const caret of all(editor, 'caret')) {
      const inside =
        caret.getBoundingClientRect().left < areaOf(editor).getBoundingClientRect().right;
      expect(inside).toBe(true);
    }
  },
);

test('what is for another document, or for nobody, changes nothing', async () => {
  const { room, settle, addEditor } = editorScene('abc');
  const editor = await addEditor();
  const problems: string[] = [];
  editor.addEventListener('document-invalid', ({ problem }) => problems.push(problem));
  select(editor, 1);
  room.say('document-update', { docId: 'other', content: 'x' });
  room.say('document-update', { docId: 'default', content: 7 });
  room.say('document-update', null);
  room.say('collaborator-joined', {});
  room.say('collaborator-left', { userId: 'nobody' });
  await settle();
  expect([shown(editor), status(editor), badges(editor)]).toEqual(['a|bc', 'Saved', []]);
  expect(problems.length).toBe(3);
  for (const problem of problems) expect(problem).toMatch(/^Failed to .+: .+\. .+\.$/);
});

test('a thousand people are counted, and not all drawn', async () => {
  const { room, settle, addEditor } = editorScene('abc');
  const editor = await addEditor({ max: 3 });
  for (let n = 0; n < 1500; n++) {
    room.say('collaborator-joined', { userId: `u${n}`, name: `N${n}`, cursor: 1 });
  }
  await settle();
  expect([badges(editor), all(editor, 'caret').length]).toEqual([['N', 'N', 'N', '+997'], 50]);
});

test('halves of characters and other line breaks become what text fields know', async () => {
  const { room, settle, addEditor } = editorScene('');
  const editor = await addEditor();
  select(editor, 0);
  type(editor, 'a\uD83Db\r\nc', true);
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['a\uFFFDb\nc', 'a\uFFFDb\nc']);
});

test('a text of others that is longer than one may type is shown', async () => {
  const { room, settle, addEditor } = editorScene('abc');
  const editor = await addEditor({ maxLength: 5 });
  room.say('document-update', { docId: 'default', content: 'abcdefghij' });
  await settle();
  expect([editor.value, status(editor)]).toEqual(['abcdefghij', 'Saved']);
  expect(editor.validity.valid).toBe(true);
});

test('wires that exclude each other are reported, and the first serves on', async () => {
  const { settle, addEditor } = editorScene('abc');
  const codes: string[] = [];
  const editor = document.createElement('collaborative-editor');
  editor.addEventListener('document-invalid', ({ error }) => codes.push(error.code));
  const added = await addEditor();
  added.addEventListener('document-invalid', ({ error }) => codes.push(error.code));
  added.tabs = true;
  await settle();
  expect([codes, added.value]).toEqual([['wire-conflict'], 'abc']);
});
