import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { badges, replace, select, tags, type } from '../../stories/editor-parts.js';
import { all, need } from '../../stories/scene-parts.js';
import { contrastOf } from './contrast.js';
import { editorScene, withAda } from './editor-scene.js';

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', settings: { features: object[] }): Promise<void>;
}

afterEach(() => emulate({}));

const TEXT = 'First line\nSecond line\n\nFourth line, which is long enough to be wrapped here';

test('a name fades when its caret rests, and never covers any text', async () => {
  const { editor, room, stage } = await withAda(12, TEXT);
  expect(tags(editor)).toEqual(['Ada']);
  const places = new Set<string>();
  for (let at = 0; at <= TEXT.length; at += 3) {
    room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: at });
    select(editor, (at * 7) % TEXT.length);
    await stage.advance(50);
    places.add(need(editor, 'caret').dataset['tag']!);
    expect(coveredBy(editor), `${at}`).toEqual([]);
  }
  expect(places).toContain('name');
  await stage.advance(3000);
  expect(tags(editor)).toEqual([]);
});

test('where a name has no room the initial stands in the margin', async () => {
  const { editor, room, stage } = await withAda(3, 'x'.repeat(3000));
  expect(tags(editor)).toEqual(['Ada']);
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 500 });
  await stage.advance(50);
  expect([tags(editor), need(editor, 'caret').dataset['tag']]).toEqual([['A'], 'initial']);
  expect(coveredBy(editor)).toEqual([]);
  expect(contrastOf(need(editor, 'margin'))).toBeGreaterThanOrEqual(4.5);
});

test('who is only moved along by others stays without a name', async () => {
  const { editor, stage } = await withAda(12, TEXT);
  await stage.advance(3100);
  expect(tags(editor)).toEqual([]);
  select(editor, 0);
  type(editor, 'abc');
  await stage.advance(100);
  expect(tags(editor)).toEqual([]);
});

test.each(['light', 'dark'])('badges and names can be read on every colour, %s', async (theme) => {
  const { addEditor, room, stage } = editorScene(TEXT);
  const editor = await addEditor({ max: 99 });
  editor.setAttribute('theme', theme);
  const colours = ['#ffffff', '#000000', '#ffff00', '#777777', '#0000ff', 'url(x)'];
  for (const color of colours) {
    room.say('collaborator-joined', { userId: color, name: 'N', color, cursor: 12 });
  }
  await stage.advance(100);
  expect(badges(editor)).toHaveLength(colours.length);
  for (const shape of [...all(editor, 'badge'), ...all(editor, 'tag')]) {
    expect(contrastOf(shape)).toBeGreaterThanOrEqual(4.5);
  }
});

test('forced colours leave badges, carets and selections to be seen', async () => {
  const { editor } = await withAda({ anchor: 0, head: 4 }, TEXT);
  await emulate({ 'forced-colors': 'active' });
  expect(getComputedStyle(need(editor, 'badge')).borderTopStyle).toBe('solid');
  expect(getComputedStyle(need(editor, 'stretch')).borderBottomStyle).toBe('solid');
});

test('is no wider than 240 pixels where there are no more, whoever types', async () => {
  const { editor, room, stage } = await withAda(1, TEXT);
  editor.style.width = '240px';
  for (let n = 0; n < 12; n++) room.say('collaborator-joined', { userId: n, name: `N${n}` });
  await stage.advance(100);
  const height = need(editor, 'head').offsetHeight;
  room.say('document-update', { docId: 'default', content: `${TEXT}!`, userId: 'ada' });
  await stage.advance(100);
  expect(need(editor, 'typing').textContent).toContain('Ada');
  expect(need(editor, 'head').offsetHeight).toBe(height);
  expect(need(editor, 'panel').scrollWidth).toBeLessThanOrEqual(240);
  replace(editor, 'x');
});

/** Reads the pieces of text under what is shown beside the caret. */
function coveredBy(editor: HTMLElement): string[] {
  const caret = need(editor, 'caret');
  const part = { name: '.tag', initial: '.margin' }[caret.dataset['tag']!];
  const tag = part && caret.querySelector(part)?.getBoundingClientRect();
  if (!tag) return [];
  const lines = [...editor.shadowRoot!.querySelectorAll('.lines div')];
  return lines.flatMap((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const hidden = [...range.getClientRects()].some(
      (box) =>
        box.width > 0 &&
        box.left < tag.right - 1 &&
        box.right > tag.left + 1 &&
        box.top < tag.bottom - 1 &&
        box.bottom > tag.top + 1,
    );
    return hidden ? [line.textContent] : [];
  });
}

/** Makes the browser prefer `features`, and all else as the other tests have it. */
async function emulate(features: Record<string, string>): Promise<void> {
  const usual = { 'prefers-reduced-motion': 'reduce', 'prefers-color-scheme': 'light' };
  const list = Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value }));
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features: list });
}
