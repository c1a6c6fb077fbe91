import { expect, onTestFinished, test } from 'vitest';
import { MockSocketNetwork } from '../../src/stage/network/mock-socket-network.js';
import { MswNetwork, type MswOptions } from '../../src/stage/network/msw-network.js';
import { Stage, type StagedHttpConnection } from '../../src/stage.js';
import { moving, until } from './network-scene.js';

const events = 'https://stage.test/events';
const list = 'https://stage.test/list';

test('streams to an EventSource, and tells the far end when it is closed', async () => {
  const { stage, connections } = await eventStage();
  const { source, heard } = listen(events);
  await until(stage, () => heard.includes('open'));
  connections[0]?.event({ event: 'tick', data: { n: 1 } });
  await until(stage, () => heard.length === 2);
  connections[0]?.event({ event: 'tick', data: { n: 2 } });
  await until(stage, () => heard.length === 3);
  expect(heard).toEqual(['open', '{"n":1}', '{"n":2}']);
  source.close();
  await until(stage, () => connections[0]?.state === 'closed');
  expect(stage.pending.sockets).toBe(0);
});

test('lets an EventSource come back after a loss and after a refusal', async () => {
  const { stage, connections } = await eventStage((connection) => {
    if (connection.number === 2) return connection.refuse();
    connection.open();
    connection.event({ event: 'tick', data: connection.number, retry: 10 });
  });
  const { heard } = listen(events);
  await until(stage, () => heard.includes('1'));
  connections[0]?.drop();
  await until(stage, () => heard.includes('3'));
  expect(heard).toEqual(['open', '1', 'error', 'error', 'open', '3']);
});

test('answers fetch with status, headers and body, and fails it when the far end does', async () => {
  const { stage } = await networkStage([list]);
  const requests: string[] = [];
  stage.http(list, ({ method, body, headers }, respond) => {
    requests.push(`${method} ${body} ${headers.get('x-token')}`);
    respond({ status: 201, headers: { 'x-answer': 'yes' }, body: { ok: true } });
  });
  const asked = fetch(list, { method: 'POST', body: 'hello', headers: { 'x-token': 't' } });
  const answer = await moving(stage, asked);
  expect([answer.status, answer.headers.get('x-answer')]).toEqual([201, 'yes']);
  expect(await moving(stage, answer.json())).toEqual({ ok: true });
  expect(requests).toEqual(['POST hello t']);
  stage.http(list, (_, respond) => respond.drop());
  await expect(moving(stage, fetch(list))).rejects.toThrow(TypeError);
});

test("takes the page's own origin for the stage's, and asks with the query", async () => {
  const { stage } = await networkStage([list]);
  const asked: string[] = [];
  stage.http(list, ({ url }, respond) => {
    asked.push(url);
    respond();
  });
  await moving(stage, fetch('/list?page=2'));
  await moving(stage, fetch(`${list}?page=3`));
  expect(asked).toEqual([`${list}?page=2`, `${list}?page=3`]);
});

test('falls silent at the end, and leaves all requests to the network again', async () => {
  const { stage, network, connections } = await eventStage();
  const { heard } = listen(events);
  await until(stage, () => heard.includes('open'));
  network.end();
  await until(stage, () => connections[0]?.state === 'closed');
  expect(heard).toEqual(['open']);
  // The test's own server has no such page.
  expect((await fetch('/events')).status).toBe(404);
  expect(connections).toHaveLength(1);
});

test('leaves what the page has asked before to whom it was asked', async () => {
  await networkStage([events]);
  const before = fetch(`/list?early`);
  const { stage } = await networkStage([list]);
  const asked: string[] = [];
  stage.http(list, ({ url }, respond) => {
    asked.push(url);
    respond();
  });
  await moving(stage, fetch('/list?late'));
  expect(asked).toEqual([`${list}?late`]);
  expect((await before).status).toBe(404);
});

test("leaves the page's WebSocket alone, also while mock-socket stands in for it", async () => {
  const original = window.WebSocket;
  const stage = new Stage();
  const sockets = new MockSocketNetwork(stage, ['wss://stage.test/ws']);
  onTestFinished(() => sockets.end());
  await Promise.all([networkStage([list]), sockets.begin()]);
  expect(window.WebSocket).not.toBe(original);
  sockets.end();
  expect(window.WebSocket).toBe(original);
});

test('refuses a URL that another scene answers', async () => {
  await networkStage([list]);
  await expect(networkStage([events, list])).rejects.toMatchObject({ code: 'address-taken' });
  await expect(networkStage([events])).resolves.toBeDefined();
});

async function eventStage(
  farEnd = (connection: StagedHttpConnection): void => connection.open(),
): Promise<{ stage: Stage; network: MswNetwork; connections: StagedHttpConnection[] }> {
  const { stage, network } = await networkStage([events]);
  const connections: StagedHttpConnection[] = [];
  stage.sse(events, (connection) => {
    connections.push(connection);
    farEnd(connection);
  });
  return { stage, network, connections };
}

async function networkStage(
  urls: string[],
  options?: MswOptions,
): Promise<{ stage: Stage; network: MswNetwork }> {
  const stage = new Stage();
  const network = new MswNetwork(stage, urls, options);
  onTestFinished(() => {
    network.end();
    stage.dispose();
  });
  await network.begin();
  return { stage, network };
}

function listen(url: string): { source: EventSource; heard: string[] } {
  const source = new EventSource(url);
  onTestFinished(() => source.close());
  const heard: string[] = [];
  source.onopen = () => heard.push('open');
  source.onerror = () => heard.push(source.readyState === 2 ? 'failed' : 'error');
  source.addEventListener('tick', ({ data }) => heard.push(String(data)));
  return { source, heard };
}
