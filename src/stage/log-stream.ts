import type { CannedStream, Cue } from './stream.js';
import type { LoggedSource, WireLogEntry } from './wire-log.js';

/** Turns what was logged into cues that let a page see the same again. */
export function streamOfLog(
  entries: readonly WireLogEntry[],
  sources: readonly LoggedSource[],
  name: string,
): CannedStream {
  const overlapping = sourcesWithOverlap(entries);
  const cues = entries.flatMap((entry) => {
    const latency = sources.find((source) => source.name === entry.source)?.latency ?? 0;
    return cuesOf(entry, latency, overlapping.has(entry.source));
  });
  for (const source of sources) cues.push(...hangs(entries, source));
  const order = new Map(cues.map((cue, index) => [cue, index]));
  cues.sort((a, b) => a.at - b.at || (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const latencies = sources.filter(({ latency }) => latency > 0);
  return {
    name,
    sources: Object.fromEntries(
      sources.map((source) => [
        source.name,
        { kind: 'websocket' as const, url: source.url, pong: false },
      ]),
    ),
    cues,
    ...(latencies.length > 0 && {
      faults: Object.fromEntries(latencies.map(({ name: key, latency }) => [key, { latency }])),
    }),
  };
}

function cuesOf(entry: WireLogEntry, latency: number, numbered: boolean): Cue[] {
  const { source, kind, direction, data } = entry;
  const connection =
    numbered && entry.connection !== undefined ? { connection: entry.connection } : {};
  const plan = { at: Math.max(entry.at - latency, 0), source };
  if (kind === 'frame' && direction === 'in') {
    const encoding = entry.encoding ? { encoding: entry.encoding } : {};
    return [{ ...plan, do: 'frame', data: data ?? '', ...encoding, ...connection }];
  }
  if (kind === 'closing' && direction === 'in') {
    const code = entry.code === undefined ? {} : { code: entry.code };
    const reason = entry.reason ? { reason: entry.reason } : {};
    return [{ ...plan, do: 'close', ...code, ...reason, ...connection }];
  }
  if (kind === 'drop') return [{ ...plan, do: 'drop', ...connection }];
  const now = { at: entry.at, source };
  // Only what befell the whole source; single connections have their own entries.
  if (kind === 'page') return [{ ...now, do: data } as Cue];
  if (kind === 'clock') return [{ ...now, do: 'jump', by: Number(data) }];
  if (entry.connection !== undefined) return [];
  if (kind === 'stall' || kind === 'restore' || kind === 'refuse') return [{ ...now, do: kind }];
  return [];
}

/** Finds answers to connection requests that took longer than the latency, or were refusals. */
function hangs(entries: readonly WireLogEntry[], { name, latency }: LoggedSource): Cue[] {
  const cues: Cue[] = [];
  let mode = 'restore';
  const asked = new Map<number, number>();
  for (const { at, source, kind, connection } of entries) {
    if (source !== name) continue;
    if (connection === undefined) {
      if (kind === 'refuse' || kind === 'restore' || kind === 'stall') mode = kind;
    } else if (kind === 'connect') {
      asked.set(connection, at);
    } else if ((kind === 'open' || kind === 'refuse') && mode === 'restore') {
      const since = asked.get(connection) ?? at;
      const answered = at - latency;
      const plan = { source: name };
      if (answered > since + latency) cues.push({ ...plan, at: since, do: 'stall' });
      if (kind === 'refuse') cues.push({ ...plan, at: answered, do: 'refuse' });
      if (kind === 'refuse') cues.push({ ...plan, at: answered + latency + 1, do: 'restore' });
      else if (answered > since + latency) cues.push({ ...plan, at: answered, do: 'restore' });
    }
  }
  return cues;
}

function sourcesWithOverlap(entries: readonly WireLogEntry[]): Set<string> {
  const open = new Map<string, number>();
  const overlapping = new Set<string>();
  for (const { source, kind, connection } of entries) {
    if (connection === undefined) continue;
    const change = kind === 'open' ? 1 : kind === 'close' || kind === 'drop' ? -1 : 0;
    const count = Math.max((open.get(source) ?? 0) + change, 0);
    open.set(source, count);
    if (count > 1) overlapping.add(source);
  }
  return overlapping;
}
