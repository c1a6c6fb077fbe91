import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { ConnectionAction, SourceAction } from '../../src/stage.js';
import type { HttpAction, SSEAction } from '../../src/stage/stream.js';
import type { FarEndStep } from '../fidelity/websocket/probe.js';
import type { FarEndCommand, FarEndNote } from './commands.js';
import { FarEndActions } from './far-end-actions.js';
import { HttpFarEnd } from './http-far-end.js';
import { ItemsFarEnd } from './items-far-end.js';
import { tieToParent } from './lifeline.js';

// A server for all transports in a process of its own, so that it can be killed. Its parent talks to
// it.

const TIME_LIMIT = 600_000;
/** How long a closing handshake may take before it is no longer waited for, in ms. */
const CLOSING_PATIENCE = 1000;

const scripts = new Map<string, readonly FarEndStep[]>();
const raw = new Map<Duplex, string>();
const open = new Set<WebSocket>();
const actions = new FarEndActions(open);
const http = new HttpFarEnd(note);
const items = new ItemsFarEnd(note, (type, payload) =>
  actions.act({ do: 'message', type, payload }),
);
const renew = tieToParent(TIME_LIMIT);

const server = createServer((request, response) => {
  const part = items.knows(request) ? items : http;
  // A request has a connection of its own: what befalls the line befalls it alone.
  response.shouldKeepAlive = false;
  void part.serve(request, response);
});
server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
  const { pathname, search } = new URL(request.url ?? '/', 'ws://far.end');
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  const steps = scripts.get(pathname) ?? [];
  const answer = steps.find((step) => step.on === 'connection');
  raw.set(socket, pathname);
  socket.on('error', () => undefined);
  socket.on('close', () => raw.delete(socket));
  note(pathname, `request:${pathname}${search} ${offered.replaceAll(' ', '')}`.trimEnd());
  if (answer?.do === 'hang') return;
  if (answer?.do === 'refuse') socket.end(`HTTP/1.1 ${answer.data ?? '403 Forbidden'}\r\n\r\n`);
  else if (answer?.do === 'drop') socket.destroy();
  else {
    webSocketServer(answer?.protocol, offered !== '').handleUpgrade(request, socket, head, (page) =>
      onOpen(page, pathname, steps),
    );
  }
});

function webSocketServer(protocol: string | undefined, offers: boolean): WebSocketServer {
  const accepting = new WebSocketServer({
    noServer: true,
    handleProtocols: ([first = '']) => (protocol ?? first) || false,
  });
  // The package never answers with a protocol unasked; rude servers do.
  if (protocol && !offers) {
    accepting.on('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${protocol}`));
  }
  return accepting;
}

function onOpen(page: WebSocket, path: string, steps: readonly FarEndStep[]): void {
  open.add(page);
  page.on('error', () => undefined);
  page.on('close', (code, reason) => {
    open.delete(page);
    note(path, `close:${code}:${reason.toString()}`);
  });
  page.on('message', (data: RawData, isBinary) => {
    const bytes = data as Buffer;
    note(path, isBinary ? `binary:${bytes.toString('hex')}` : `text:${bytes.toString()}`);
    if (!isBinary) actions.answer(page, bytes.toString());
    for (const step of steps) if (step.on === 'message') follow(step, page, bytes, isBinary);
  });
  for (const step of steps) if (step.on === 'open') follow(step, page, Buffer.of(), false);
}

function follow(step: FarEndStep, page: WebSocket, data: Buffer, isBinary: boolean): void {
  const own = step.data ?? '';
  if (step.do === 'echo') page.send(data, { binary: isBinary });
  else if (step.do === 'send') page.send(step.binary ? Buffer.from(own, 'hex') : own);
  else if (step.do === 'close') page.close(step.code, step.reason);
  else if (step.do === 'drop') page.terminate();
}

function note(path: string, text: string): void {
  process.send?.({ path, text } satisfies FarEndNote);
}

/** The rig has made sure that the source knows the action. */
function act({ source, action, n }: Extract<FarEndCommand, { do: 'act' }>): void {
  if (source === 'websocket') actions.act(action as ConnectionAction | SourceAction, n);
  else http.act(source, action as SSEAction | HttpAction, n);
}

async function settle(): Promise<void> {
  const closing = [...open].filter((page) => page.readyState === page.CLOSING);
  const closed = closing.map((page) => new Promise<void>((resolve) => page.once('close', resolve)));
  const patience = new Promise<void>((resolve) => setTimeout(resolve, CLOSING_PATIENCE));
  await Promise.race([Promise.all(closed), patience]);
}

async function obey(command: FarEndCommand): Promise<unknown> {
  if (command.do === 'script') scripts.set(command.path, command.steps);
  else if (command.do === 'act') act(command);
  else if (command.do === 'count') return raw.size;
  else if (command.do === 'settle') await settle();
  else if (command.do === 'clear') {
    scripts.clear();
    actions.forgetReplies();
    http.clear();
    items.clear();
    for (const socket of raw.keys()) socket.destroy();
  } else for (const [socket, path] of raw) if (path === command.path) socket.destroy();
  return null;
}

process.on('message', ({ id, command }: { id: number; command: FarEndCommand }) => {
  renew();
  obey(command).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
