import { expect, test } from 'vitest';
import { arrived, select, shown, viewOf } from '../../stories/codemirror-parts.js';
import { badges, said, tags } from '../../stories/editor-parts.js';
import { all, need } from '../../stories/scene-parts.js';
import { contrastOf } from './contrast.js';
import { codemirrorScene, frames } from './codemirror-scene.js';
import { withAda } from './editor-scene.js';

const TEXT =
  'First line\nSecond line\n\nFourth line, which is long enough to be wrapped here\nשלום';

test.each([0, 5, 10, 11, 22, 23, 24, 40, 77, 79])(
  'a caret at %i and a selection up to it are where the text area has them',
  async (at) => {
    const { editor, stage } = await withAda({ anchor: 3, head: at }, TEXT);
    editor.style.width = '260px';
    await frames();
    await stage.advance(20);
    const plain = boxesOf(editor);
    editor.editor = 'codemirror';
    await arrived(editor);
    await frames();
    await stage.advance(20);
    // Where there is no letter, each has its own idea of how high one would be.
    const off = boxesOf(editor).flatMap((box, row) => box.map((n, side) => n - plain[row]![side]!));
    expect(Math.max(...off.map(Math.abs))).toBeLessThanOrEqual(2);
    expect(boxesOf(editor)).toHaveLength(plain.length);
  },
);

test.each<[string, string]>([
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a style', 'red; } * { display: none'],
  ['a direction override', '\u202Egpj.exe'],
  ['a quarter of a megabyte', 'x'.repeat(2 ** 18)],
])('%s is a name and no colour', async (_, words) => {
  const { editor, room, settle } = await codemirrorScene('a\nb');
  room.say('collaborator-joined', { userId: words, name: words, color: words, cursor: 3 });
  await settle();
  await settle();
  expect([badges(editor).length, tags(editor).length]).toEqual([1, 1]);
  const caret = need(editor, 'caret');
  expect(caret.style.getPropertyValue('--_fill-light')).toMatch(/^#[\da-f]{6}$/);
  expect(contrastOf(need(editor, 'tag'))).toBeGreaterThanOrEqual(4.5);
  expect(editor.shadowRoot?.querySelector('img:not([class^=cm-])')).toBeNull();
  expect(viewOf(editor).scrollDOM.scrollWidth).toBeLessThanOrEqual(editor.offsetWidth);
});

test.each([-1, 1e9, NaN, '2', null, { anchor: 2, head: 'x' }])(
  'somebody whose caret is at %o is shown, and nothing breaks',
  async (cursor) => {
    const { editor, room, stage, settle } = await codemirrorScene('abc');
    room.say('collaborator-joined', { userId: 'eve', name: 'Eve', cursor });
    await settle();
    expect([badges(editor), stage.errors]).toEqual([['E'], []]);
  },
);

test('another name and another colour are drawn at once', async () => {
  const { editor, room, stage } = await codemirrorScene('abc');
  const ada = { userId: 'ada', cursor: 1 };
  room.say('collaborator-joined', { ...ada, name: 'Ada', color: '#aa0000' });
  await stage.advance(50);
  expect(tags(editor)).toEqual(['Ada']);
  const colour = need(editor, 'caret').style.getPropertyValue('--_fill-light');
  room.say('collaborator-joined', { ...ada, name: 'Countess', color: '#0000aa' });
  await stage.advance(50);
  expect(tags(editor)).toEqual(['Countess']);
  expect(need(editor, 'caret').style.getPropertyValue('--_fill-light')).not.toBe(colour);
});

test('a badge goes to where its user is, far from what is laid out', async () => {
  const { editor, room, stage } = await codemirrorScene('Line of text\n'.repeat(3000));
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 30_000 });
  await stage.advance(50);
  expect(need(editor, 'caret').hidden).toBe(true);
  need(editor, 'badge').click();
  await frames();
  await stage.advance(50);
  const { top, bottom } = need(editor, 'caret').getBoundingClientRect();
  const box = viewOf(editor).scrollDOM.getBoundingClientRect();
  expect([top > box.top, bottom < box.bottom]).toEqual([true, true]);
  expect(viewOf(editor).state.selection.main.head).toBe(30_000);
  await stage.advance(2000);
  expect(said(editor)).toBe('Ada is on line 2308');
});

test('carets move with what is typed before them, and when the text is scrolled', async () => {
  const { editor, room, stage } = await codemirrorScene('Line of text\n'.repeat(60));
  room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor: 100 });
  await stage.advance(50);
  const top = (): number => need(editor, 'caret').getBoundingClientRect().top;
  const start = top();
  select(editor, 0);
  viewOf(editor).dispatch(viewOf(editor).state.replaceSelection('\n'));
  await stage.advance(50);
  expect(Math.round(top() - start)).toBe(21);
  viewOf(editor).scrollDOM.scrollTop = 63;
  await frames();
  await stage.advance(50);
  expect(Math.round(top() - start)).toBe(21 - 63);
  expect(shown(editor).startsWith('\n|Line')).toBe(true);
});

/** Where the caret and the selection of somebody else are, as far as the text is concerned. */
function boxesOf(editor: HTMLElement): number[][] {
  const { left, top } = editor.getBoundingClientRect();
  return [...all(editor, 'caret'), ...all(editor, 'stretch')].map((element) => {
    const box = element.getBoundingClientRect();
    return [box.left - left, box.top - top, box.width, box.height];
  });
}
