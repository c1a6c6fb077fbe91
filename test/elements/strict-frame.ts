import { onTestFinished } from 'vitest';
import { addPlace } from './feed-scene.js';

/** A page of its own under a strict policy, and what has been done in it against that. */
export interface StrictPage {
  readonly page: Document;
  readonly violations: readonly string[];
}

/** Nothing is allowed but scripts from here: no inline style, handler, image, or markup from text. */
const policy = [
  "default-src 'none'",
  `script-src ${location.origin}`,
  `connect-src ${location.origin}`,
  "style-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** Opens a page that has nothing but a strict content security policy and one element. */
export async function openStrictPage(tag: string): Promise<StrictPage> {
  const path = `../../src/elements/${tag}/${tag}.define.ts`;
  const { pathname } = new URL(path, import.meta.url);
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Strict</title><script type="module" src="${pathname}"></script><body></body>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  addPlace().append(frame);
  await loaded;
  onTestFinished(() => frame.remove());
  const { customElements, document: page } = frame.contentWindow as Window & typeof globalThis;
  await customElements.whenDefined(tag);
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    violations.push(`${effectiveDirective} ${blockedURI}`),
  );
  return { page, violations };
}
