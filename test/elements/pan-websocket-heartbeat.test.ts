import { expect, test } from 'vitest';
import { attempts, socketScene, type SocketScene } from './pan-scene.js';

test('asks for a sign of life every 30 seconds, on the topic and as the kit does', async () => {
  const scene = socketScene();
  scene.add();
  await scene.stage.advance(29_999);
  expect(pings(scene)).toEqual([]);
  await scene.stage.advance(1);
  expect(pings(scene)).toMatchObject([{ type: 'ping', topic: 'sys.ping', data: {} }]);
  await scene.stage.advance(30_000);
  expect(pings(scene)).toHaveLength(2);
});

test('heartbeat sets the seconds, heartbeat-topic the topic', async () => {
  const scene = socketScene();
  scene.add({ heartbeat: '2', 'heartbeat-topic': 'app.alive' });
  await scene.stage.advance(2000);
  expect(pings(scene)).toMatchObject([{ type: 'ping', topic: 'app.alive' }]);
});

test('heartbeat="0" sends none', async () => {
  const scene = socketScene();
  const element = scene.add({ heartbeat: '0' });
  await scene.stage.advance(3_600_000);
  expect([pings(scene), element.state]).toEqual([[], 'open']);
  expect(attempts(scene)).toEqual([0]);
});

test.each(['sys.pong', 'sys.ping'])(
  'an answer on %s is a sign of life, and no message',
  async (topic) => {
    const scene = socketScene();
    const { stage, on } = scene;
    stage.websocket('*', (server) => {
      server.onmessage(() => server.send(JSON.stringify({ topic, data: {} })));
      server.accept();
    });
    scene.add();
    await stage.advance(120_000);
    expect(attempts(scene)).toEqual([0]);
    expect([on('ws.message'), on(topic)]).toEqual([[], []]);
  },
);

function pings({ stage }: SocketScene): unknown[] {
  return stage.log.entries
    .filter(({ direction, data }) => direction === 'out' && data?.includes('"ping"'))
    .map(({ data }) => JSON.parse(data!) as unknown);
}
