import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { select, shown, type, viewOf } from '../../stories/codemirror-parts.js';
import { need } from '../../stories/scene-parts.js';
import { write } from '../documents/document-scene.js';
import { codemirrorScene, frames } from './codemirror-scene.js';
import { focused } from './feed-scene.js';

test('shows what the server keeps, and sends what is typed', async () => {
  const { editor, room, settle } = await codemirrorScene('Hello');
  expect(editor.value).toBe('Hello');
  select(editor, 5);
  type(editor, ' all');
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['Hello all', 'Hello all']);
});

test('takes real keys, and Tab leaves', async () => {
  const { editor, place, room, settle } = await codemirrorScene('one');
  const after = document.createElement('button');
  place.append(after);
  select(editor, 3);
  await userEvent.keyboard('!{Enter}two{ArrowLeft}-');
  await settle();
  expect(shown(editor)).toBe('one!\ntw-|o');
  expect(room.contents.get('default')).toBe('one!\ntw-o');
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe(after);
  expect(editor.value).toBe('one!\ntw-o');
});

test.each([
  ['before the caret', 0, 'xHello wor|ld'],
  ['after the caret', 11, 'Hello wor|ldx'],
  ['at the caret', 9, 'Hello wor|xld'],
])('the caret stays where it is when somebody writes %s', async (_, at, after) => {
  const { editor, settle, addPeer } = await codemirrorScene('Hello world');
  const peer = await addPeer();
  select(editor, 9);
  write(peer, 'x', at);
  await settle();
  expect(shown(editor)).toBe(after);
});

test('a selection keeps what it holds, and its direction', async () => {
  const { editor, settle, addPeer } = await codemirrorScene('one two three');
  const peer = await addPeer();
  select(editor, 7, 4);
  write(peer, '>>', 4);
  await settle();
  write(peer, '<<', 9);
  await settle();
  expect(shown(editor)).toBe('one >>[two]<< three');
  expect(viewOf(editor).state.selection.main.head).toBe(6);
});

test.each([true, false])('the text stays in place whatever comes above, focus %s', async (has) => {
  const lines = Array.from({ length: 100 }, (_, n) => `Line ${n} of a hundred`);
  const { editor, settle, addPeer } = await codemirrorScene(lines.join('\n'));
  const peer = await addPeer();
  const { scrollDOM } = viewOf(editor);
  if (has) select(editor, 0);
  scrollDOM.scrollTop = 1003;
  await frames();
  const seen = topLine(editor);
  write(peer, 'Three\nmore\nlines\n', 0);
  await settle();
  await frames();
  expect(topLine(editor)).toBe(seen);
  write(peer, 'more', peer.document.text.length);
  await settle();
  await frames();
  expect(topLine(editor)).toBe(seen);
  peer.document.edit({ from: 0, to: 17, insert: '' });
  await settle();
  await frames();
  expect(topLine(editor)).toBe(seen);
});

test('two who type at once have the same text, and nobody lost a letter', async () => {
  const { editor, stage, settle, addPeer } = await codemirrorScene('');
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

/** Reads the line at the upper edge, and how much of it is hidden. */
function topLine(editor: Parameters<typeof viewOf>[0]): string {
  const view = viewOf(editor);
  const { top } = view.scrollDOM.getBoundingClientRect();
  const lines = [...need(editor, 'area').querySelectorAll('.cm-line')];
  const line = lines.find((each) => each.getBoundingClientRect().bottom > top);
  return `${line?.textContent} ${Math.round(line!.getBoundingClientRect().top - top)}`;
}
