import { Server, WebSocket as MockWebSocket, type Client } from 'mock-socket';
import type { WebSocketConstructor } from '../../../src/core/runtime.js';
import type { Subject } from '../subject.js';
import type { FarEndStep, WebSocketProbe } from '../websocket/probe.js';
import { bytes, Notes, until } from './far-end.js';

let paths = 0;

/** The WebSocket of mock-socket, with a server of its own for each probe. */
export const mockSocket: Subject<WebSocketProbe> = {
  name: 'mock-socket',
  // It either knows a server, which answers at once, or refuses.
  canSet: ({ farEnd = [] }) =>
    !farEnd.some((step) => step.on === 'connection' && /hang|drop/.test(step.do)),
  async answer({ farEnd = [], run }) {
    const url = `ws://mock.test/probe-${++paths}`;
    const notes = new Notes();
    const answer = farEnd.find(({ on }) => on === 'connection');
    const server = new Server(url, {
      mock: false,
      ...(answer?.do === 'refuse' && { verifyClient: () => false }),
      ...(answer?.protocol !== undefined && { selectProtocol: () => answer.protocol! }),
    });
    server.on('connection', (page) => onConnection(page, farEnd, notes));
    try {
      return structuredClone(
        await run({
          WebSocket: MockWebSocket as unknown as WebSocketConstructor,
          url,
          baseUrl: document.baseURI,
          until,
          received: () => notes.all(),
        }),
      );
    } finally {
      server.stop();
    }
  },
};

function onConnection(page: Client, farEnd: readonly FarEndStep[], notes: Notes): void {
  const act = (step: FarEndStep, data: Parameters<Client['send']>[0]): void => {
    const own = step.data ?? '';
    if (step.do === 'echo') page.send(data);
    else if (step.do === 'send') page.send(step.binary ? bytes(own) : own);
    else if (step.do === 'drop') page.close({ code: 1006, reason: '', wasClean: false });
    else if (step.do === 'close') {
      const { code = 1005, reason = '' } = step;
      page.close({ code, reason, wasClean: true });
    }
  };
  // Its types know nothing of the event.
  page.on('close', (({ code, reason }: CloseEvent) => notes.close(code, reason)) as () => void);
  page.on('message', (data) => {
    notes.message(data);
    for (const step of farEnd) if (step.on === 'message') act(step, data);
  });
  for (const step of farEnd) if (step.on === 'open') act(step, '');
}
