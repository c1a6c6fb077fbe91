import { IndexeddbPersistence } from 'y-indexeddb';
import { Doc } from 'yjs';
import { expect, inject, onTestFinished, test } from 'vitest';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { yjsWire } from '../../src/documents/yjs-wire.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import { documentFrames } from '../../src/transports/codecs/document-frames.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';

const WAIT = { timeout: 8000, interval: 10 };

type Server = 'y-websocket' | 'hocuspocus';

test.each<Server>(['y-websocket', 'hocuspocus'])(
  'two who write at once through a real %s server have the same text',
  async (server) => {
    const { open } = await startServer(server);
    const [ada, bob] = [open('ada'), open('bob')];
    await bothSaved(ada, bob);
    write(ada, 'from ada ');
    write(bob, 'from bob ');
    await expect.poll(() => ada.text.length, WAIT).toBe(18);
    await expect.poll(() => bob.text === ada.text, WAIT).toBe(true);
    await bothSaved(ada, bob);
    expect([ada.sync.waiting, bob.sync.waiting]).toEqual([0, 0]);
  },
);

test.each<Server>(['y-websocket', 'hocuspocus'])(
  'a real %s server tells who is where, and who has gone',
  async (server) => {
    const { open } = await startServer(server);
    const [ada, bob] = [open('ada'), open('bob')];
    await bothSaved(ada, bob);
    write(ada, 'hello');
    ada.select(1, 3);
    await expect
      .poll(() => bob.people, WAIT)
      .toMatchObject([{ userId: 'ada', name: 'ada', selection: { anchor: 1, head: 3 } }]);
    await expect.poll(() => ada.people.map(({ userId }) => userId), WAIT).toEqual(['bob']);
    ada.close();
    await expect.poll(() => bob.people, WAIT).toEqual([]);
  },
);

test.each<Server>(['y-websocket', 'hocuspocus'])(
  'what was written while a real %s server was dead is there when it lives again',
  async (server) => {
    const { open, ask } = await startServer(server);
    const [ada, bob] = [open('ada'), open('bob')];
    await bothSaved(ada, bob);
    write(ada, 'before ');
    await expect.poll(() => bob.text, WAIT).toBe('before ');
    await bothSaved(ada, bob);
    await ask('kill');
    await expect.poll(() => ada.sync.state, WAIT).toBe('offline');
    write(ada, 'ada ');
    write(bob, 'bob ');
    expect(ada.sync).toEqual({ state: 'offline', waiting: 1 });
    await ask('start');
    await expect.poll(() => ada.text.length, WAIT).toBe(15);
    await expect.poll(() => bob.text === ada.text, WAIT).toBe(true);
    await bothSaved(ada, bob);
    await expect.poll(() => bob.people.map(({ userId }) => userId), WAIT).toEqual(['ada']);
  },
);

test.each<Server>(['y-websocket', 'hocuspocus'])(
  'a client of a real %s server gets its probes answered, and stays connected',
  async (server) => {
    const { open, clients } = await startServer(server);
    const ada = open('ada', { heartbeatInterval: 200, heartbeatTimeout: 150 });
    await bothSaved(ada, ada);
    const states: string[] = [];
    ada.addEventListener('syncchange', () => states.push(ada.sync.state));
    let probes = 0;
    clients.get(ada)!.on('document-probe', () => probes++);
    write(ada, 'a');
    // The last of them is sent only to a line on which all before it were answered.
    await expect.poll(() => probes, WAIT).toBeGreaterThan(5);
    expect(states).not.toContain('offline');
    expect(ada.sync.state).toBe('saved');
  },
);

test('a real Hocuspocus server turns away who has the wrong token, and a reader’s edits', async () => {
  const { open } = await startServer('hocuspocus');
  const invalid = (document: SharedDocument): string[] => {
    const codes: string[] = [];
    document.addEventListener('invalid', ({ error }) => codes.push(error.code));
    return codes;
  };
  const wrong = invalid(open('eve', {}, 'wrong'));
  await expect.poll(() => wrong, WAIT).toContain('permission-denied');
  const reader = open('rita', {}, 'reader');
  const codes = invalid(reader);
  await expect.poll(() => codes, WAIT).toContain('read-only');
});

test('edits made offline survive a reload', async () => {
  const { open, ask } = await startServer('y-websocket');
  const docId = crypto.randomUUID();
  const persist = (name: string, doc: SharedDocument['doc']): IndexeddbPersistence =>
    new IndexeddbPersistence(name, doc);
  const before = open('ada', {}, '', { docId, persist });
  await bothSaved(before, before);
  await ask('kill');
  await expect.poll(() => before.sync.state, WAIT).toBe('offline');
  write(before, 'kept');
  await expect.poll(() => storedText(docId), WAIT).toBe('kept');
  before.close();
  await ask('start');
  const after = open('ada', {}, '', { docId, persist });
  await after.ready;
  expect(after.text).toBe('kept');
  const bob = open('bob', {}, '', { docId });
  await expect.poll(() => bob.text, WAIT).toBe('kept');
});

/** Starts a server in a process of its own, and makes documents that are connected to it. */
async function startServer(server: Server) {
  const documents = `${inject('controlUrl')}/documents`;
  const { port } = (await post(`${documents}/${server}`)) as { port: number };
  onTestFinished(async () => void (await post(`${documents}/${port}/kill`)));
  const room = crypto.randomUUID();
  const clients = new Map<SharedDocument, WebSocketClient>();
  const open = (
    userId: string,
    settings: object = {},
    token = '',
    options: object = {},
  ): SharedDocument => {
    const document = new SharedDocument({ runtime: browserRuntime, docId: room, ...options });
    const client = new WebSocketClient(`ws://127.0.0.1:${port}/${document.docId}`, {
      codecs: documentFrames(),
      reconnectDelay: () => 150,
      maxReconnectAttempts: Infinity,
      ...settings,
    });
    clients.set(document, client);
    document.introduce({ userId });
    document.connect(yjsWire(client, { server, token }));
    onTestFinished(() => document.close());
    return document;
  };
  return { open, clients, ask: (verb: 'kill' | 'start') => post(`${documents}/${port}/${verb}`) };
}

/** Reads what the browser has kept of a document. */
async function storedText(docId: string): Promise<string> {
  const doc = new Doc();
  const persistence = new IndexeddbPersistence(docId, doc);
  await persistence.whenSynced;
  await persistence.destroy();
  return doc.getText('content').toJSON();
}

async function post(url: string): Promise<unknown> {
  const response = await fetch(url, { method: 'POST' });
  const result: unknown = await response.json();
  if (!response.ok) throw new Error(String(result));
  return result;
}

async function bothSaved(...documents: readonly SharedDocument[]): Promise<void> {
  for (const document of documents) {
    await expect.poll(() => document.sync.state, WAIT).toBe('saved');
  }
}

function write(document: SharedDocument, insert: string): void {
  document.edit({ from: document.text.length, to: document.text.length, insert });
}
