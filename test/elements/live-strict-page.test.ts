import { expect, onTestFinished, test } from 'vitest';
import { rows as shown } from '../../stories/live-parts.js';
import { need } from '../../stories/scene-parts.js';
import { addPlace } from './feed-scene.js';
import { liveScene } from './live-scene.js';

const dataModule = new URL(
  '../../src/elements/pan-live-data/pan-live-data.define.ts',
  import.meta.url,
).pathname;

/** Nothing is allowed but scripts from here: no inline style, handler, or markup from text. */
const policy = [
  "default-src 'none'",
  `script-src ${location.origin}`,
  `connect-src ${location.origin}`,
  "style-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

test('works in a page that forbids inline styles and markup from text', async () => {
  const { stage } = liveScene();
  const page = await openStrictPage();
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    violations.push(`${effectiveDirective} ${blockedURI}`),
  );
  const element = page.createElement('pan-live-data');
  page.body.append(Object.assign(element, { runtime: stage.runtime, src: '/api/items' }));
  await stage.advance(0);
  expect(shown(element)).toEqual(['Title a', 'Title b']);
  expect(getComputedStyle(need(element, 'panel')).borderTopWidth).toBe('1px');
  expect(violations).toEqual([]);
});

/** Opens a page of its own that has nothing but a policy and the element. */
async function openStrictPage(): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Strict</title><script type="module" src="${dataModule}"></script><body></body>`;
  const loading = new Promise((resolve) => frame.addEventListener('load', resolve));
  addPlace().append(frame);
  await loading;
  onTestFinished(() => frame.remove());
  const view = frame.contentWindow as Window & typeof globalThis;
  await view.customElements.whenDefined('pan-live-data');
  return view.document;
}
