import { expect, onTestFinished, test } from 'vitest';
import type { CollaborativeEditorElement } from '../../src/elements/collaborative-editor/collaborative-editor.js';
import { badges, select, type } from '../../stories/editor-parts.js';
import { need } from '../../stories/scene-parts.js';
import { editorScene } from './editor-scene.js';

const editorModule = new URL(
  '../../src/elements/collaborative-editor/collaborative-editor.define.ts',
  import.meta.url,
).pathname;

/** Nothing is allowed but scripts from here: no inline style, handler, image, or markup from text. */
const policy = [
  "default-src 'none'",
  `script-src ${location.origin}`,
  `connect-src ${location.origin}`,
  "style-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

test('works under a strict content security policy, without a single violation', async () => {
  const { stage, source, room, place } = editorScene('Hello\n\nworld');
  const page = await openStrictPage(place);
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
  );
  const editor = page.createElement('collaborative-editor');
  Object.assign(editor, { runtime: stage.runtime, source });
  page.body.append(editor);
  await stage.advance(500);
  const cursor = { anchor: 0, head: 9 };
  room.say('collaborator-joined', { userId: 'ada', name: '<b>Ada</b>', color: '#f00', cursor });
  await stage.advance(500);
  write(editor, '!');
  await stage.advance(500);
  expect([editor.value, badges(editor)]).toEqual(['!Hello\n\nworld', ['<']]);
  expect(getComputedStyle(need(editor, 'caret')).width).toBe('2px');
  expect(need(editor, 'caret').getBoundingClientRect().top).toBeGreaterThan(40);
  expect(violations).toEqual([]);
});

function write(editor: CollaborativeEditorElement, sign: string): void {
  select(editor, 0);
  type(editor, sign);
}

/** Opens a page of its own that has nothing but a policy and the element. */
async function openStrictPage(place: HTMLElement): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Strict</title><script type="module" src="${editorModule}"></script><body></body>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  place.append(frame);
  await loaded;
  onTestFinished(() => frame.remove());
  const view = frame.contentWindow as Window & typeof globalThis;
  await view.customElements.whenDefined('collaborative-editor');
  return view.document;
}
