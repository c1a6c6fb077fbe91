import { expect, test } from 'vitest';
import { arrived } from '../../stories/codemirror-parts.js';
import { badges, tags } from '../../stories/editor-parts.js';
import { need } from '../../stories/scene-parts.js';
import { editorScene } from './editor-scene.js';
import { openStrictPage } from './strict-frame.js';

test('CodeMirror works under a strict content security policy, without a single violation', async () => {
  const { stage, source, room } = editorScene('Hello\n\nworld');
  const { page, violations } = await openStrictPage('collaborative-editor');
  // The runner puts a hand of its own on every dynamic import.
  const imports = { wrapDynamicImport: (load: () => unknown) => load() };
  Object.assign(page.defaultView!, { __vitest_browser_runner__: imports });
  const editor = page.createElement('collaborative-editor');
  Object.assign(editor, { runtime: stage.runtime, source, editor: 'codemirror' });
  page.body.append(editor);
  await stage.advance(500);
  await arrived(editor);
  const cursor = { anchor: 0, head: 9 };
  room.say('collaborator-joined', { userId: 'ada', name: '<b>Ada</b>', color: '#f00', cursor });
  await stage.advance(500);
  editor.focus();
  editor.value = `!${editor.value}`;
  await stage.advance(500);
  expect([editor.value, badges(editor)]).toEqual(['!Hello\n\nworld', ['<']]);
  expect(tags(editor)).toEqual(['<b>Ada</b>']);
  // Both the sheets of CodeMirror and its theme apply.
  expect(getComputedStyle(need(editor, 'area')).whiteSpace).toBe('pre-wrap');
  expect(getComputedStyle(need(editor, 'area')).minHeight).toBe('100%');
  expect(need(editor, 'caret').getBoundingClientRect().top).toBeGreaterThan(40);
  expect(editor.shadowRoot?.querySelector('style')).toBeNull();
  expect(violations).toEqual([]);
});
