import { expect, test } from 'vitest';
import { areaOf, select, type } from '../../stories/editor-parts.js';
import { all, need } from '../../stories/scene-parts.js';
import { withAda } from './editor-scene.js';

const TEXT = 'First line\nSecond line\n\nFourth line, which is long enough to be wrapped here';

test.each([0, 5, 10, 11, 22, 23, 24, 40, 77])(
  'a caret at %i is where the text has it',
  async (at) => {
    const { editor, stage } = await withAda(at, TEXT);
    editor.style.width = '260px';
    await twoFrames();
    await stage.advance(20);
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
  const { editor, stage } = await withAda(100, 'Line of text\n'.repeat(60));
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
  const { editor } = await withAda({ anchor: 6, head: 17 }, TEXT);
  const pieces = all(editor, 'stretch').map((piece) => Math.round(piece.offsetWidth));
  const width = signWidth(editor);
  expect(pieces).toEqual([Math.round(4 * width), Math.round(6 * width)]);
});

test('carets stay with the text when the scroll bar changes sides', async () => {
  const { editor, stage } = await withAda(3, TEXT);
  const area = areaOf(editor);
  const left = need(editor, 'caret').getBoundingClientRect().left;
  // As wide as before, behind a scroll bar on the left: what a page does that turns around.
  Object.defineProperty(area, 'clientLeft', { value: 15 });
  editor.requestUpdate();
  await stage.advance(20);
  expect(need(editor, 'caret').getBoundingClientRect().left).toBe(left + 15);
});

/** Lets the page notice that something has another size. */
async function twoFrames(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

function signWidth(editor: HTMLElement): number {
  const context = document.createElement('canvas').getContext('2d')!;
  const { font } = getComputedStyle(need(editor, 'area'));
  context.font = font;
  return context.measureText('x').width;
}
