import { expect, test } from 'vitest';
import { areaOf, badges } from '../../stories/editor-parts.js';
import { all, need } from '../../stories/scene-parts.js';
import { editorScene, withAda } from './editor-scene.js';
import { focused } from './feed-scene.js';

test('a badge goes to where its user is', async () => {
  const { editor, stage } = await withAda(700, 'Line of text\n'.repeat(100));
  need(editor, 'badge').click();
  await stage.advance(50);
  const area = areaOf(editor);
  expect([focused(), area.selectionStart]).toEqual([area, 700]);
  expect(area.scrollTop).toBeGreaterThan(700);
  const { top, bottom } = need(editor, 'caret').getBoundingClientRect();
  const box = area.getBoundingClientRect();
  expect([top > box.top, bottom < box.bottom]).toEqual([true, true]);
});

test('a badge has its user’s name for everybody, and none goes where nobody is', async () => {
  const { editor } = await withAda(undefined, 'abc');
  const badge = need(editor, 'badge');
  expect([badge.title, badge.ariaLabel, badge.ariaDisabled]).toEqual(['Ada', 'Ada', 'true']);
  badge.click();
  expect(focused()).not.toBe(areaOf(editor));
});

test('somebody with two tabs has one badge, which goes where they have a caret', async () => {
  const { editor, room, stage } = await withAda(2, 'abc');
  room.say('collaborator-joined', { userId: 'bob', name: 'Bob' });
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 1 });
  await stage.advance(50);
  expect(badges(editor)).toEqual(['A', 'B']);
  all(editor, 'badge')[0]!.click();
  expect(areaOf(editor).selectionStart).toBe(1);
});

test('the focus goes to the text when the badge that has it goes', async () => {
  const { room, stage, addEditor } = editorScene('abc');
  const editor = await addEditor();
  for (const name of ['Ada', 'Bob']) room.say('collaborator-joined', { userId: name, name });
  await stage.advance(50);
  all(editor, 'badge')[1]!.focus();
  room.say('collaborator-left', { userId: 'Ada' });
  await stage.advance(50);
  expect(focused()?.textContent?.trim()).toBe('B');
  room.say('collaborator-left', { userId: 'Bob' });
  await stage.advance(50);
  expect(focused()).toBe(areaOf(editor));
});
