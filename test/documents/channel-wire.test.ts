import { expect, test } from 'vitest';
import { channelWire } from '../../src/documents/channel-wire.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { Stage } from '../../src/stage.js';
import { channelPeer, texts, write, yjsScene } from './document-scene.js';

test('tabs of one browser write one text, and a new one gets it', async () => {
  const stage = new Stage();
  const peers = [channelPeer(stage, 0), channelPeer(stage, 1)];
  write(peers[0]!, 'a');
  write(peers[1]!, 'b');
  await stage.advance(200);
  peers.push(channelPeer(stage, 2));
  await stage.advance(200);
  expect(texts(peers)).toEqual(Array(3).fill(peers[0]!.document.text));
  expect(peers[2]!.document.text).toHaveLength(2);
  expect(peers[0]!.document.sync).toEqual({ state: 'saved', waiting: 0 });
});

test('a tab that was away hears what it missed', async () => {
  const stage = new Stage();
  const peers = [channelPeer(stage, 0), channelPeer(stage, 1)];
  await stage.advance(200);
  peers[1]!.tab.page.pagehide();
  await stage.advance(50);
  expect(peers[0]!.document.people).toEqual([]);
  write(peers[0]!, 'one ');
  write(peers[1]!, 'two ');
  await stage.advance(3_600_000);
  peers[1]!.tab.page.pageshow();
  await stage.advance(200);
  expect(texts(peers)).toEqual(Array(2).fill(peers[0]!.document.text));
  expect(peers[0]!.document.text).toHaveLength(8);
  expect(peers[0]!.document.people.map(({ userId }) => userId)).toEqual(['user-1']);
});

test('beside a wire to a server, tabs stay together while that is down', async () => {
  const { stage, room, peers } = await yjsScene(2);
  for (const { document } of peers) document.connect(channelWire());
  room.isDown = true;
  room.restart();
  await stage.advance(1000);
  write(peers[0]!, 'offline');
  await stage.advance(100);
  expect(texts(peers)).toEqual(['offline', 'offline']);
  peers[1]!.tab.page.pagehide();
  peers[1]!.tab.page.pageshow();
  await stage.advance(100);
  expect(peers[1]!.document.sync).toEqual({ state: 'offline', waiting: 0 });
  expect(peers[0]!.document.sync).toEqual({ state: 'offline', waiting: 1 });
  room.isDown = false;
  await stage.advance(3000);
  expect(room.text).toBe('offline');
  expect(peers[0]!.document.sync).toEqual({ state: 'saved', waiting: 0 });
});

test('what is no frame on the channel is reported, and harms nothing', async () => {
  const stage = new Stage();
  const peers = [channelPeer(stage, 0), channelPeer(stage, 1)];
  await stage.advance(200);
  stage.channel('tallylight-document:default', (peer) => {
    for (const data of ['text', null, { evil: true }, new Uint8Array([0, 99])]) peer.post(data);
  });
  await stage.advance(100);
  expect(peers[0]!.invalid).toEqual(Array(4).fill('malformed-frame'));
  write(peers[0]!, 'fine');
  await stage.advance(100);
  expect(texts(peers)).toEqual(['fine', 'fine']);
});

test('without channels a tab is alone, and nothing fails', () => {
  const { runtime } = new Stage();
  const alone = new SharedDocument({ runtime: { ...runtime, BroadcastChannel: undefined } });
  alone.connect(channelWire());
  alone.edit({ from: 0, to: 0, insert: 'a' });
  expect(alone.text).toBe('a');
  alone.close();
});

test('leaves nothing behind', async () => {
  const stage = new Stage();
  const peers = [channelPeer(stage, 0), channelPeer(stage, 1)];
  await stage.advance(200);
  for (const peer of peers) peer.leave();
  await stage.advance(200);
  expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
});
