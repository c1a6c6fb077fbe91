import { parseStream, type CannedStream, type Cue, type StreamInput } from '../../src/stage.js';
import type { SourceName } from './commands.js';

/** What a source does before anybody connects. */
const OPENINGS: ReadonlySet<string> = new Set(['refuse', 'restore', 'stall', 'reply']);

/** A cue, and which source it is for. */
export interface Planned {
  readonly at: number;
  readonly cue: Cue;
  readonly source: SourceName;
  /** Which repetition, from 1. */
  readonly n: number;
}

/** A canned stream as a server plays it. */
export interface PlayingPlan {
  /** The sources that it has. */
  readonly sources: readonly SourceName[];
  /** What is done before anybody connects. */
  readonly openings: readonly Planned[];
  /** The rest, in order. */
  readonly rest: readonly Planned[];
}

/** Plans a canned stream. Throws if there is anything in it that no server can play. */
export function planStream(input: StreamInput): PlayingPlan {
  const stream = parseStream(input);
  const sources = sourcesOf(stream);
  const plan = stream.cues.flatMap((cue, index) => {
    const source = check(index, cue, sources);
    const { times, every } = cue.repeat ?? { times: 1, every: 0 };
    return Array.from({ length: times }, (_, i): Planned => {
      return { at: cue.at + i * every, cue, source, n: i + 1 };
    });
  });
  const isOpening = ({ at, cue }: Planned): boolean => at === 0 && OPENINGS.has(cue.do);
  return {
    sources: [...sources.values()],
    openings: plan.filter(isOpening),
    rest: plan.filter((planned) => !isOpening(planned)).sort((one, other) => one.at - other.at),
  };
}

/** What the names in a stream's cues stand for. */
function sourcesOf({ sources = {} }: CannedStream): Map<string, SourceName> {
  const known = new Map<string, SourceName>();
  for (const [name, { kind }] of Object.entries(sources)) {
    if (kind !== 'channel') known.set(name, kind);
  }
  return known;
}

/** Refuses cues that no server can play, and tells which source the others are for. */
function check(index: number, cue: Cue, sources: ReadonlyMap<string, SourceName>): SourceName {
  const source = sources.get(cue.source);
  if (!source) {
    throw new Error(
      `Failed to play cue ${index}: it is for the ${cue.source}. A server has none; use a stage.`,
    );
  }
  if ('connection' in cue) {
    throw new Error(
      `Failed to play cue ${index}: it is for one connection. A rig plays to all; use a stage.`,
    );
  }
  return source;
}
