import { expect, test } from 'vitest';
import { codes, openSocket } from './pan-scene.js';

test('send() uses the envelope that it is given, and sends all else as it is', async () => {
  const { stage, element, received } = await openSocket();
  const ts = stage.runtime.clock.now();
  element.send({ topic: 'a', data: 1, replyTo: 'b' });
  element.send({ topic: 'a', data: 1, ts: 5, id: 'own' });
  element.send({ type: 'note', payload: { n: 1 } });
  element.send('plain text');
  element.send([1, 2]);
  element.send(null);
  element.send({ 'pan:frame': 1, payload: { 'pan:frame': 2 } });
  await stage.advance(0);
  expect(received).toEqual([
    { topic: 'a', data: 1, ts, id: expect.any(String) as string, replyTo: 'b' },
    { topic: 'a', data: 1, ts: 5, id: 'own' },
    { type: 'note', payload: { n: 1 }, timestamp: ts, id: expect.any(String) as string },
    'plain text',
    [1, 2],
    null,
    { 'pan:frame': 1, payload: { 'pan:frame': 2 } },
  ]);
});

test('the fate of what is sent can be followed', async () => {
  const { stage, element } = await openSocket();
  const sent = element.send({ topic: 'a', data: 1 });
  expect(sent).toMatchObject({ type: 'a', fate: 'sending' });
  await stage.advance(30_000);
  expect(sent.fate).toBe('delivered');
});
test('SEND_FAILED for what may not have arrived', async () => {
  const scene = await openSocket();
  scene.element.send({ topic: 'a', data: 1 });
  scene.servers[0]!.drop();
  await scene.stage.advance(0);
  expect(codes(scene)).toEqual(['CONNECTION_CLOSED', 'SEND_FAILED']);
});

test('SEND_FAILED for what waits when the connection is ended, not for what was sent', async () => {
  const scene = await openSocket();
  scene.element.send({ topic: 'a', data: 1 });
  scene.element.disconnect();
  await scene.stage.advance(0);
  expect([scene.received.length, codes(scene)]).toEqual([1, []]);
  scene.element.send({ topic: 'a', data: 2 });
  scene.element.disconnect();
  await scene.stage.advance(0);
  expect([scene.received.length, codes(scene)]).toEqual([1, ['SEND_FAILED']]);
});

test('SEND_FAILED for what was never sent', async () => {
  const scene = await openSocket({ 'auto-connect': 'false' });
  for (let n = 0; n < 101; n++) scene.element.send({ topic: 'a', data: n });
  expect(codes(scene)).toEqual(['SEND_FAILED']);
  await scene.stage.advance(300_000);
  expect(codes(scene)).toHaveLength(101);
});

test('SEND_FAILED for what JSON cannot hold, and send() throws', async () => {
  const scene = await openSocket();
  expect(() => scene.element.send({ topic: 'a', data: 1n })).toThrow('send "a"');
  expect(codes(scene)).toEqual(['SEND_FAILED']);
  scene.publish('ws.send', { topic: 'a', data: 1n });
  expect(codes(scene)).toEqual(['SEND_FAILED', 'SEND_FAILED']);
  expect(scene.stage.errors).toEqual([]);
});

test('SEND_FAILED without a URL, and outside of the document', async () => {
  const scene = await openSocket({ url: '' });
  expect(() => scene.element.send('x')).toThrow('Give the element a url, and insert it.');
  scene.element.url = '/ws';
  await scene.stage.advance(0);
  scene.element.remove();
  expect(() => scene.element.send('x')).toThrow('Failed to send: Not connected.');
  expect(codes(scene)).toEqual(['SEND_FAILED', 'SEND_FAILED']);
});
