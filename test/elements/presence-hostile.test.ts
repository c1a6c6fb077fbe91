import { expect, onTestFinished, test } from 'vitest';
import { faces, nameOfFaces, rows } from '../../stories/presence-parts.js';
import { all, need } from '../../stories/scene-parts.js';
import { addPlace } from './feed-scene.js';
import { presenceScene } from './presence-scene.js';

const listModule = new URL(
  '../../src/elements/presence-list/presence-list.define.ts',
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

test.each<[string, unknown]>([
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a prototype', '__proto__'],
  ['a constructor', 'constructor'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
  ['emoji', '👩‍👩‍👧‍👦'],
  ['a direction override', '\u202Egpj.exe'],
  ['an unpaired surrogate', '\uD83D'],
  ['a number', 42],
  ['a null character', '\0'],
  ['Lit’s own marker', '<!--?lit$1$-->'],
])('an id and a name that are %s are text, and one person', async (_, value) => {
  const { stage, addList, say } = presenceScene({ maxFrameSize: 2 ** 24 });
  const list = addList();
  await stage.advance(0);
  for (let n = 0; n < 2; n++) say('presence-update', { userId: value, name: value, color: value });
  await stage.advance(1000);
  need(list, 'faces').click();
  await stage.advance(0);
  expect([faces(list).length, rows(list).length]).toEqual([1, 1]);
  expect(list.shadowRoot?.querySelector('img, script')).toBeNull();
  expect(rows(list)[0]!.length).toBeLessThan(100);
  expect(need(list, 'faces').clientWidth).toBeLessThan(60);
  expect(stage.errors).toEqual([]);
});

test('what says nothing of anybody is reported, and nobody else is harmed', async () => {
  const { stage, addList, say } = presenceScene();
  const list = addList();
  const problems: string[] = [];
  list.addEventListener('presence-invalid', (event) => problems.push(event.problem));
  await stage.advance(0);
  for (const payload of [null, 7, 'ada', [], {}, { userId: '' }, { userId: {} }]) {
    say('presence-update', payload);
    say('presence-offline', payload);
  }
  say('presence-update', { userId: 'ada', status: 7, session: {}, name: null, color: [] });
  await stage.advance(1000);
  expect(faces(list)).toEqual(['A']);
  expect(problems).toHaveLength(14);
  expect(problems[0]).toBe('The payload is missing. Send an object with "userId".');
});

test('names that turn the text around turn nothing but themselves', async () => {
  const { stage, addList, say } = presenceScene();
  const list = addList();
  await stage.advance(0);
  say('presence-update', { userId: 'a', name: '\u2067\u202Eada' });
  say('presence-update', { userId: 'b', name: 'bob' });
  await stage.advance(1000);
  expect(nameOfFaces(list)).toBe('Here: ada and bob');
  const spoken = need(list, 'faces').querySelector('.visually-hidden')?.textContent;
  expect(spoken).toBe('Here: \u2068ada\u2069 and \u2068bob\u2069');
});

test('colours reach the page parsed or not at all, in a page that forbids inline styles', async () => {
  const { stage, source, say } = presenceScene();
  const page = await openStrictPage();
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
  );
  const list = page.createElement('presence-list');
  page.body.append(Object.assign(list, { runtime: stage.runtime, source }));
  await stage.advance(0);
  const colours = [
    '#7b2ff7',
    'red;background:url(/x)',
    'var(--secret)',
    '#7b2ff7;--_fill-dark:red',
  ];
  colours.forEach((color, n) => say('presence-update', { userId: `u${n}`, color }));
  await stage.advance(1000);
  need(list, 'faces').click();
  await stage.advance(0);
  const [first, ...others] = all(list, 'face');
  expect(getComputedStyle(first!).backgroundColor).toBe('rgb(123, 47, 247)');
  for (const face of others) {
    expect(face.style.cssText).toMatch(/^--_fill-light: #[\da-f]{6}; --_fill-dark: #[\da-f]{6};$/);
  }
  expect(violations).toEqual([]);
});

/** Opens a page of its own that has nothing but a policy and the element. */
async function openStrictPage(): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Strict</title><script type="module" src="${listModule}"></script><body></body>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  addPlace().append(frame);
  await loaded;
  onTestFinished(() => frame.remove());
  const view = frame.contentWindow as Window & typeof globalThis;
  await view.customElements.whenDefined('presence-list');
  return view.document;
}
