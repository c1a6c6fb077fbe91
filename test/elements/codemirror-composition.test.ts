import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { select, shown } from '../../stories/codemirror-parts.js';
import { need } from '../../stories/scene-parts.js';
import { write } from '../documents/document-scene.js';
import { codemirrorScene } from './codemirror-scene.js';

test('a real input method of the browser is not disturbed, and nothing is lost', async () => {
  const { editor, room, settle, addPeer } = await codemirrorScene('漢字');
  const peer = await addPeer();
  const events: string[] = [];
  for (const type of ['compositionstart', 'compositionend']) {
    need(editor, 'area').addEventListener(type, () => events.push(type));
  }
  select(editor, 2);
  await ime('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  write(peer, 'Ada: ', 0);
  await settle();
  await ime('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await settle();
  expect([editor.value, room.contents.get('default')]).toEqual(['漢字にほ', 'Ada: 漢字']);
  expect(events).toEqual(['compositionstart']);
  await ime('Input.insertText', { text: '日本' });
  await settle();
  expect(events).toEqual(['compositionstart', 'compositionend']);
  expect(shown(editor)).toBe('Ada: 漢字日本|');
  await settle();
  expect(peer.document.text).toBe('Ada: 漢字日本');
});

test('a composition that is left is taken as it is', async () => {
  const { editor, settle, addPeer } = await codemirrorScene('ab');
  const peer = await addPeer();
  select(editor, 1);
  await ime('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 });
  write(peer, 'c');
  await settle();
  need(editor, 'area').blur();
  await settle();
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['aかbc', 'aかbc']);
});

test('a composition that is dropped leaves nothing, and what others wrote stays', async () => {
  const { editor, settle, addPeer } = await codemirrorScene('ab');
  const peer = await addPeer();
  select(editor, 1);
  await ime('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 });
  write(peer, 'c');
  await settle();
  await ime('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
  await settle();
  await settle();
  expect([editor.value, peer.document.text]).toEqual(['abc', 'abc']);
});

/** Asks the browser to do what an input method does. */
async function ime(command: string, settings: object): Promise<void> {
  const browser = cdp() as unknown as { send(command: string, settings: object): Promise<void> };
  await browser.send(command, settings);
}
