import { HocuspocusProvider } from '@hocuspocus/provider';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import { Doc } from 'yjs';
import { setUp, useBrowsers, type Desk } from './desk.js';
import { WAIT } from './writer.js';

useBrowsers();

const CLIENTS = {
  'y-websocket': ({ port, room }: Desk, doc: Doc) =>
    new WebsocketProvider(`ws://127.0.0.1:${port}`, room, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    }),
  hocuspocus: ({ port, room }: Desk, document: Doc) =>
    new HocuspocusProvider({
      url: `ws://127.0.0.1:${port}`,
      name: room,
      document,
      token: 'any',
      // Its socket looks for one of the platform's, which Node had none of until version 22.
      ...{ WebSocketPolyfill: WebSocket },
    }),
};

test.each(['y-websocket', 'hocuspocus'] as const)(
  'writes one text with who uses the client of %s',
  async (server) => {
    const desk = await setUp(server);
    const ada = await desk.open('ada', 0);
    await ada.until('Saved');
    await ada.goTo('start');
    const doc = new Doc();
    const client = CLIENTS[server](desk, doc);
    onTestFinished(() => client.destroy());
    const text = doc.getText('content');
    client.awareness!.setLocalStateField('user', { name: 'Bob', color: '#30bced' });
    await expect.poll(() => ada.badges(), WAIT).toEqual(['Bob']);
    await ada.type('from ada');
    await expect.poll(() => text.toJSON(), WAIT).toBe('from ada');
    text.insert(0, 'from bob, ');
    await expect.poll(() => ada.shown(), WAIT).toBe('from bob, from ada|');
    const users = (): unknown[] =>
      [...client.awareness!.getStates().values()].map(
        ({ user }) => (user as { name: string }).name,
      );
    await expect.poll(() => users().sort(), WAIT).toEqual(['Ada', 'Bob']);
    client.awareness!.setLocalState(null);
    await expect.poll(() => ada.badges(), WAIT).toEqual([]);
  },
);
