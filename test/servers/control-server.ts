import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { RigCommand, SourceName } from './commands.js';
import { commandDocuments } from './document-servers.js';
import { answerStream } from './event-streams.js';
import { tieToParent } from './lifeline.js';
import { Rig } from './rig.js';

// Lets pages put rigs up, command them and take them down:
//   POST /rigs → {id, ports} · POST /rigs/<id> with a command as JSON → its result
// and servers of documents: see `commandDocuments`.

const TIME_LIMIT = 600_000;

const rigs = new Map<string, Rig>();
// Server processes end by themselves as soon as this one is gone.
const renew = tieToParent(TIME_LIMIT);

const server = createServer((request, response) => {
  renew();
  serve(request, response).catch((error: unknown) =>
    reply(response, 500, error instanceof Error ? error.message : error),
  );
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await answerStream(request, response)) return;
  reply(response, 200, (await answer(request)) ?? null);
}

async function answer(request: IncomingMessage): Promise<unknown> {
  if (request.method !== 'POST') return null;
  const [, kind, id, verb] = (request.url ?? '').split('/');
  if (kind === 'documents') return commandDocuments(id ?? '', verb);
  if (!id) return putUp();
  const rig = rigs.get(id);
  if (!rig) throw new Error(`Failed to command rig ${id}: there is none. Put one up first.`);
  const command = JSON.parse(await text(request)) as RigCommand;
  if (command.do === 'strike') rigs.delete(id);
  return rig.obey(command);
}

async function putUp(): Promise<{ id: string; ports: Record<SourceName, number> }> {
  const rig = new Rig();
  const ports = await rig.open();
  const id = String(ports.websocket);
  rigs.set(id, rig);
  return { id, ports };
}

function reply(response: ServerResponse, status: number, result: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
  });
  response.end(JSON.stringify(result));
}

// Browsers ask again by themselves when a connection that they use again fails.
server.maxRequestsPerSocket = 1;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
