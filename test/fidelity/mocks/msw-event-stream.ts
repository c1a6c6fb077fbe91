import { http, HttpResponse } from 'msw';
import { vi } from 'vitest';
import { observeEventSource } from '../event-stream/native-event-source.js';
import type {
  EventStreamProbe,
  Observed,
  StreamAnswer,
  StreamRequest,
} from '../event-stream/probe.js';
import type { Subject } from '../subject.js';
import { worker } from './msw-worker.js';

/** How long to wait for what may never come, in ms. */
const PATIENCE = 1000;
/** How long what should not come would take, in ms. */
const PAUSE = 200;

let keys = 0;

/** The browser's own EventSource behind msw's service worker. */
export const mswEventStream: Subject<EventStreamProbe> = {
  name: 'msw',
  async answer(probe) {
    const url = `/msw-stream-${++keys}`;
    const answers = [...probe.answers];
    const asked: StreamRequest[] = [];
    const lines: ReadableStreamDefaultController[] = [];
    const observed: Observed[] = [];
    worker.use(
      http.get(url, ({ request }) => {
        asked.push(noted(request));
        return respond(answers.shift() ?? { status: 204 }, lines);
      }),
    );
    try {
      return await probe.run({
        observe(...rest) {
          observed.push(observeEventSource(url, ...rest));
          return observed.at(-1)!;
        },
        async until(done) {
          await vi.waitUntil(done, { timeout: PATIENCE, interval: 2 }).catch(() => undefined);
        },
        pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE)),
        sever: async () => lines.at(-1)?.error(new TypeError('Cut off')),
        asked: () => Promise.resolve([...asked]),
      });
    } finally {
      for (const each of observed) each.close();
    }
  },
};

function noted({ method, url, headers }: Request): StreamRequest {
  return {
    method,
    search: new URL(url).search,
    accept: headers.get('accept') ?? '',
    lastEventId: headers.get('last-event-id'),
    at: performance.now(),
  };
}

function respond(
  { status = 200, headers = {}, pieces = [], end = 'close' }: StreamAnswer,
  lines: ReadableStreamDefaultController[],
): Response {
  if (end === 'refuse') return HttpResponse.error();
  const body = new ReadableStream({
    start(controller) {
      lines.push(controller);
      for (const piece of pieces) {
        controller.enqueue(Uint8Array.from(atob(piece), (character) => character.charCodeAt(0)));
      }
      if (end === 'close') controller.close();
    },
  });
  return new HttpResponse(status === 204 ? null : body, { status, headers: { ...headers } });
}
