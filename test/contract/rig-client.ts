import { inject } from 'vitest';
import type { LineCommand, RigCommand, SourceName } from '../servers/commands.js';

/** A server process and the lines that lead to it, seen from the page. */
export interface RigClient {
  /** Where pages connect to with WebSockets, without a path. */
  readonly url: string;
  /** Where pages connect to, by source, without a path. */
  readonly origins: Readonly<Record<SourceName, string>>;
  ask(command: Exclude<RigCommand, { do: 'line' | 'report' | 'count' | 'strike' }>): Promise<void>;
  /** Does something to the lines between the page and the server, or to that of one source. */
  line(command: LineCommand, source?: SourceName): Promise<void>;
  /** Tells what the server has noticed so far, on `path` or anywhere. */
  report(path?: string): Promise<string[]>;
  /** Counts the WebSockets that the server has and the connections that the lines carry. */
  count(): Promise<{ readonly server: number; readonly line: number }>;
  /** Takes everything down. */
  strike(): Promise<void>;
}

/** Puts up a server process of its own. */
export async function openRig(): Promise<RigClient> {
  const rigs = `${inject('controlUrl')}/rigs`;
  const { id, ports } = (await post(rigs)) as { id: string; ports: Record<SourceName, number> };
  const command = (own: RigCommand): Promise<unknown> => post(`${rigs}/${id}`, own);
  const origins = {
    websocket: `ws://127.0.0.1:${ports.websocket}`,
    sse: `http://127.0.0.1:${ports.sse}`,
    http: `http://127.0.0.1:${ports.http}`,
  };
  return {
    url: origins.websocket,
    origins,
    ask: async (own) => void (await command(own)),
    line: async (line, source) =>
      void (await command({ do: 'line', line, ...(source && { source }) })),
    report: async (path) =>
      (await command({ do: 'report', ...(path !== undefined && { path }) })) as string[],
    count: async () => (await command({ do: 'count' })) as Awaited<ReturnType<RigClient['count']>>,
    strike: async () => void (await command({ do: 'strike' })),
  };
}

async function post(url: string, body?: RigCommand): Promise<unknown> {
  const init = { method: 'POST', ...(body && { body: JSON.stringify(body) }) };
  const response = await fetch(url, init);
  const result: unknown = await response.json();
  if (!response.ok) throw new Error(String(result));
  return result;
}
