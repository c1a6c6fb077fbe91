import { Stage } from '../../src/stage/stage.js';
import type { CannedStream, Cue } from '../../src/stage/stream.js';

/** Puts an event stream and an HTTP source on a stage. */
export function onStage(cues: readonly Cue[], faults: CannedStream['faults'] = {}): Stage {
  const stream: CannedStream = {
    name: 'events',
    sources: { feed: { kind: 'sse', url: '/events' }, api: { kind: 'http', url: '/api' } },
    cues,
    faults,
  };
  return new Stage({ stream });
}

/** Asks both sources at four moments. Tells what came back, and when. */
export async function visit(stage: Stage): Promise<string[]> {
  const read: string[] = [];
  for (const [at, url] of [
    [1, '/events'],
    [5, '/events'],
    [31, '/api'],
    [46, '/api'],
  ] as const) {
    stage.runtime.clock.setTimeout(() => reading(stage, {}, read, url), at);
  }
  await stage.advance(100);
  return read;
}

/** Reads one answer. Tells what came, and when. */
export function reading(
  stage: Stage,
  headers = {},
  read: string[] = [],
  url = '/events',
): string[] {
  const note = (text: string): void => void read.push(`${text}@${stage.now}`);
  const run = async (): Promise<void> => {
    const response = await stage.runtime.fetch(url, { headers });
    note(String(response.status));
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      note(new TextDecoder().decode(piece.value));
    }
    note('end');
  };
  run().catch((error: Error) => note(error.name));
  return read;
}
