import { ws } from 'msw';
import type { Subject } from '../subject.js';
import type { FarEndStep, WebSocketProbe } from '../websocket/probe.js';
import { bytes, Notes, until } from './far-end.js';
import { worker } from './msw-worker.js';

type Link = ReturnType<typeof ws.link>;
type Page = Link['clients'] extends Set<infer Client> ? Client : never;
type Data = Parameters<Page['send']>[0];

let paths = 0;

/** The WebSocket that msw puts in place of the page's. */
export const mswWebSocket: Subject<WebSocketProbe> = {
  name: 'msw',
  // Nobody can choose a subprotocol, keep a page waiting, or lose a line.
  canSet: ({ farEnd = [] }) =>
    !farEnd.some(({ do: verb, protocol }) => protocol !== undefined || /hang|drop/.test(verb)),
  async answer({ farEnd = [], run }) {
    const url = `ws://msw.test/probe-${++paths}`;
    const notes = new Notes();
    const link = ws.link(url);
    worker.use(
      link.addEventListener('connection', ({ client }) => onConnection(client, farEnd, notes)),
    );
    return structuredClone(
      await run({
        // Read here: msw replaces it.
        WebSocket: globalThis.WebSocket,
        url,
        baseUrl: document.baseURI,
        until,
        received: () => notes.all(),
      }),
    );
  },
};

function onConnection(page: Page, farEnd: readonly FarEndStep[], notes: Notes): void {
  if (farEnd.some((step) => step.do === 'refuse'))
    throw new Error('Refused, as planned by a probe');
  const act = (step: FarEndStep, data: Data): void => {
    const own = step.data ?? '';
    if (step.do === 'echo') page.send(data);
    else if (step.do === 'send') page.send(step.binary ? bytes(own) : own);
    else if (step.do === 'close') page.close(step.code, step.reason);
  };
  page.addEventListener('close', ({ code, reason }) => notes.close(code, reason));
  page.addEventListener('message', ({ data }) => {
    notes.message(data);
    for (const step of farEnd) if (step.on === 'message') act(step, data);
  });
  // A page opens after this.
  setTimeout(() => {
    for (const step of farEnd) if (step.on === 'open') act(step, '');
  });
}
