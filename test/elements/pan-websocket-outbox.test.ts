import { ContextEvent } from '@lit/context';
import { html, render } from 'lit';
import { expect, test } from 'vitest';
import { sourceContext } from '../../src/controllers/contexts.js';
import type { MessageSource } from '../../src/core/message-source.js';
import { part, text } from '../../stories/scene-parts.js';
import { codes, openSocket, socketScene, URL_ON_STAGE as ADDRESS } from './pan-scene.js';

test('outbox="durable" keeps what waits for the next element of that address', async () => {
  const scene = socketScene();
  const { stage, received } = scene;
  const before = scene.add({ outbox: 'durable', 'auto-connect': 'false' });
  await before.updateComplete;
  const sent = before.send({ topic: 'a', data: 1 });
  await stage.advance(0);
  before.remove();
  await stage.advance(0);
  expect([sent.fate, stage.pending, stage.stores.values(ADDRESS).length]).toEqual([
    'queued',
    CLEAN,
    1,
  ]);
  const after = scene.add({ outbox: 'durable' });
  await stage.advance(0);
  expect(received).toEqual([expect.objectContaining({ topic: 'a', data: 1, id: sent.id })]);
  expect([after.state, codes(scene), stage.stores.values(ADDRESS)]).toEqual(['open', [], []]);
});

test('keeps it under the name of the connection, if that has one', async () => {
  const scene = socketScene();
  const element = scene.add({ outbox: 'durable', name: 'kitchen', 'auto-connect': 'false' });
  await element.updateComplete;
  element.send({ topic: 'a' });
  await scene.stage.advance(0);
  expect(scene.stage.stores.values('kitchen')).toHaveLength(1);
});

test('without it nothing is stored, and another value is an INVALID_ATTRIBUTE', async () => {
  const scene = socketScene();
  const element = scene.add({ outbox: 'forever', 'auto-connect': 'false' });
  await element.updateComplete;
  element.send({ topic: 'a' });
  await scene.stage.advance(0);
  expect([codes(scene), scene.stage.stores.values(ADDRESS)]).toEqual([['INVALID_ATTRIBUTE'], []]);
});

test('with acks everything that has an envelope is sent until the server has read it', async () => {
  const { stage, element, received, send } = await openSocket({ acks: '' });
  const sent = element.send({ topic: 'a', data: 1 });
  const own = element.send({ topic: 'b', data: 2, id: 'own' });
  const bare = element.send('plain text');
  await stage.advance(10_000);
  expect(received).toHaveLength(5);
  // A pong tells of what bears no id.
  expect([sent.fate, own.id, own.fate, bare.fate]).toEqual([
    'sending',
    'own',
    'sending',
    'delivered',
  ]);
  send({ type: 'ack', payload: { id: sent.id } });
  send({ topic: 'ack', data: { id: 'own', error: 'no' } });
  await stage.advance(60_000);
  expect([sent.fate, own.fate, bare.fate, received.length]).toEqual([
    'delivered',
    'failed',
    'delivered',
    5,
  ]);
});

test('an element inside sends acknowledged as well', async () => {
  const { stage, element, received, send } = await openSocket();
  const inside = element.appendChild(document.createElement('div'));
  let source!: MessageSource;
  inside.dispatchEvent(new ContextEvent(sourceContext, inside, (provided) => (source = provided)));
  const sent = source.send('order', { tea: 1 }, { ack: true, id: 'mine' }) as PromiseLike<unknown>;
  await stage.advance(0);
  expect(received).toMatchObject([{ type: 'order', id: 'mine' }]);
  send({ type: 'ack', payload: { id: 'mine', number: 7 } });
  await stage.advance(0);
  expect(await sent).toEqual({ id: 'mine', number: 7 });
});

test('the badge counts what an earlier page has left', async () => {
  const scene = socketScene();
  const { stage, place } = scene;
  const before = scene.add({ outbox: 'durable', 'auto-connect': 'false' });
  await before.updateComplete;
  for (let n = 0; n < 3; n++) before.send({ topic: 'a', data: n });
  await stage.advance(0);
  before.remove();
  scene.stage.websocket('wss://stage.test/down', (server) => server.refuse());
  const room = document.createElement('div');
  place.append(room);
  render(
    html`<pan-websocket
      .runtime=${stage.runtime}
      .url=${'wss://stage.test/down'}
      .name=${ADDRESS}
      .outbox=${'durable'}
      ><connection-status .runtime=${stage.runtime}></connection-status
    ></pan-websocket>`,
    room,
  );
  await stage.advance(100);
  const badge = room.querySelector('connection-status')!;
  expect(text(part(badge, 'unsent'))).toBe('3 unsent');
});

const CLEAN = { timers: 0, frames: 0, sockets: 0, listeners: 0 };
