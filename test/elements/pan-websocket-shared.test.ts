import '../../src/elements/pan-websocket/pan-websocket.define.js';
import { expect, onTestFinished, test } from 'vitest';
import type { PanWebSocketElement } from '../../src/elements/pan-websocket/pan-websocket.js';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage.js';
import { SharedConnection, WebSocketClient } from '../../src/transports.js';
import { addPlace, NOTHING_LEFT } from './feed-scene.js';

test('tabs with the same address share one connection when they say so', async () => {
  const { stage, servers, add } = scene();
  const [first, second] = [add({ shared: '' }), add({ shared: '' })];
  await stage.advance(0);
  expect(servers).toHaveLength(1);
  expect([first.state, second.state]).toEqual(['open', 'open']);
  expect(second.client).toBeInstanceOf(SharedConnection);
  const messages: unknown[] = [];
  second.addEventListener('ws-message', ({ message }) => messages.push(message));
  servers[0]!.send(JSON.stringify({ topic: 'orders.new', data: 7, ts: 1, id: 'a' }));
  await stage.advance(0);
  expect(messages).toMatchObject([{ type: 'orders.new', payload: 7, id: 'a' }]);
});

test('sends through the other tab, in either envelope', async () => {
  const { stage, received, add } = scene();
  add({ shared: '' });
  const second = add({ shared: '' });
  await stage.advance(0);
  const sent = second.send({ topic: 'orders.new', data: 7 });
  second.send({ type: 'note', payload: { text: 'hello' } });
  await stage.advance(0);
  expect(received).toMatchObject([
    { topic: 'orders.new', data: 7, id: sent.id },
    { type: 'note', payload: { text: 'hello' } },
  ]);
});

test('tabs connect for themselves without the attribute, or where addresses differ', async () => {
  const { stage, servers, add } = scene();
  const alone = add({});
  add({ shared: 'false' });
  add({ shared: '' });
  add({ shared: '', url: '/ws?room=2' });
  add({ shared: '', protocols: 'v2' });
  await stage.advance(0);
  expect(servers).toHaveLength(5);
  expect(alone.client).toBeInstanceOf(WebSocketClient);
});

test('a connection that begins to be shared replaces the other one', async () => {
  const { stage, servers, add } = scene();
  const [first, second] = [add({}), add({})];
  await stage.advance(0);
  first.shared = second.shared = true;
  await stage.advance(0);
  expect(servers.filter(({ state }) => state === 'open')).toHaveLength(1);
  expect([first.state, second.state]).toEqual(['open', 'open']);
});

test('a tab whose element is removed hands over, and nothing is left of the last', async () => {
  const { stage, servers, add } = scene();
  const [first, second] = [add({ shared: '' }), add({ shared: '' })];
  await stage.advance(0);
  first.remove();
  await stage.advance(0);
  expect([servers.length, first.state, second.state]).toEqual([2, 'closed', 'open']);
  second.remove();
  await stage.advance(100);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

/** A server, and tabs with an element each. */
function scene() {
  const stage = new Stage();
  const place = addPlace();
  const servers: StagedServerConnection[] = [];
  const received: unknown[] = [];
  onTestFinished(() => stage.dispose());
  stage.websocket('*', (server) => {
    servers.push(server);
    server.onmessage((data) => received.push(JSON.parse(data as string)));
    server.accept();
  });
  const add = (attributes: Readonly<Record<string, string>>): PanWebSocketElement => {
    const element = document.createElement('pan-websocket');
    element.runtime = stage.tab().runtime;
    for (const [name, value] of Object.entries({ url: '/ws', ...attributes }))
      element.setAttribute(name, value);
    place.append(element);
    return element;
  };
  return { stage, servers, received, add };
}
