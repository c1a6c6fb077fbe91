import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';

test('grants a lock to one holder at a time, in the order of the requests', async () => {
  const { stage, said, hold } = setUp();
  const first = hold('first');
  const second = hold('second');
  hold('third');
  await stage.advance(0);
  expect(said).toEqual(['first']);
  first.release();
  await stage.advance(0);
  expect(said).toEqual(['first', 'second']);
  second.release();
  await stage.advance(0);
  expect(said).toEqual(['first', 'second', 'third']);
});

test('resolves with what the callback returns, and frees the lock when it throws', async () => {
  const { stage, locks } = setUp();
  const good = locks.request('lock', () => 42);
  const bad = locks.request('lock', () => Promise.reject(new Error('planned')));
  const last = locks.request('lock', (lock) => lock?.mode);
  bad.catch(() => undefined);
  await stage.advance(0);
  expect(await good).toBe(42);
  await expect(bad).rejects.toThrow('planned');
  expect(await last).toBe('exclusive');
});

test('readers share a lock, and a writer waits for all of them, before later readers', async () => {
  const { stage, said, hold } = setUp();
  const readers = [hold('reader 1', { mode: 'shared' }), hold('reader 2', { mode: 'shared' })];
  const writer = hold('writer');
  hold('reader 3', { mode: 'shared' });
  await stage.advance(0);
  expect(said).toEqual(['reader 1', 'reader 2']);
  for (const reader of readers) reader.release();
  await stage.advance(0);
  expect(said).toEqual(['reader 1', 'reader 2', 'writer']);
  writer.release();
  await stage.advance(0);
  expect(said).toEqual(['reader 1', 'reader 2', 'writer', 'reader 3']);
});

test('tells at once that a lock is taken, if that is asked', async () => {
  const { stage, locks, hold } = setUp();
  hold('holder');
  const taken = locks.request('lock', { ifAvailable: true }, (lock) => lock);
  const free = locks.request('other', { ifAvailable: true }, (lock) => lock?.name);
  await stage.advance(0);
  expect(await taken).toBe(null);
  expect(await free).toBe('other');
});

test('steals a lock from its holder, before everybody who waits', async () => {
  const { stage, said, hold } = setUp();
  const robbed = hold('holder');
  const loss = expect(robbed.request).rejects.toMatchObject({ name: 'AbortError' });
  hold('waiting');
  await stage.advance(0);
  const thief = hold('thief', { steal: true });
  await stage.advance(0);
  expect(said).toEqual(['holder', 'thief']);
  await loss;
  robbed.release();
  await stage.advance(0);
  expect(said).toEqual(['holder', 'thief']);
  thief.release();
  await stage.advance(0);
  expect(said).toEqual(['holder', 'thief', 'waiting']);
});

test('an abort ends the waiting, not the holding', async () => {
  const { stage, said, hold } = setUp();
  const [held, waiting] = [new AbortController(), new AbortController()];
  const holder = hold('holder', held);
  const { request } = hold('waiting', waiting);
  request.catch(() => undefined);
  await stage.advance(0);
  held.abort();
  waiting.abort(new Error('changed my mind'));
  await expect(request).rejects.toThrow('changed my mind');
  holder.release();
  await stage.advance(0);
  expect(said).toEqual(['holder']);
  expect(stage.pending).toMatchObject({ sockets: 0, listeners: 0 });
});

test('tells who holds and who awaits what', async () => {
  const { stage, locks, hold } = setUp();
  hold('holder');
  const tab = stage.tab();
  void tab.runtime.locks!.request('lock', { mode: 'shared' }, () => undefined);
  const query = locks.query();
  await stage.advance(0);
  expect(await query).toEqual({
    held: [{ name: 'lock', mode: 'exclusive', clientId: 'tab 1' }],
    pending: [{ name: 'lock', mode: 'shared', clientId: 'tab 2' }],
  });
});

test.each(['close', 'crash'] as const)('a tab that ends (%s) gives its locks back', async (how) => {
  const { stage, said, hold } = setUp();
  const tab = stage.tab();
  void tab.runtime.locks!.request('lock', () => new Promise(() => undefined));
  await stage.advance(0);
  hold('heir');
  await stage.advance(0);
  expect(said).toEqual([]);
  tab[how]();
  await stage.advance(0);
  expect(said).toEqual(['heir']);
});

test('a frozen tab is granted a lock and learns of it when it thaws', async () => {
  const { stage, said, hold } = setUp();
  const holder = hold('holder');
  const tab = stage.tab();
  void tab.runtime.locks!.request('lock', () => void said.push('frozen tab'));
  await stage.advance(0);
  tab.page.freeze();
  holder.release();
  hold('after');
  await stage.advance(1000);
  expect(said).toEqual(['holder']);
  tab.page.resume();
  await stage.advance(0);
  expect(said).toEqual(['holder', 'frozen tab', 'after']);
});

test('a lock that is stolen before its holder has learnt of it leaves no listener', async () => {
  const { stage, hold } = setUp();
  hold('robbed', new AbortController()).request.catch(() => undefined);
  hold('thief', { steal: true }).release();
  await stage.advance(0);
  expect(stage.pending).toMatchObject({ sockets: 0, listeners: 0 });
});

test('nothing is granted to a tab that is gone, and nothing taken that others await', async () => {
  const { stage, locks, hold, said } = setUp();
  const tab = stage.tab();
  const forever = (): Promise<void> => new Promise(() => undefined);
  for (let count = 0; count < 2; count++) void tab.runtime.locks!.request('lock', forever);
  await stage.advance(0);
  hold('heir');
  const now = locks.request('lock', { ifAvailable: true }, (lock) => lock);
  tab.crash();
  await stage.advance(0);
  expect([said, await now]).toEqual([['heir'], null]);
  const granted = [...stage.log].filter(({ data }) => data === 'granted');
  expect(granted.map((entry) => entry.tab)).toEqual(['tab 2', 'tab 1']);
});

test('an abort between the grant and the callback gives the lock up', async () => {
  const { stage, said, hold } = setUp();
  const controller = new AbortController();
  const { request } = hold('aborted', controller);
  request.catch(() => undefined);
  controller.abort();
  hold('next');
  await stage.advance(0);
  expect(said).toEqual(['next']);
});

test('the log tells what became of each lock', async () => {
  const { stage, hold } = setUp();
  hold('holder').request.catch(() => undefined);
  await stage.advance(5);
  hold('thief', { steal: true }).release();
  await stage.advance(1);
  const lines = [...stage.log].map(({ at, source, tab, data }) => `${at} ${source} ${tab} ${data}`);
  expect(lines).toEqual([
    '0 lock tab 1 granted',
    '5 lock tab 1 stolen',
    '5 lock tab 1 granted',
    '5 lock tab 1 released',
  ]);
});

function setUp() {
  const stage = new Stage();
  const locks = stage.runtime.locks!;
  const said: string[] = [];
  const hold = (who: string, options: LockOptions = {}) => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const request = locks.request('lock', options, () => {
      said.push(who);
      return released;
    });
    return { request, release };
  };
  return { stage, locks, said, hold };
}
