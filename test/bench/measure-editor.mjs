// What shared documents cost: merging, applying, and the download.
import { gzipSize } from './bundle.mjs';
import { median } from './rounds.mjs';

const ROUNDS = 9;
const WARM_UP = 2;
const SRC = '../../src';
/** What an editor loads only when it is asked for. */
const LATER = ['*/codemirror-surface.js', '*/yjs-wire.js', '*/channel-wire.js', '@codemirror/*'];

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section[]>}
 */
export async function measureEditor(browser) {
  const page = await browser.open('editor-page.ts');
  const measure = async (/** @type {string} */ name) => {
    const times = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      times.push(Number(await page.run(`bench.${name}()`)));
    }
    return median(times.slice(WARM_UP));
  };
  /** @type {import('./report.mjs').Row[]} */
  const times = [
    { figure: 'an hour offline, Yjs', value: await measure('merge'), unit: 'ms', most: 100 },
    {
      figure: 'an hour offline, whole texts',
      value: await measure('mergePlain'),
      unit: 'ms',
      most: 100,
    },
    { figure: 'a letter of somebody else', value: await measure('apply'), unit: 'ms', most: 16 },
  ];
  await page.close();
  times.push(...(await measureTyping(browser)));
  const without = ['yjs', 'y-protocols'];
  return [
    {
      title: 'shared documents, 100,000 characters',
      note: `an hour is 3,600 edits on either side; median of ${ROUNDS} rounds`,
      rows: times,
    },
    {
      title: 'shared documents, size without yjs, gzip -9',
      rows: [
        await size(
          'collaborative-editor as it starts, without lit',
          `import '${SRC}/elements/collaborative-editor/collaborative-editor.define.js'`,
          12 * 1024,
          [...without, 'lit', '@lit/context', ...LATER],
        ),
        await size('SharedDocument with every wire', `export * from '${SRC}/documents.js'`),
        await size(
          'SharedDocument with the Yjs wire',
          `export { SharedDocument } from '${SRC}/documents/shared-document.js';
           export { yjsWire } from '${SRC}/documents/yjs-wire.js'`,
        ),
      ],
    },
    {
      title: 'yjs and what it brings, gzip -9',
      rows: [
        {
          figure: 'yjs and y-protocols/awareness',
          value: await gzipSize(`export * from 'yjs'; export * from 'y-protocols/awareness'`),
          unit: 'bytes',
        },
      ],
    },
  ];

  /**
   * @param {string} figure
   * @param {string} line
   * @param {number} [most]
   * @param {string[]} [external]
   * @returns {Promise<import('./report.mjs').Row>}
   */
  async function size(figure, line, most, external = without) {
    const value = await gzipSize(line, external);
    return { figure, value, unit: 'bytes', ...(most && { most }) };
  }
}

/**
 * Types into an editor with ten others. What the pictures cost without a letter is taken away.
 *
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Row[]>}
 */
async function measureTyping(browser) {
  const page = await browser.open('editor-typing-page.ts');
  await page.run('bench.mount()');
  await page.run('bench.type()');
  const strokes = Number(await page.run('bench.strokes'));
  const rest = await page.cost('bench.rest()');
  const typing = await page.cost('bench.type()');
  await page.close();
  return [
    { figure: 'a letter of one’s own, handled', value: Number(typing.value), unit: 'ms' },
    {
      figure: 'a letter of one’s own, to its picture',
      value: (typing.total - rest.total) / strokes,
      unit: 'ms',
      most: 16,
    },
  ];
}
