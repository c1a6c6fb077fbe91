import { expect, test } from 'vitest';
import type { PageSignal } from '../../src/core/runtime.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';

const ofWindow: readonly PageSignal[] = ['focus', 'online', 'offline', 'pageshow', 'pagehide'];
const ofDocument: readonly PageSignal[] = ['visibilitychange', 'freeze', 'resume'];

// Scenes play with pages of their own, because no script can hide or freeze a real one.
test.each([
  ...ofWindow.map((signal) => [signal, window] as const),
  ...ofDocument.map((signal) => [signal, document] as const),
])('hears %s where the browser says so, until it is let go', (signal, target) => {
  let heard = 0;
  const forget = browserRuntime.page.on(signal, () => heard++);
  target.dispatchEvent(new Event(signal));
  forget();
  target.dispatchEvent(new Event(signal));
  expect(heard).toBe(1);
});

test('knows the page', () => {
  expect(browserRuntime.page.hidden).toBe(false);
  expect(browserRuntime.page.online).toBe(true);
  expect(browserRuntime.page.baseUrl).toBe(document.baseURI);
});
