import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hocuspocus } from '@hocuspocus/server';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';
import { Ledger } from './ledger.js';
import { tieToParent } from './lifeline.js';
import { PlainDocuments } from './plain-documents.js';

// A server of shared documents, in a process of its own: `document-server <kind> <port>`. The kind is
// `y-websocket` or `hocuspocus`, which are public ones, `plain` or `plain-strict`; or `ledger`, which
// has messages instead of documents.
// It keeps documents in memory: with its process they are gone.

const TIME_LIMIT = 600_000;

tieToParent(TIME_LIMIT);
const [kind, port] = process.argv.slice(2);
const sockets = new WebSocketServer({ noServer: true });
const hocuspocus = new Hocuspocus({
  quiet: true,
  async onAuthenticate({ token, connectionConfig }) {
    if (token === 'wrong') throw new Error('wrong token');
    connectionConfig.readOnly = token === 'reader';
  },
});
const plain = new PlainDocuments(kind === 'plain-strict');
const ledger = new Ledger();
const server = createServer((request, response) =>
  (kind === 'ledger' ? ledger : plain).answer(request, response),
);
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (connection) => {
    if (kind === 'hocuspocus') hocuspocus.handleConnection(connection, request);
    else if (kind === 'y-websocket') setupWSConnection(connection, request);
    else (kind === 'ledger' ? ledger : plain).connect(connection, request);
  });
});
server.listen(Number(port), '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
