import { expect, test } from 'vitest';
import { AuthSyncService, type AuthSyncOptions } from '../../src/transports/auth-sync.js';
import { tabs } from './tab-scene.js';

const LOGIN = '/login?reason=logout-other-tab';

test('a logout in one tab logs the others out and takes them to the login', async () => {
  const { stage, here, done } = await scene({ logOut: true });
  expect(here.broadcastLogout()).toBe(true);
  await stage.advance(0);
  expect(done).toEqual(['log out', `go to ${LOGIN}`]);
});

test('the tab that logs out is left alone', async () => {
  const { stage, here, doneHere } = await scene({});
  here.broadcastLogout();
  await stage.advance(5000);
  expect(doneHere).toEqual([]);
});

test('a log-out that takes its time is waited for, but not for ever', async () => {
  const { stage, here, done } = await scene({ logOut: () => new Promise(() => {}) });
  here.broadcastLogout();
  await stage.advance(999);
  expect(done).toEqual([]);
  await stage.advance(1);
  expect(done).toEqual([`go to ${LOGIN}`]);
  await stage.advance(5000);
  expect(done).toHaveLength(1);
});

test('a log-out that fails is reported, and the page goes all the same', async () => {
  const { stage, here, done } = await scene({ logOut: () => Promise.reject(new Error('planned')) });
  here.broadcastLogout();
  await stage.advance(0);
  expect(done).toEqual([`go to ${LOGIN}`]);
  expect(stage.errors).toEqual([new Error('planned')]);
});

test('two logouts lead to the login once', async () => {
  const { stage, here, done } = await scene({});
  here.broadcastLogout();
  here.broadcastLogout();
  await stage.advance(2000);
  expect(done).toEqual([`go to ${LOGIN}`]);
});

test('a later logout counts anew', async () => {
  const { stage, here, done } = await scene({});
  here.broadcastLogout();
  await stage.advance(1000);
  here.broadcastLogout();
  await stage.advance(0);
  expect(done).toEqual([`go to ${LOGIN}`, `go to ${LOGIN}`]);
});

test('a logout that a frozen tab hears an hour later counts anew', async () => {
  const { stage, page, here, done } = await scene({});
  here.broadcastLogout();
  await stage.advance(0);
  page.freeze();
  here.broadcastLogout();
  await stage.advance(3_600_000);
  page.resume();
  await stage.advance(0);
  expect(done).toEqual([`go to ${LOGIN}`, `go to ${LOGIN}`]);
});

test('the address of the login can be another', async () => {
  const { stage, here, done } = await scene({ logoutUrl: '/bye' });
  here.broadcastLogout();
  await stage.advance(0);
  expect(done).toEqual(['go to /bye']);
});

test('a login reloads the other tabs', async () => {
  const { stage, here, done } = await scene({});
  here.broadcastLogin({ name: 'Ada' });
  await stage.advance(0);
  expect(done).toEqual(['reload']);
  expect(stage.log.entries.at(-1)?.data).toContain('{"user":{"name":"Ada"}}');
});

test('a refreshed token lets the other tabs read the session again', async () => {
  const { stage, here, done } = await scene({});
  here.broadcastTokenRefresh();
  await stage.advance(0);
  expect(done).toEqual(['read session']);
});

test('changed data is loaded again in the other tabs, by resource and id', async () => {
  const { stage, here, done } = await scene({});
  here.broadcastDataUpdated('orders', 7);
  await stage.advance(0);
  expect(done).toEqual(['load orders 7']);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['no resource', { id: 7 }],
  ['an odd resource', { resource: {} }],
])('changed data without a name is reported and ignored: %s', async (_, payload) => {
  const { stage, sync, done } = await scene({});
  sync.broadcast('data-updated', payload);
  await stage.advance(0);
  expect([done, (stage.errors[0] as Error).message]).toEqual([
    [],
    'Failed to read "data-updated": it names no resource. Send {"resource": "…", "id": …}.',
  ]);
});

test('functions that are not given are no mistake', async () => {
  const { stage, tabs: all } = await tabs();
  new AuthSyncService({ tabs: all[1].sync, runtime: all[1].runtime });
  const { sync } = all[0];
  sync.broadcast('auth-token-refresh');
  sync.broadcast('data-updated', { resource: 'orders', id: 1 });
  await stage.advance(0);
  expect(stage.errors).toEqual([]);
});

test('hears no more after it is closed', async () => {
  const { stage, here, there, done } = await scene({});
  there.close();
  here.broadcastLogout();
  here.broadcastLogin('Ada');
  await stage.advance(2000);
  expect(done).toEqual([]);
});

/** Two tabs with a session each. `logOut: true` notes the call. */
async function scene({ logOut, ...rest }: Omit<AuthSyncOptions, 'logOut'> & { logOut?: unknown }) {
  const { stage, tabs: all } = await tabs();
  const made = all.map(({ sync, runtime }) => {
    const done: string[] = [];
    const note = () => void done.push('log out');
    const service = new AuthSyncService({
      ...{ tabs: sync, runtime },
      logOut: logOut === true ? note : (logOut as undefined),
      navigate: (url) => done.push(`go to ${url}`),
      reload: () => done.push('reload'),
      readSession: () => done.push('read session'),
      reloadResource: (resource, id) => done.push(`load ${resource} ${String(id)}`),
      ...rest,
    });
    return { service, done };
  });
  const [first, second] = made as [(typeof made)[0], (typeof made)[0]];
  return {
    ...{ stage, sync: all[0].sync, page: all[1].page, here: first.service, there: second.service },
    ...{ done: second.done, doneHere: first.done },
  };
}
