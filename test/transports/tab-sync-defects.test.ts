import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';
import { type TabSyncErrorCode, TabSyncService } from '../../src/transports/tab-sync.js';
import { tabs, type Tab } from './tab-scene.js';

test('a payload that cannot be cloned is an error event, and nothing else is lost', async () => {
  const { stage, tabs: all } = await tabs();
  const errors = errorsOf(all[0]);
  expect(all[0].sync.broadcast('bad', { run: () => {} })).toBe(false);
  expect(all[0].sync.broadcast('good', 1)).toBe(true);
  await stage.advance(0);
  expect(all[1].heard).toEqual(['good 1']);
  expect(errors.map(([code]) => code)).toEqual(['uncloneable']);
  expect(errors[0]?.[1]).toMatch(
    /^Failed to broadcast "bad": DataCloneError: .* Send plain data: no functions, no nodes\.$/,
  );
  expect(stage.errors).toEqual([]);
});

test('a payload whose getter throws something without words is an error event too', async () => {
  const { tabs: all } = await tabs();
  const errors = errorsOf(all[0]);
  const payload = Object.defineProperty({}, 'x', {
    enumerable: true,
    get() {
      throw Object.create(null);
    },
  });
  expect(all[0].sync.broadcast('bad', payload)).toBe(false);
  expect(errors.map(([code]) => code)).toEqual(['uncloneable']);
});

test('an error that nobody cancels is reported to the page', async () => {
  const { stage, tabs: all } = await tabs();
  all[0].sync.broadcast('bad', Symbol('s'));
  expect(stage.errors).toMatchObject([{ name: 'TallyError', code: 'uncloneable' }]);
  expect((stage.errors[0] as Error).cause).toBeInstanceOf(DOMException);
});

test('broadcasting after the end is an error event and throws nothing', async () => {
  const { stage, tabs: all } = await tabs();
  const errors = errorsOf(all[0]);
  all[0].sync.close();
  all[0].sync.close();
  expect(all[0].sync.broadcast('late', 1)).toBe(false);
  await stage.advance(0);
  expect(errors).toEqual([
    ['closed', 'Failed to broadcast "late": it is closed. Make a new service.'],
  ]);
  expect(all[1].heard).toEqual(['tab-disconnected']);
});

test('broadcasting while the page is away is no error: nobody can hear it', async () => {
  const { stage, tabs: all } = await tabs();
  all[0].page.pagehide();
  expect(all[0].sync.broadcast('cart', 1)).toBe(false);
  expect(stage.errors).toEqual([]);
});

test('closing while the page is away lasts when the page comes back', async () => {
  const { stage, tabs: all } = await tabs();
  all[0].page.pagehide();
  all[0].sync.close();
  all[0].page.pageshow();
  await stage.advance(0);
  expect([all[1].heard, all[0].sync.connected]).toEqual([['tab-disconnected'], false]);
});

test('listens to pagehide and never to beforeunload or unload', () => {
  const { runtime } = new Stage();
  const signals: string[] = [];
  const on: typeof runtime.page.on = (signal, listener) => {
    signals.push(signal);
    return runtime.page.on(signal, listener);
  };
  const page = Object.assign(Object.create(runtime.page) as typeof runtime.page, { on });
  new TabSyncService('app-sync', { runtime: { ...runtime, page } });
  expect(signals).toEqual(['pagehide', 'pageshow']);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'hello'],
  ['no type', { tabId: 'x' }],
  ['no tab', { type: 'cart' }],
  ['an odd type', { type: 5, tabId: 'x' }],
])('what other code says on the channel is reported and ignored: %s', async (_, data) => {
  const { stage, tabs: all } = await tabs();
  const errors = errorsOf(all[0]);
  stage.channel('app-sync', (peer) => peer.post(data));
  await stage.advance(0);
  expect(errors.map(([code]) => code)).toEqual(['malformed-message']);
  expect(all[0].heard).toEqual([]);
});

test('a peer cannot reach the handlers of all messages by a type called "*"', async () => {
  const { stage, tabs: all } = await tabs();
  const types: unknown[] = [];
  all[0].sync.on('*', ({ type }) => types.push(type));
  stage.channel('app-sync', (peer) => peer.post({ type: '*', payload: null, tabId: 'x' }));
  await stage.advance(0);
  expect(types).toEqual(['*']);
  expect(stage.errors).toEqual([]);
});

test('its own message, brought back by somebody else, is ignored', async () => {
  const { stage, tabs: all } = await tabs();
  const echo = { type: 'cart', payload: 1, tabId: all[0].sync.getTabId() };
  stage.channel('app-sync', (peer) => peer.post(echo));
  await stage.advance(0);
  expect([all[0].heard, all[1].heard]).toEqual([[], ['cart 1']]);
});

test('a message that cannot be read is an error event', async () => {
  const { stage, tabs: all } = await tabs();
  const errors = errorsOf(all[0]);
  stage.channel('app-sync', (peer) => peer.postUnreadable());
  await stage.advance(0);
  expect(errors).toEqual([
    [
      'unreadable-message',
      'Failed to listen to channel "app-sync": a message cannot be read. Reload old tabs.',
    ],
  ]);
});

test('a page that may not open channels is alone, and says why', () => {
  const stage = new Stage();
  class Forbidden {
    constructor() {
      throw new DOMException('denied', 'SecurityError');
    }
  }
  const BroadcastChannel = Forbidden as unknown as typeof globalThis.BroadcastChannel;
  const sync = new TabSyncService('app-sync', { runtime: { ...stage.runtime, BroadcastChannel } });
  expect([sync.connected, sync.broadcast('cart', 1)]).toEqual([false, false]);
  expect(stage.errors).toMatchObject([{ code: 'no-channel' }]);
});

test('importing opens nothing; the first use of the shared service does', async () => {
  const script = `
    import { createServer } from 'vite';
    const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error', configFile: false });
    let opened = 0;
    globalThis.BroadcastChannel = class { constructor() { opened++; } postMessage() {} close() {} };
    const { tabSync } = await vite.ssrLoadModule('/src/transports/services.ts');
    await vite.ssrLoadModule('/src/transports/auth-sync.ts');
    await vite.close();
    const before = opened;
    tabSync.broadcast('cart', 1);
    tabSync.getTabId();
    console.log(before + ' then ' + opened);`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect((await run).stdout).toContain('0 then 1');
}, 30_000);

/** Collects the errors a tab tells of, and cancels that they are reported. */
function errorsOf({ sync }: Tab): [TabSyncErrorCode, string][] {
  const errors: [TabSyncErrorCode, string][] = [];
  sync.addEventListener('error', (event) => {
    event.preventDefault();
    errors.push([event.error.code, event.error.message]);
  });
  return errors;
}
