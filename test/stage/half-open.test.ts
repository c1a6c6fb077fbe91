import { expect, test } from 'vitest';
import { Stage, type FaultSettings, type StagedServerConnection } from '../../src/stage.js';

const url = 'wss://stage.test/ws';

test('lets nothing through while stalled, and all of it afterwards, in order', async () => {
  const { stage, server, socket, events, received } = await setUp();
  server.stall();
  socket.send('one');
  server.send('first');
  socket.send(new Blob(['two']));
  await stage.advance(60_000);
  expect(socket.readyState).toBe(1);
  expect([...events, ...received]).toEqual(['open at 0']);
  expect(socket.bufferedAmount).toBe(6);
  server.restore();
  server.send('second');
  await stage.advance(0);
  expect(received).toEqual(['one', '3 bytes']);
  expect(events.slice(1)).toEqual(['message first at 60000', 'message second at 60000']);
  expect(socket.bufferedAmount).toBe(0);
});

test('holds what is under way when the stall begins', async () => {
  const { stage, server, events } = await setUp({ latency: 20 });
  server.send('late');
  await stage.advance(10);
  server.stall();
  await stage.advance(100);
  expect(events).toEqual(['open at 40']);
  server.restore();
  await stage.advance(0);
  expect(events.at(-1)).toBe('message late at 150');
});

test('gives up a close that nobody answers after a minute, without an error', async () => {
  const { stage, server, socket, events } = await setUp();
  server.stall();
  socket.close(3001, 'x');
  await stage.advance(59_999);
  expect(socket.readyState).toBe(2);
  expect(stage.pending.sockets).toBe(1);
  await stage.advance(1);
  expect(events.at(-1)).toBe('close 1006 "" unclean at 60000');
  expect(stage.pending.sockets).toBe(0);
});

test('finishes a close cleanly when the stall ends in time', async () => {
  const { stage, server, socket, events } = await setUp();
  server.stall();
  socket.close(3001, 'x');
  await stage.advance(5000);
  server.restore();
  await stage.advance(0);
  expect(events.at(-1)).toBe('close 3001 "x" clean at 5000');
  await stage.advance(100_000);
  expect(events).toHaveLength(2);
});

test('waits two seconds for a server that said close and then fell silent', async () => {
  const { stage, server, socket, events } = await setUp({ latency: 10 });
  server.close(4000);
  await stage.advance(10);
  expect(socket.readyState).toBe(2);
  server.stall();
  await stage.advance(1999);
  expect(events).toHaveLength(1);
  await stage.advance(1);
  expect(events.at(-1)).toBe('close 4000 "" clean at 2030');
});

test('does not learn of a drop behind a stall before it ends', async () => {
  const { stage, server, events } = await setUp();
  server.stall();
  server.drop();
  await stage.advance(10_000);
  expect(events).toEqual(['open at 0']);
  server.restore();
  await stage.advance(0);
  expect(events.at(-1)).toBe('close 1006 "" unclean at 10000');
});

test('a stalled source lets new connections hang until restore', async () => {
  const { stage, connect, events } = await setUp();
  stage.cue(url, { do: 'stall' });
  connect();
  await stage.advance(1000);
  expect(events).toEqual(['open at 0']);
  stage.cue(url, { do: 'restore' });
  await stage.advance(0);
  expect(events.at(-1)).toBe('open at 1000');
});

test('a source that begins to refuse refuses those who hang', async () => {
  const { stage, connect, events } = await setUp();
  stage.cue(url, { do: 'stall' });
  connect();
  await stage.advance(1000);
  stage.cue(url, { do: 'refuse' });
  await stage.advance(0);
  expect(events.slice(1)).toEqual(['error at 1000', 'close 1006 "" unclean at 1000']);
});

test('a frozen page hears nothing until it resumes', async () => {
  const { stage, server, events } = await setUp();
  stage.runtime.clock.setTimeout(() => events.push(`timer at ${stage.now}`), 5);
  stage.page.freeze();
  server.send('meanwhile');
  await stage.advance(100);
  expect(events).toEqual(['open at 0']);
  expect(stage.pending.timers).toBe(1);
  stage.page.resume();
  await stage.advance(0);
  expect(events.slice(1)).toEqual(['message meanwhile at 100', 'timer at 100']);
});

async function setUp(faults: FaultSettings = {}) {
  const stage = new Stage();
  const servers: StagedServerConnection[] = [];
  const received: string[] = [];
  const events: string[] = [];
  const farEnd = (server: StagedServerConnection): void => {
    servers.push(server);
    server.accept();
    server.onmessage((data) =>
      received.push(typeof data === 'string' ? data : `${data.byteLength} bytes`),
    );
  };
  stage.websocket(url, farEnd, faults);
  const connect = (): WebSocket => {
    const socket = new stage.runtime.WebSocket(url);
    const note = (text: string): void => void events.push(`${text} at ${stage.now}`);
    socket.onopen = () => note('open');
    socket.onerror = () => note('error');
    socket.onmessage = ({ data }) => note(`message ${String(data)}`);
    socket.onclose = ({ code, reason, wasClean }) =>
      note(`close ${code} "${reason}" ${wasClean ? 'clean' : 'unclean'}`);
    return socket;
  };
  const socket = connect();
  await stage.advance(2 * (faults.latency ?? 0));
  const server = servers[0];
  if (!server) throw new Error('Nobody connected');
  return { stage, server, socket, events, received, connect };
}
