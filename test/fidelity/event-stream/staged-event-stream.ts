import { Stage, type StagedHttpConnection } from '../../../src/stage.js';
import type { Subject } from '../subject.js';
import { observeClient } from './client-subject.js';
import type { EventStreamProbe, Observed, StreamAnswer, StreamRequest } from './probe.js';

/** How long to wait for what should come, in virtual ms. */
const PATIENCE = 15_000;

/** The same client, before a far end on a stage of its own: a stage has no EventSource. */
export const stagedEventStream: Subject<EventStreamProbe> = {
  name: 'stage',
  async answer(probe) {
    const stage = new Stage();
    const answers = [...probe.answers];
    const asked: StreamRequest[] = [];
    let line: StagedHttpConnection | undefined;
    stage.sse('/stream', (connection) => {
      line = connection;
      asked.push(noted(connection, stage.now));
      play(answers.shift() ?? { status: 204 }, connection);
    });
    let observed: Observed | undefined;
    try {
      return await probe.run({
        observe: (...rest) => (observed = observeClient('/stream', stage.runtime, ...rest)),
        async until(done) {
          const end = stage.now + PATIENCE;
          while (!done() && stage.now < end) await stage.advance(10);
        },
        pause: () => stage.advance(PATIENCE),
        sever: async () => line?.drop(),
        asked: () => Promise.resolve([...asked]),
      });
    } finally {
      observed?.close();
      stage.dispose();
    }
  },
};

function noted({ request, lastEventId }: StagedHttpConnection, at: number): StreamRequest {
  const { method, url, headers } = request;
  const accept = headers.get('accept') ?? '';
  return { method, search: new URL(url).search, accept, lastEventId: lastEventId ?? null, at };
}

function play(
  { status = 200, headers = {}, pieces = [], end = 'close' }: StreamAnswer,
  connection: StagedHttpConnection,
): void {
  if (end === 'refuse') return connection.refuse();
  connection.begin(status, headers);
  for (const piece of pieces) connection.raw(Uint8Array.from(atob(piece), (c) => c.charCodeAt(0)));
  if (end === 'close') connection.close();
}
