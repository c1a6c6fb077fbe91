import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { areaOf, badges, replace, select, tags, type } from '../../stories/editor-parts.js';
import { all, need } from '../../stories/scene-parts.js';
import { contrastOf } from './contrast.js';
import { editorScene, type EditorScene } from './editor-scene.js';

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', settings: { features: object[] }): Promise<void>;
}

afterEach(() => emulate({}));

const TEXT = 'First line\nSecond line\n\nFourth line, which is long enough to be wrapped here';

test.each([0, 5, 10, 11, 22, 23, 24, 40, 77])(
  'a caret at %i is where the text has it',
  async (at) => {
    const { editor } = await withAda(at, { text: TEXT });
    editor.style.width = '260px';
    await new Promise(requestAnimationFrame);
    editor.requestUpdate();
    await editor.updateComplete;
    const caret = need(editor, 'caret').getBoundingClientRect();
    const area = areaOf(editor).getBoundingClientRect();
    const before = TEXT.slice(0, at).split('\n');
    const column = before.at(-1)!.length;
    if (at < 24) {
      expect(Math.floor((caret.top - area.top - 16) / 21)).toBe(before.length - 1);
      expect(caret.left - area.left - 16 + 1).toBeCloseTo(column * signWidth(editor), 0);
    } else {
      expect(caret.top - area.top - 16).toBeGreaterThan(62);
      expect(caret.right).toBeLessThan(area.right);
    }
    expect(caret.height).toBeGreaterThan(12);
  },
);

test('carets move with what is typed before them, and when the text is scrolled', async () => {
  const { editor, stage } = await withAda(100, { text: 'Line of text\n'.repeat(60) });
  const top = (): number => need(editor, 'caret').getBoundingClientRect().top;
  const start = top();
  select(editor, 0);
  type(editor, '\n');
  await stage.advance(50);
  expect(Math.round(top() - start)).toBe(21);
  areaOf(editor).scrollTop = 63;
  await new Promise(requestAnimationFrame);
  expect(Math.round(top() - start)).toBe(21 - 63);
});

test('a selection of somebody else covers what it holds, line by line', async () => {
  const { editor } = await withAda({ anchor: 6, head: 17 }, { text: TEXT });
  const pieces = all(editor, 'stretch').map((piece) => Math.round(piece.offsetWidth));
  const width = signWidth(editor);
  expect(pieces).toEqual([Math.round(4 * width), Math.round(6 * width)]);
});

test('a name fades when its caret rests, and never covers the line being typed in', async () => {
  const { editor, room, stage } = await withAda(12, { text: TEXT });
  expect(tags(editor)).toEqual(['Ada']);
  const side = (): string | undefined => need(editor, 'caret').dataset['tag'];
  expect(side()).toBe('above');
  select(editor, 0);
  await stage.advance(50);
  expect(side()).toBe('below');
  await stage.advance(3000);
  expect(tags(editor)).toEqual([]);
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 2 });
  select(editor, 13);
  await stage.advance(50);
  expect(side()).toBe('none');
  select(editor, 25);
  await stage.advance(50);
  expect(side()).toBe('below');
});

test('who is only moved along by others stays without a name', async () => {
  const { editor, stage } = await withAda(12, { text: TEXT });
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
  const { editor } = await withAda({ anchor: 0, head: 4 }, { text: TEXT });
  await emulate({ 'forced-colors': 'active' });
  expect(getComputedStyle(need(editor, 'badge')).borderTopStyle).toBe('solid');
  expect(getComputedStyle(need(editor, 'stretch')).borderBottomStyle).toBe('solid');
});

test('is no wider than 240 pixels where there are no more, whoever types', async () => {
  const { editor, room, stage } = await withAda(1, { text: TEXT });
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

async function withAda(cursor: unknown, { text }: { text: string }) {
  const scene: EditorScene = editorScene(text);
  const editor = await scene.addEditor();
  scene.room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor });
  await scene.stage.advance(50);
  return { ...scene, editor };
}

function signWidth(editor: HTMLElement): number {
  const context = document.createElement('canvas').getContext('2d')!;
  const { font } = getComputedStyle(need(editor, 'area'));
  context.font = font;
  return context.measureText('x').width;
}

/** Makes the browser prefer `features`, and all else as the other tests have it. */
async function emulate(features: Record<string, string>): Promise<void> {
  const usual = { 'prefers-reduced-motion': 'reduce', 'prefers-color-scheme': 'light' };
  const list = Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value }));
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features: list });
}
