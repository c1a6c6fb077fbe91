import * as commands from '@codemirror/commands';
import * as state from '@codemirror/state';
import * as view from '@codemirror/view';
import { expect, test } from 'vitest';
import * as rich from '../../stories/codemirror-parts.js';
import {
  areaOf,
  compose,
  replace,
  said,
  select,
  shown,
  status,
  type,
} from '../../stories/editor-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { deferred } from '../../src/core/deferred.js';
import type { DocumentInvalidEvent } from '../../src/elements/collaborative-editor/collaborative-editor.events.js';
import { write } from '../documents/document-scene.js';
import { frames } from './codemirror-scene.js';
import { editorScene, withAda } from './editor-scene.js';
import { focused, NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';

const packages = { state, view, commands };

test('nothing typed while it loads is lost, and caret, focus and undo carry over', async () => {
  const { settle, addEditor, addPeer } = editorScene('world');
  const loading = deferred<object>();
  const editor = await addEditor({ editor: 'codemirror', codemirror: () => loading.promise });
  const peer = await addPeer();
  select(editor, 0);
  type(editor, 'Hello ');
  loading.resolve(packages);
  type(editor, 'big ');
  await rich.arrived(editor);
  expect(rich.shown(editor)).toBe('Hello big |world');
  expect(focused()).toBe(need(editor, 'area'));
  write(peer, '!', 5);
  await settle();
  rich.type(editor, 'wide ');
  await settle();
  expect([editor.value, peer.document.text]).toEqual(Array(2).fill('Hello big wide world!'));
  editor.undo();
  editor.undo();
  expect(editor.value).toBe('world!');
});

test('another choice comes and goes at any time', async () => {
  const lines = Array.from({ length: 100 }, (_, n) => `Line ${n}`).join('\n');
  const { settle, addEditor } = editorScene(lines);
  const editor = await addEditor();
  select(editor, 403, 407);
  areaOf(editor).scrollTop = 700;
  await frames();
  for (let turn = 0; turn < 2; turn++) {
    const before = shown(editor);
    editor.setAttribute('editor', 'codemirror');
    await rich.arrived(editor);
    await settle();
    await frames();
    expect(rich.shown(editor)).toBe(before);
    expect(rich.viewOf(editor).scrollDOM.scrollTop).toBeCloseTo(700, -2);
    expect(focused()).toBe(need(editor, 'area'));
    editor.removeAttribute('editor');
    await settle();
    expect([need(editor, 'area').tagName, shown(editor)]).toEqual(['TEXTAREA', before]);
    expect(areaOf(editor).scrollTop).toBeCloseTo(700, -2);
    expect(focused()).toBe(areaOf(editor));
  }
});

test('a choice that is taken back before it is there never comes', async () => {
  const { settle, addEditor } = editorScene('abc');
  const loading = deferred<object>();
  const editor = await addEditor({ editor: 'codemirror', codemirror: () => loading.promise });
  editor.editor = 'textarea';
  await settle();
  loading.resolve(packages);
  await settle();
  await frames();
  expect(areaOf(editor).tagName).toBe('TEXTAREA');
});

test('what an input method composes ends on the surface where it began', async () => {
  const { settle, addEditor } = editorScene('');
  const loading = deferred<object>();
  const editor = await addEditor({ editor: 'codemirror', codemirror: () => loading.promise });
  select(editor, 0);
  compose(editor, 'start');
  replace(editor, 'に', true);
  loading.resolve(packages);
  await settle();
  await frames();
  expect(need(editor, 'area').tagName).toBe('TEXTAREA');
  compose(editor, 'end');
  await rich.arrived(editor);
  expect(rich.shown(editor)).toBe('に|');
});

test('where it cannot be loaded the text area stays, says so, and tries again', async () => {
  const { settle, addEditor, room } = editorScene('abc');
  let isDown = true;
  const problems: string[] = [];
  const listen = (event: Event): number => problems.push((event as DocumentInvalidEvent).problem);
  document.addEventListener('document-invalid', listen, true);
  const editor = await addEditor({
    editor: 'codemirror',
    codemirror: () =>
      isDown ? Promise.reject(new Error('no network')) : Promise.resolve(packages),
  });
  document.removeEventListener('document-invalid', listen, true);
  await settle();
  expect(text(part(editor, 'problem'))).toContain('The full editor could not be loaded');
  expect([said(editor), status(editor)]).toEqual([
    text(part(editor, 'problem')).replace(/ *Retry$/, ''),
    'Saved',
  ]);
  expect(problems).toEqual([
    'Failed to load the editor: Editor failed (no network). Install its packages, or try again.',
  ]);
  select(editor, 3);
  type(editor, 'd');
  await settle();
  expect(room.contents.get('default')).toBe('abcd');
  isDown = false;
  need(editor, 'retry').click();
  await rich.arrived(editor);
  await settle();
  expect([part(editor, 'problem'), rich.shown(editor)]).toEqual([null, 'abcd|']);
});

test('nothing is left of a hundred of them, and one that comes back is whole', async () => {
  const { stage, settle, place, addEditor, addPeer } = editorScene('Hello');
  await addPeer();
  const listeners = countListeners(window, document, document.documentElement, document.body);
  const one = await addEditor({ editor: 'codemirror' });
  await rich.arrived(one);
  for (let n = 0; n < 100; n++) {
    const editor = await addEditor({ editor: 'codemirror' });
    if (n % 3 > 0) await rich.arrived(editor);
    if (n % 3 > 1) rich.type(editor, 'x');
    editor.remove();
  }
  one.remove();
  await settle();
  await frames();
  expect([listeners(), stage.errors]).toEqual([0, []]);
  place.append(one);
  await rich.arrived(one);
  await settle();
  expect(one.value).toContain('Hello');
  one.remove();
  await settle();
  expect(listeners()).toBe(0);
  expect({ ...stage.pending, sockets: 0, timers: 0, listeners: 0 }).toEqual(NOTHING_LEFT);
});

test('carets of others move to the other surface with their names', async () => {
  const { editor, stage } = await withAda(2, 'abc');
  await stage.advance(3100);
  expect(need(editor, 'caret').dataset['tag']).toBe('none');
  editor.editor = 'codemirror';
  await rich.arrived(editor);
  await stage.advance(50);
  const caret = need(editor, 'caret');
  expect([caret.dataset['tag'], caret.parentElement?.className]).toEqual(['none', 'layer']);
});
