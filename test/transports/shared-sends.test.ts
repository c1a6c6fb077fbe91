import { expect, test } from 'vitest';
import { sharedScene } from './shared-scene.js';

test('sends through the leader, and tells each tab what became of its own', async () => {
  const { stage, tabs, received } = await sharedScene({ client: { heartbeatInterval: 10_000 } });
  const note = tabs[1]!.shared.send('note', { text: 'hello' });
  const own = tabs[0]!.shared.send('note', { text: 'own' });
  expect([note.fate, own.fate]).toEqual(['queued', 'sending']);
  // Who follows a fate from the beginning must not spin while it stays the same.
  const settled = note.settled;
  await stage.advance(0);
  expect(received).toMatchObject([
    { type: 'note', payload: { text: 'own' }, id: own.id },
    { type: 'note', payload: { text: 'hello' }, id: note.id },
  ]);
  expect(note.fate).toBe('sending');
  await stage.advance(10_000);
  expect([note.fate, own.fate, await settled]).toEqual(['delivered', 'delivered', 'delivered']);
});

test.each([false, true])(
  'what is sent to a frozen leader goes out once (deaf: %s)',
  async (deaf) => {
    const { stage, tabs, received } = await sharedScene({ deaf });
    tabs[0]!.page.freeze();
    await stage.advance(1000);
    const note = tabs[1]!.shared.send('note');
    await stage.advance(6500);
    expect(received).toMatchObject([{ id: note.id }]);
    expect(note.fate).toBe('sending');
    tabs[0]!.page.resume();
    await stage.advance(60_000);
    expect(received).toHaveLength(1);
    expect(note.fate).toBe('delivered');
  },
);

test('what a leader that dies may have sent fails, and is not sent again', async () => {
  const { stage, tabs, received, join } = await sharedScene({ count: 1 });
  tabs[0]!.shared.disconnect();
  const [leader, tab] = [join(), join()];
  await stage.advance(0);
  const note = tab.shared.send('note');
  await stage.advance(0);
  leader.crash();
  await stage.advance(0);
  expect([note.fate, note.error?.code]).toEqual(['failed', 'connection-lost']);
  expect(received).toHaveLength(1);
});

test('what waits in the outbox of a leader that dies goes out with the next, once', async () => {
  let isUp = false;
  const { stage, tabs, received } = await sharedScene({
    answer: (server) => (isUp ? server.accept() : server.refuse()),
  });
  const notes = [1, 2].map((number) => tabs[1]!.shared.send('note', { number }));
  await stage.advance(100);
  expect(notes.map(({ fate }) => fate)).toEqual(['queued', 'queued']);
  expect(tabs[1]!.shared.connection.unsent).toBe(2);
  isUp = true;
  tabs[0]!.shared.disconnect();
  await stage.advance(0);
  expect(received.map(({ payload }) => payload)).toEqual([{ number: 1 }, { number: 2 }]);
  expect(tabs[1]!.shared.connection.unsent).toBe(0);
  await stage.advance(60_000);
  expect(notes.map(({ fate }) => fate)).toEqual(['delivered', 'delivered']);
  expect(received).toHaveLength(2);
});

test('what the server acknowledges goes to the next leader under the same id', async () => {
  const { stage, tabs, received } = await sharedScene();
  const note = tabs[1]!.shared.send('note', {}, { ack: true });
  await stage.advance(0);
  tabs[0]!.shared.disconnect();
  await stage.advance(0);
  expect(received.map(({ id }) => id)).toEqual([note.id, note.id]);
  expect(note.fate).toBe('sending');
});

test('what is sent while nobody leads waits, in order', async () => {
  const { stage, tabs, received } = await sharedScene();
  tabs[0]!.page.freeze();
  const notes = Array.from({ length: 90 }, (_, number) => tabs[1]!.shared.send('note', { number }));
  await stage.advance(8000);
  expect(received.map(({ payload }) => payload)).toEqual(notes.map((_, number) => ({ number })));
  await stage.advance(60_000);
  expect(new Set(notes.map(({ fate }) => fate))).toEqual(new Set(['delivered']));
});

test('an error of the client reaches the tab whose message it is', async () => {
  const { stage, tabs } = await sharedScene({
    client: { queue: false },
    answer: (server) => server.refuse(),
  });
  const note = tabs[1]!.shared.send('note');
  await stage.advance(0);
  expect([note.fate, note.error?.code]).toEqual(['failed', 'not-connected']);
  expect(note.error?.message).toBe(
    'Failed to send "note": Not connected. Connect first, or allow a queue.',
  );
});

test('refuses what JSON cannot hold, and leaves what was sent as it was', async () => {
  const { stage, tabs, received } = await sharedScene();
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  expect(() => tabs[1]!.shared.send('note', loop)).toThrow('Unserialisable');
  const payload = { count: 1 };
  tabs[1]!.shared.send('note', payload);
  payload.count = 2;
  await stage.advance(0);
  expect(received.map((message) => message.payload)).toEqual([{ count: 1 }]);
});

test('what waits fails when its tab disconnects', async () => {
  const { stage, tabs } = await sharedScene({ answer: () => undefined });
  const note = tabs[1]!.shared.send('note');
  tabs[1]!.shared.disconnect();
  await stage.advance(0);
  expect(note.fate).toBe('failed');
});

test.each([
  ['the successor hears late what it took', [0, 2, 6, 6], 7],
  ['the successor hears late what it was asked', [0, 2, 10, 10], 7],
])('what a leader took just before it died is not sent again, though %s', async (...args) => {
  const [, lateWords, death] = args;
  const { stage, tabs, received } = await sharedScene({ count: 4, lateWords });
  const [first, leader, one, other] = tabs;
  await stage.advance(100);
  first!.shared.disconnect();
  await stage.advance(100);
  const taken = [one!.shared.send('taken', 1), other!.shared.send('taken', 2)];
  const acked = one!.shared.send('acked', 3, { ack: true });
  await stage.advance(death);
  expect(received).toHaveLength(3);
  leader!.crash();
  const missed = [one!.shared.send('missed', 4), other!.shared.send('missed', 5)];
  await stage.advance(100);
  expect(taken.map(({ fate, error }) => [fate, error?.code])).toEqual([
    ['failed', 'connection-lost'],
    ['failed', 'connection-lost'],
  ]);
  // The server tells by its id that it knows the one; what nobody had taken goes out once.
  const again = received.slice(3).map(({ payload }) => payload);
  expect(again.sort()).toEqual([3, 4, 5]);
  expect([acked.fate, ...missed.map(({ fate }) => fate)]).toEqual(Array(3).fill('sending'));
});

test('a leader sends nothing of others before they can know that it does', async () => {
  const { stage, tabs, received } = await sharedScene({ count: 2, lateWords: [5, 0] });
  await stage.advance(100);
  const sent = (): unknown[] => received.map(({ payload }) => payload);
  tabs[1]!.shared.send('note', 1);
  await stage.advance(1);
  tabs[1]!.shared.send('note', 2);
  tabs[1]!.shared.send('note', 3);
  await stage.advance(8);
  expect(sent()).toEqual([]);
  await stage.advance(1);
  expect(sent()).toEqual([1]);
  await stage.advance(4);
  expect(sent()).toEqual([1]);
  await stage.advance(1);
  expect(sent()).toEqual([1, 2, 3]);
});
