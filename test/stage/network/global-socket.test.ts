import { expect, onTestFinished, test } from 'vitest';
import { MockSocketNetwork } from '../../../src/stage/network/mock-socket-network.js';
import { Stage } from '../../../src/stage.js';
import { openSocket, settled, until } from './socket-scene.js';

const here = 'wss://stage.test/ws';
const there = 'wss://stage.test/other';

test('puts the very same constructor back', async () => {
  const original = putOriginal();
  const { network } = networkAt(here);
  await network.begin();
  expect(globalThis.WebSocket).not.toBe(original);
  network.end();
  network.end();
  expect(globalThis.WebSocket).toBe(original);
});

test('puts it back when the last of several has ended, in whichever order', async () => {
  const original = putOriginal();
  const [first, second] = [networkAt(here).network, networkAt(there).network];
  await first.begin();
  await second.begin();
  first.end();
  expect(globalThis.WebSocket).not.toBe(original);
  second.end();
  expect(globalThis.WebSocket).toBe(original);
});

test('puts nothing in place that has ended before it began', async () => {
  const original = putOriginal();
  const { network } = networkAt(here);
  const begun = network.begin();
  network.end();
  await begun;
  expect(globalThis.WebSocket).toBe(original);
});

test('leaves nothing behind where there was no WebSocket', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
  onTestFinished(() => {
    if (before) Object.defineProperty(globalThis, 'WebSocket', before);
  });
  Reflect.deleteProperty(globalThis, 'WebSocket');
  const { network } = networkAt(here);
  await network.begin();
  expect('WebSocket' in globalThis).toBe(true);
  network.end();
  expect('WebSocket' in globalThis).toBe(false);
});

test('leaves other URLs to the original', async () => {
  const original = putOriginal();
  const { network } = networkAt(here);
  await network.begin();
  const [ours, theirs] = [new WebSocket(here), new WebSocket('wss://example.com/')];
  expect(theirs.constructor).toBe(original);
  expect([ours instanceof WebSocket, theirs instanceof WebSocket]).toEqual([true, true]);
  expect([WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING]).toEqual([0, 1, 2]);
});

test('refuses a URL that another scene answers, and stays out of its way', async () => {
  const original = putOriginal();
  const [first, second] = [networkAt(here), networkAt(there, here)];
  await first.network.begin();
  await expect(second.network.begin()).rejects.toMatchObject({
    code: 'address-taken',
    message:
      'Failed to answer wss://stage.test/ws for the page: somebody on this page answers there ' +
      'already. Give each scene URLs of its own, or a page: on a docs page ' +
      '`parameters: { docs: { story: { inline: false } } }` puts every story in a frame.',
  });
  const { socket } = openSocket();
  await until(first.stage, () => socket.readyState === 1);
  expect(new WebSocket(there).constructor).toBe(original);
  first.network.end();
  expect(globalThis.WebSocket).toBe(original);
  await second.network.begin();
});

test('refuses a URL where the page has a server of mock-socket itself', async () => {
  const original = putOriginal();
  const { Server } = await import('mock-socket');
  const own = new Server(here, { mock: false });
  onTestFinished(() => own.stop());
  const { network } = networkAt(here);
  await expect(network.begin()).rejects.toMatchObject({ code: 'address-taken' });
  expect(globalThis.WebSocket).toBe(original);
});

test('falls silent at the end, while the far end sees the page go', async () => {
  const { stage, network } = networkAt(here);
  const closes: number[] = [];
  stage.websocket(here, (server) => {
    server.onclose((code) => closes.push(code));
    server.accept();
  });
  await network.begin();
  const { socket, heard } = openSocket();
  await until(stage, () => socket.readyState === 1);
  network.end();
  await until(stage, () => closes.length > 0);
  await settled(stage);
  expect([heard, closes]).toEqual([['open'], [1005]]);
  expect(stage.pending.sockets).toBe(0);
});

function networkAt(...urls: string[]): { stage: Stage; network: MockSocketNetwork } {
  const stage = new Stage();
  for (const url of urls) stage.websocket(url, (server) => server.accept());
  const network = new MockSocketNetwork(stage, urls);
  onTestFinished(() => {
    network.end();
    stage.dispose();
  });
  return { stage, network };
}

/** Node 20 has no `WebSocket`, and nothing is to be reached. */
function putOriginal(): unknown {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
  const Original = class WebSocket {};
  Object.defineProperty(globalThis, 'WebSocket', { configurable: true, value: Original });
  onTestFinished(() => {
    if (before) Object.defineProperty(globalThis, 'WebSocket', before);
    else Reflect.deleteProperty(globalThis, 'WebSocket');
  });
  return Original;
}
