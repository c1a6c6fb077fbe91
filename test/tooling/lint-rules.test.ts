import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Planted files exist nowhere, so the rules that need types cannot see them.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    { ...tseslint.configs.disableTypeChecked },
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

test.for([
  'setTimeout(() => {}, 1);',
  'window.setTimeout(() => {}, 1);',
  "globalThis['setInterval'](() => {}, 1);",
  'const { setTimeout: later } = globalThis; later(() => {}, 1);',
  'setImmediate(() => {});',
  'self.requestAnimationFrame(() => {});',
  'requestIdleCallback(() => {});',
  'export const now = Date.now();',
  'export const now = globalThis.Date.now();',
  'export const now = new Date();',
  'export const now = new window.Date();',
  'export const now = Date();',
  'export const now = performance.now();',
  'export const now = window.performance.now();',
  'export const signal = AbortSignal.timeout(5);',
  'export const n = Math.random();',
  'const { random } = Math; random();',
  'export const id = crypto.randomUUID();',
  'export const id = self.crypto.randomUUID();',
  'crypto.getRandomValues(new Uint8Array(1));',
  "void fetch('/api');",
  "void window.fetch('/api');",
  'export const request = new XMLHttpRequest();',
  "export const socket = new WebSocket('wss://a.test');",
  "export const socket = new globalThis.WebSocket('wss://a.test');",
  "export const source = new EventSource('/events');",
  "export const channel = new BroadcastChannel('a');",
  "export const worker = new Worker('a.js');",
  "export const worker = new window.SharedWorker('a.js');",
])('refuses ambient time, chance and network in src: %s', async (code) => {
  expect(await complaints(code)).toContain('come in through the Runtime');
});

test.for([
  'export const then = new Date(5);',
  'export const then = Date.UTC(2026, 0, 1);',
  'export let socket: WebSocket | undefined;',
  'export type Socket = typeof WebSocket;',
  'export const start = (clock: { setTimeout(): void }) => clock.setTimeout();',
  'export const read = (runtime: { clock: { now(): number } }) => runtime.clock.now();',
  'export const random = (runtime: { random(): number }) => runtime.random();',
  'queueMicrotask(() => {});',
])('allows what is told its time, chance and network: %s', async (code) => {
  expect(await complaints(code)).toBe('');
});

test.for([
  'src/transports/browser-runtime.ts',
  'src/stage/wall-clock.ts',
  'src/stage/network/msw-network.ts',
])('lets %s touch the world', async (file) => {
  const code = 'export const now = Date.now(); setTimeout(() => {}, new Date().getTime());';
  expect(await complaints(code, file)).toBe('');
  expect(await complaints('document.body.innerHTML = location.hash;', file)).not.toBe('');
});

test.for([
  "import { unsafeHTML } from 'lit/directives/unsafe-html.js'; unsafeHTML('');",
  "import { unsafeSVG } from 'lit/directives/unsafe-svg.js'; unsafeSVG('');",
  'export const show = (at: Element, text: string) => { at.innerHTML = text; };',
  'export const show = (at: Element, text: string) => { at.outerHTML = text; };',
  "export const show = (at: Element, text: string) => at.insertAdjacentHTML('afterend', text);",
  'export const show = (text: string) => html`<p .innerHTML=${text}></p>`;',
  'export const show = (text: string) => html`<iframe srcdoc=${text}></iframe>`;',
])('refuses markup made of text: %s', async (code) => {
  expect(await complaints(code)).toContain('Text is only ever text');
});

test('refuses code made of text', async () => {
  expect(await complaints("eval('1');")).toContain('can be harmful');
  expect(await complaints("new Function('return 1')();")).toContain('Function constructor');
});

test.for([
  'export const show = (colour: string) => html`<p style="color: ${colour}"></p>`;',
  'export const show = (style: string) => html`<p style=${style}></p>`;',
  'export const show = () => html`<p style="color: red"></p>`;',
  "export const show = (at: Element, colour: string) => at.setAttribute('style', colour);",
])('refuses style attributes: %s', async (code) => {
  expect(await complaints(code)).toContain('strict CSP');
});

test('allows styleMap, which sets properties and no attribute', async () => {
  const code =
    "import { styleMap } from 'lit/directives/style-map.js';" +
    'export const show = (x: string) => html`<p style=${styleMap({ translate: x })}></p>`;';
  expect(await complaints(code)).toBe('');
});

test('refuses default exports in src, and an index.ts below it', async () => {
  expect(await complaints('export default 1;')).toContain('Exports have names');
  expect(await complaints('export const a = 1;', 'src/core/index.ts')).toContain('Only src itself');
  expect(await complaints('export const a = 1;', 'src/index.ts')).toBe('');
});

async function complaints(code: string, file = 'src/core/planted.ts'): Promise<string> {
  const declared = code.includes('html`') ? `import { html } from 'lit'; ${code}` : code;
  const [result] = await eslint.lintText(declared, { filePath: `${root}/${file}` });
  return (result?.messages ?? []).map(({ message }) => message).join('\n');
}
