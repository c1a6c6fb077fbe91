import { expect, test } from 'vitest';
import { texts, write, yjsScene } from './document-scene.js';

test.each([2, 3, 10])('%i peers that write at once end with the same text', async (count) => {
  const { stage, room, peers } = await yjsScene(count);
  for (const [index, peer] of peers.entries()) write(peer, `<${index}>`, 0);
  await stage.advance(200);
  expect(new Set([...texts(peers), room.text]).size).toBe(1);
  for (const index of peers.keys()) expect(room.text).toContain(`<${index}>`);
});

test('says saving until the server has the edit, and saved then', async () => {
  const { stage, peers } = await yjsScene(1);
  const [peer] = peers;
  expect(peer!.document.sync).toEqual({ state: 'saved', waiting: 0 });
  write(peer!, 'a');
  expect(peer!.document.sync).toEqual({ state: 'saving', waiting: 1 });
  await stage.advance(39);
  expect(peer!.document.sync.state).toBe('saving');
  await stage.advance(1);
  expect(peer!.document.sync).toEqual({ state: 'saved', waiting: 0 });
});

test('merges an hour offline, and counts what waits', async () => {
  const { stage, room, peers } = await yjsScene(2);
  const [ada, bob] = peers;
  write(ada!, 'one two three');
  await stage.advance(2000);
  room.isDown = true;
  room.restart();
  await stage.advance(1000);
  write(ada!, ' four');
  await stage.advance(600_000);
  write(ada!, ' five');
  write(bob!, 'zero ', 0);
  expect(ada!.document.sync).toEqual({ state: 'offline', waiting: 2 });
  await stage.advance(3_000_000);
  room.isDown = false;
  await stage.advance(2000);
  expect(texts(peers)).toEqual(Array(2).fill('zero one two three four five'));
  expect(room.text).toBe('zero one two three four five');
  expect(ada!.document.sync).toEqual({ state: 'saved', waiting: 0 });
});

test('gives a server that forgot everything all of it again', async () => {
  const { stage, room, peers } = await yjsScene(2);
  write(peers[0]!, 'kept');
  await stage.advance(1000);
  room.restart(false);
  expect(room.text).toBe('');
  await stage.advance(2000);
  expect(room.text).toBe('kept');
});

test('stays on a living line, and notices a dead one by its probe', async () => {
  const { stage, room, peers } = await yjsScene(1);
  await stage.advance(600_000);
  const [connection] = [...room.connections.keys()];
  expect(connection!.number).toBe(1);
  connection!.stall();
  write(peers[0]!, 'x');
  await stage.advance(40_000);
  expect(room.text).toBe('x');
  expect(peers[0]!.document.sync.state).toBe('saved');
});

test('undo takes back one step of one’s own and nothing of anybody else', async () => {
  const { stage, peers } = await yjsScene(2);
  const [ada, bob] = peers;
  write(ada!, 'ada ');
  await stage.advance(499);
  write(ada!, 'and ');
  await stage.advance(500);
  write(ada!, 'so on ');
  await stage.advance(100);
  write(bob!, 'bob ', 2);
  await stage.advance(100);
  ada!.document.undo();
  expect(ada!.document.text).toBe('adbob a and ');
  ada!.document.undo();
  expect(ada!.document.text).toBe('bob ');
  expect(ada!.document.canUndo).toBe(false);
  ada!.document.redo();
  await stage.advance(100);
  expect(texts(peers)).toEqual(Array(2).fill('adbob a and '));
});

test('tells of people, their carets and their typing, and forgets who leaves', async () => {
  const { stage, peers } = await yjsScene(2);
  const [ada, bob] = peers;
  write(ada!, 'hello');
  ada!.document.select(1, 3);
  await stage.advance(200);
  expect(bob!.document.people).toMatchObject([
    { userId: 'user-0', name: 'User 0', selection: { anchor: 1, head: 3 }, typing: true },
  ]);
  write(bob!, '!!', 0);
  expect(bob!.document.people[0]!.selection).toEqual({ anchor: 3, head: 5 });
  await stage.advance(2100);
  expect(bob!.document.people[0]!.typing).toBe(false);
  ada!.leave();
  await stage.advance(50);
  expect(bob!.document.people).toEqual([]);
});

test('keeps people over a reconnect, and drops who did not come back', async () => {
  const { stage, room, peers } = await yjsScene(3);
  const [ada, bob, cy] = peers;
  room.isDown = true;
  room.restart();
  cy!.tab.crash();
  await stage.advance(3000);
  room.isDown = false;
  await stage.advance(4000);
  expect(ada!.document.people.map(({ userId }) => userId)).toEqual(['user-1', 'user-2']);
  await stage.advance(3000);
  expect(ada!.document.people.map(({ userId }) => userId)).toEqual(['user-1']);
  expect(bob!.document.people.map(({ userId }) => userId)).toEqual(['user-0']);
});

test('leaves nothing behind', async () => {
  const { stage, room, peers } = await yjsScene(2);
  for (const peer of peers) peer.leave();
  await stage.advance(1000);
  expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
  expect(room.connections.size).toBe(0);
});
