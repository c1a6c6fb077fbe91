import type { CannedStream, Cue, Refusal, SourceDeclaration } from './stream.js';
import type { LoggedSource, WireLogEntry } from './wire-log.js';

/** Turns what was logged into cues that let a page see the same again. */
export function streamOfLog(
  entries: readonly WireLogEntry[],
  sources: readonly LoggedSource[],
  name: string,
): CannedStream {
  const overlapping = sourcesWithOverlap(entries);
  const cues = entries.flatMap((entry) => {
    const source = sources.find(({ name }) => name === entry.source);
    if (source?.kind === 'http') return [];
    return cuesOf(entry, source, overlapping.has(entry.source));
  });
  for (const source of sources) {
    cues.push(...(source.kind === 'http' ? answersOf(entries, source) : hangs(entries, source)));
  }
  const order = new Map(cues.map((cue, index) => [cue, index]));
  cues.sort((a, b) => a.at - b.at || (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const latencies = sources.filter(({ latency }) => latency > 0);
  return {
    name,
    sources: Object.fromEntries(sources.map((source) => [source.name, declarationOf(source)])),
    cues,
    ...(latencies.length > 0 && {
      faults: Object.fromEntries(latencies.map(({ name: key, latency }) => [key, { latency }])),
    }),
  };
}

function declarationOf({ kind = 'websocket', url, method }: LoggedSource): SourceDeclaration {
  if (kind === 'sse') return { kind, url, replay: false };
  if (kind === 'http') return { kind, url, ...(method && { method }) };
  if (kind === 'channel') return { kind, name: url };
  return { kind, url, pong: false };
}

function cuesOf(entry: WireLogEntry, of: LoggedSource | undefined, numbered: boolean): Cue[] {
  const { source, kind, direction, data } = entry;
  const latency = of?.latency ?? 0;
  const connection =
    numbered && entry.connection !== undefined ? { connection: entry.connection } : {};
  const plan = { at: Math.max(entry.at - latency, 0), source };
  const tab = entry.tab === undefined ? {} : { tab: entry.tab };
  if (kind === 'post' && direction === 'in') {
    return [{ ...plan, do: 'post', data: JSON.parse(data ?? 'null') as unknown, ...tab }];
  }
  if (kind === 'messageerror' && direction === 'in') return [{ ...plan, do: kind, ...tab }];
  if (kind === 'frame' && direction === 'in') {
    const encoding = entry.encoding ? { encoding: entry.encoding } : {};
    return [{ ...plan, do: 'frame', data: data ?? '', ...encoding, ...connection }];
  }
  if (kind === 'closing' && direction === 'in') {
    const code = entry.code === undefined ? {} : { code: entry.code };
    const reason = entry.reason ? { reason: entry.reason } : {};
    return [{ ...plan, do: 'close', ...code, ...reason, ...connection }];
  }
  if (of?.kind === 'sse' && kind === 'close' && direction === 'in') {
    return [{ ...plan, do: 'close', ...connection }];
  }
  if (kind === 'drop') return [{ ...plan, do: 'drop', ...connection }];
  const now = { at: entry.at, source };
  // Only what befell the whole source; single connections have their own entries.
  if (kind === 'page') return [{ ...now, do: data } as Cue];
  if (kind === 'clock') return [{ ...now, do: 'jump', by: Number(data) }];
  if (entry.connection !== undefined) return [];
  if (kind === 'refuse') return [{ ...now, do: kind, ...refusalOf(entry) }];
  if (kind === 'stall' || kind === 'restore') return [{ ...now, do: kind }];
  return [];
}

/** Finds answers to connection requests that took longer than the latency, or were refusals. */
function hangs(entries: readonly WireLogEntry[], { name, latency }: LoggedSource): Cue[] {
  const cues: Cue[] = [];
  let mode = 'restore';
  const asked = new Map<number, number>();
  for (const entry of entries) {
    const { at, source, kind, connection } = entry;
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
      if (kind === 'refuse') {
        cues.push({ ...plan, at: answered, do: 'refuse', ...refusalOf(entry) });
      }
      if (kind === 'refuse') cues.push({ ...plan, at: answered + latency + 1, do: 'restore' });
      else if (answered > since + latency) cues.push({ ...plan, at: answered, do: 'restore' });
    }
  }
  return cues;
}

/** Tells how an HTTP source refused; a socket's refusal has only its close code. */
function refusalOf({ code, headers }: WireLogEntry): Refusal {
  return code === undefined || code > 599 ? {} : { status: code, ...(headers && { headers }) };
}

/** Turns each answer of an HTTP source into what it answers from that request on. */
function answersOf(entries: readonly WireLogEntry[], { name, latency }: LoggedSource): Cue[] {
  const own = entries.filter(({ source }) => source === name);
  return own.flatMap((asked): Cue[] => {
    if (asked.kind !== 'connect') return [];
    const plan = { at: asked.at, source: name };
    const answer = own.filter(
      ({ connection, direction }) => connection === asked.connection && direction === 'in',
    );
    const head = answer.find(({ kind }) => kind === 'open' || kind === 'refuse');
    if (!head) return [];
    if (head.code === undefined) return [{ ...plan, do: 'refuse', times: 1 }];
    const body = answer.map(({ kind, data = '' }) => (kind === 'frame' ? data : '')).join('');
    const delay = Math.max(head.at - asked.at - 2 * latency, 0);
    const { code: status, headers } = head;
    return [{ ...plan, do: 'respond', status, ...(headers && { headers }), body, delay }];
  });
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
