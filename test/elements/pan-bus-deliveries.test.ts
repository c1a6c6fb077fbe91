import { expect, test } from 'vitest';
import { openSocket, socketScene } from './pan-scene.js';

test('takes no notice of what is delivered to an element inside', async () => {
  const scene = await openSocket({ 'outbound-topics': '*' });
  const inside = document.createElement('p');
  scene.element.append(inside);
  deliver(inside, { topic: 'ws.disconnect', data: {} });
  deliver(inside, { topic: 'a', data: 1 });
  await scene.stage.advance(0);
  expect([scene.element.state, scene.received]).toEqual(['open', []]);
  deliver(scene.element, { topic: 'a', data: 2 });
  await scene.stage.advance(0);
  expect(scene.received).toMatchObject([{ topic: 'a', data: 2 }]);
});

test.each([undefined, null, 'text', {}, { topic: 7 }, { topic: '' }, []])(
  'takes no notice of a delivery of %j',
  async (detail) => {
    const scene = await openSocket({ 'outbound-topics': '*' });
    deliver(scene.element, detail);
    await scene.stage.advance(0);
    expect([scene.received, scene.on('ws.error'), scene.stage.errors]).toEqual([[], [], []]);
  },
);

test('crosses the borders of shadow trees', async () => {
  const scene = socketScene();
  const host = document.createElement('div');
  const element = scene.add({ 'outbound-topics': 'a' });
  host.attachShadow({ mode: 'open' }).append(element);
  scene.place.append(host);
  await scene.stage.advance(0);
  scene.send({ topic: 'b', data: 1 });
  scene.publish('a', 2);
  await scene.stage.advance(0);
  expect([scene.on('b'), scene.received.length]).toEqual([[1], 1]);
});

test('works without a bus', async () => {
  const scene = socketScene({ bus: false });
  const element = scene.add({ 'outbound-topics': '*' });
  await scene.stage.advance(0);
  scene.send({ topic: 'a', data: 1 });
  scene.publish('b', 2);
  await scene.stage.advance(0);
  expect([element.state, scene.received]).toEqual(['open', []]);
});

function deliver(target: EventTarget, detail: unknown): void {
  target.dispatchEvent(new CustomEvent('pan:deliver', { detail, bubbles: true, composed: true }));
}
