import { expect, test } from 'vitest';
import { openSocket, settled, socketScene, until } from './socket-scene.js';

test('opens when the far end accepts, with the protocol that it chooses', async () => {
  const { stage, server } = await socketScene(() => undefined);
  const { socket, heard } = openSocket(['v1', 'v2']);
  await until(stage, () => server() !== undefined);
  await settled(stage);
  expect([socket.readyState, socket.protocol, heard]).toEqual([0, '', []]);
  expect(server().protocols).toEqual(['v1', 'v2']);
  server().accept({ protocol: 'v2' });
  await until(stage, () => heard.length > 0);
  expect([socket.readyState, heard]).toEqual([1, ['open v2']]);
});

test('says a refusal as error and close with 1006, and never opens', async () => {
  const { stage } = await socketScene((server) => server.refuse());
  const { socket, heard } = openSocket();
  await until(stage, () => socket.readyState === 3);
  expect(heard).toEqual(['error', 'close 1006 unclean']);
});

test('says a drop as close with 1006 and no error', async () => {
  const { stage, server } = await socketScene();
  const { socket, heard } = await openedSocket(stage);
  server().drop();
  await until(stage, () => socket.readyState === 3);
  expect(heard).toEqual(['open', 'close 1006 unclean']);
});

test.each([
  [4001, 'Enough', 'close 4001 Enough clean'],
  [1001, '', 'close 1001 clean'],
  [undefined, '', 'close 1005 clean'],
])('says a close of the far end with %s as it is', async (code, reason, said) => {
  const { stage, server } = await socketScene();
  const { socket, heard } = await openedSocket(stage);
  server().close(code, reason);
  await until(stage, () => socket.readyState === 3);
  expect(heard).toEqual(['open', said]);
});

test.each([
  [[4002, 'Bye'], 'close 4002 Bye clean', '4002 Bye'],
  [[], 'close 1005 clean', '1005 '],
])('tells the far end how the page closes: %s', async (how, said, learnt) => {
  const { stage, server } = await socketScene();
  const { socket, heard } = await openedSocket(stage);
  const closes: string[] = [];
  server().onclose((code, reason) => closes.push(`${code} ${reason}`));
  socket.close(...(how as [number?, string?]));
  expect(socket.readyState).toBe(2);
  await until(stage, () => socket.readyState === 3 && closes.length > 0);
  expect([heard, closes]).toEqual([['open', said], [learnt]]);
});

test('says error and 1006 when the page gives up before the far end has answered', async () => {
  const { stage, server } = await socketScene(() => undefined);
  const { socket, heard } = openSocket();
  await until(stage, () => server() !== undefined);
  socket.close(4003, 'Too slow');
  await until(stage, () => socket.readyState === 3 && server().state === 'closed');
  server().accept();
  await settled(stage);
  expect(heard).toEqual(['error', 'close 1006 unclean']);
});

test('stays open and hears nothing of a far end that has stalled', async () => {
  const { stage, server } = await socketScene();
  const { socket, heard } = await openedSocket(stage);
  server().stall();
  server().send('lost in the tunnel');
  server().drop();
  await stage.advance(60_000);
  await settled(stage);
  expect([socket.readyState, heard]).toEqual([1, ['open']]);
  server().restore();
  await until(stage, () => socket.readyState === 3);
  expect(heard).toEqual(['open', 'message lost in the tunnel', 'close 1006 unclean']);
});

test('refuses to send or to close what cannot be, in the words of the platform', async () => {
  const { stage, server } = await socketScene();
  const { socket } = openSocket();
  expect(() => socket.send('early')).toThrow(
    expect.objectContaining({ name: 'InvalidStateError' }),
  );
  await until(stage, () => socket.readyState === 1);
  expect(() => socket.close(1001)).toThrow(expect.objectContaining({ name: 'InvalidAccessError' }));
  expect(() => new WebSocket('wss://stage.test/ws#top')).toThrow(
    expect.objectContaining({ name: 'SyntaxError' }),
  );
  expect(server().state).toBe('open');
});

async function openedSocket(
  stage: Parameters<typeof until>[0],
): Promise<ReturnType<typeof openSocket>> {
  const opened = openSocket();
  await until(stage, () => opened.socket.readyState === 1);
  return opened;
}
