import { inject } from 'vitest';
import type { LineCommand, RigCommand } from '../servers/commands.js';

/** A server process and the line that leads to it, seen from the page. */
export interface RigClient {
  /** Where pages connect to, without a path. */
  readonly url: string;
  ask(command: Exclude<RigCommand, { do: 'line' | 'report' | 'count' | 'strike' }>): Promise<void>;
  /** Does something to the line between the page and the server. */
  line(command: LineCommand): Promise<void>;
  /** Tells what the server has noticed on `path` so far. */
  report(path: string): Promise<string[]>;
  /** Counts the connections that the server has and the line carries. */
  count(): Promise<{ readonly server: number; readonly line: number }>;
  /** Takes everything down. */
  strike(): Promise<void>;
}

/** Puts up a server process of its own. */
export async function openRig(): Promise<RigClient> {
  const rigs = `${inject('controlUrl')}/rigs`;
  const { id, port } = (await post(rigs)) as { id: string; port: number };
  const command = (own: RigCommand): Promise<unknown> => post(`${rigs}/${id}`, own);
  return {
    url: `ws://127.0.0.1:${port}`,
    ask: async (own) => void (await command(own)),
    line: async (line) => void (await command({ do: 'line', line })),
    report: async (path) => (await command({ do: 'report', path })) as string[],
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
