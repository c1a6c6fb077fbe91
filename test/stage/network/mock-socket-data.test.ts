import { expect, test } from 'vitest';
import { openSocket, socketScene, until } from './socket-scene.js';

test('hands texts on, both ways and in order', async () => {
  const { stage, server } = await socketScene();
  const { socket, heard } = openSocket();
  await until(stage, () => socket.readyState === 1);
  const received: unknown[] = [];
  server().onmessage((data) => received.push(data));
  for (const text of ['one', 'two', 'thrée']) {
    socket.send(text);
    server().send(text);
  }
  await until(stage, () => received.length === 3 && heard.length === 4);
  expect(received).toEqual(['one', 'two', 'thrée']);
  expect(heard.slice(1)).toEqual(['message one', 'message two', 'message thrée']);
});

test.each([
  ['an ArrayBuffer', () => Uint8Array.of(1, 2, 255).buffer],
  ['a view', () => Uint8Array.of(0, 1, 2, 255).subarray(1)],
  ['a Blob', () => new Blob([Uint8Array.of(1, 2, 255)])],
])('hands bytes to the far end that come as %s', async (_, make) => {
  const { stage, server } = await socketScene();
  const { socket } = openSocket();
  await until(stage, () => socket.readyState === 1);
  const received: number[][] = [];
  server().onmessage((data) => received.push([...new Uint8Array(data as ArrayBuffer)]));
  const data = make();
  socket.send(data);
  // What the page does with its memory afterwards is its own affair.
  if (ArrayBuffer.isView(data)) data.fill(0);
  if (data instanceof ArrayBuffer) new Uint8Array(data).fill(0);
  await until(stage, () => received.length > 0);
  expect(received).toEqual([[1, 2, 255]]);
});

test('hands bytes to the page in the form that it wants', async () => {
  const { stage, server } = await socketScene();
  const { socket } = openSocket();
  const data: unknown[] = [];
  socket.onmessage = (event) => data.push(event.data);
  await until(stage, () => socket.readyState === 1);
  server().send(Uint8Array.of(7, 8));
  await until(stage, () => data.length === 1);
  socket.binaryType = 'arraybuffer';
  server().send(Uint8Array.of(9));
  await until(stage, () => data.length === 2);
  expect(data[0]).toBeInstanceOf(Blob);
  expect(new Uint8Array(await (data[0] as Blob).arrayBuffer())).toEqual(Uint8Array.of(7, 8));
  expect(data[1]).toBeInstanceOf(ArrayBuffer);
  expect(new Uint8Array(data[1] as ArrayBuffer)).toEqual(Uint8Array.of(9));
});

test('gives listeners events of the platform that say where they come from', async () => {
  const { stage, server } = await socketScene();
  const { socket } = openSocket();
  const events: Event[] = [];
  for (const type of ['open', 'message', 'close']) {
    socket.addEventListener(type, (event) => events.push(event));
  }
  await until(stage, () => socket.readyState === 1);
  server().send('hello');
  server().close(1000);
  await until(stage, () => events.length === 3);
  expect(events.every((event) => event instanceof Event && event.target === socket)).toBe(true);
  expect(events[1]).toMatchObject({ data: 'hello', origin: 'wss://stage.test' });
});
