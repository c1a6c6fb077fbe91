import { parseStream, type CannedStream, type Cue, type StreamInput } from '../../src/stage.js';
import type { SourceDeclaration } from '../../src/stage/stream.js';
import type { SourceName } from './world.js';

/**
 * Puts the sources of a canned stream where a world has its own.
 *
 * Servers say in whole seconds when they want to be asked again: who plays a stream faster has to
 * make that shorter as well.
 */
export function playedStream(
  input: StreamInput,
  urls: Readonly<Record<SourceName, string>>,
  speed = 1,
): CannedStream {
  const stream = parseStream(input);
  const sources: Record<string, SourceDeclaration> = {};
  for (const [name, source] of Object.entries(stream.sources ?? {})) {
    sources[name] = source.kind === 'channel' ? source : { ...source, url: urls[source.kind] };
  }
  const cues = stream.cues.map((cue): Cue => {
    if (!('headers' in cue) || cue.headers?.['retry-after'] === undefined) return cue;
    const seconds = Math.ceil(Number(cue.headers['retry-after']) / speed);
    return { ...cue, headers: { ...cue.headers, 'retry-after': String(seconds) } };
  });
  return { ...stream, sources, cues };
}
