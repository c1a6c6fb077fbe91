import { expect, test } from 'vitest';
import { openSocket, socketScene } from './pan-scene.js';

test('a command is obeyed once, also where everything leaves', async () => {
  const scene = await openSocket({ 'outbound-topics': '*' });
  scene.publish('ws.send', { topic: 'a', data: 1 });
  await scene.stage.advance(0);
  expect(scene.received).toMatchObject([{ topic: 'a', data: 1 }]);
});

test.each(['ws.connect', 'other.ws.connect', 'sse.connect', 'pan:sys.ready', 'sys:x', '__proto__'])(
  'a server that says %s commands nobody',
  async (topic) => {
    const scene = await openSocket({ 'inbound-topics': `* ${topic}` });
    const before = scene.published.length;
    scene.send({ topic, data: { url: 'wss://evil.test/' } });
    scene.send({ type: topic, payload: { url: 'wss://evil.test/' }, timestamp: 1 });
    await scene.stage.advance(0);
    const after = scene.published.slice(before).map((message) => message.topic);
    const harmless = topic === '__proto__' ? ['ws.message', topic] : ['ws.message'];
    expect(after).toEqual([...harmless, ...harmless]);
    expect(scene.servers.map(({ url }) => url)).toEqual(['wss://stage.test/ws']);
    expect(({} as { url?: unknown }).url).toBeUndefined();
  },
);

test('obeys ws.disconnect, ws.connect and ws.send', async () => {
  const scene = await openSocket();
  const { stage, element, publish } = scene;
  publish('ws.disconnect', {});
  await stage.advance(0);
  expect(element.state).toBe('closed');
  publish('ws.connect');
  await stage.advance(0);
  expect([element.state, scene.servers.length]).toEqual(['open', 2]);
  publish('ws.connect', { url: '/other' });
  await stage.advance(0);
  expect(scene.servers.map(({ url, state }) => [new URL(url).pathname, state])).toEqual([
    ['/ws', 'closed'],
    ['/ws', 'closed'],
    ['/other', 'open'],
  ]);
  publish('ws.send', { type: 'note', payload: 1 });
  await stage.advance(0);
  expect(scene.received).toMatchObject([{ type: 'note', payload: 1 }]);
});

test('a name tells two connections apart, in news and commands', async () => {
  const scene = socketScene();
  const [left, right] = [scene.add({ name: 'left' }), scene.add({ name: 'right', url: '/r' })];
  await scene.stage.advance(0);
  scene.publish('ws.disconnect');
  scene.publish('right.ws.disconnect');
  await scene.stage.advance(0);
  expect([left.state, right.state]).toEqual(['open', 'closed']);
  expect(scene.on('left.ws.connected')).toMatchObject([{ url: 'wss://stage.test/ws' }]);
  expect(scene.on('right.ws.connected')).toMatchObject([{ url: '/r' }]);
  expect(scene.on('right.ws.disconnected')).toHaveLength(1);
  expect(scene.published.filter(({ topic }) => topic.startsWith('ws.'))).toMatchObject([
    { topic: 'ws.disconnect' },
  ]);
});
