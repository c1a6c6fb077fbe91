import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Line } from './line.js';

const MODULE = fileURLToPath(new URL('./document-server.js', import.meta.url));

/** A server of shared documents, which can be killed and started again on its port. */
class DocumentServer {
  readonly #kind: string;
  #child: ChildProcess | undefined;
  #port = 0;

  constructor(kind: string) {
    this.#kind = kind;
  }

  async start(): Promise<number> {
    const child = fork(MODULE, [this.#kind, String(this.#port)], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return (this.#port = port);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}

const servers = new Map<string, DocumentServer>();
const lines = new Map<string, Line>();

/**
 * Carries out what a page asks of servers of documents:
 *   POST /documents/<kind> → {port}, which names it · /documents/<port>/kill · /documents/<port>/start
 * and of lines that lead to them:
 *   POST /documents/<port>/line → {port}, which names it · /documents/<port>/cut · /documents/<port>/mend
 */
export async function commandDocuments(name: string, verb = ''): Promise<unknown> {
  const server = servers.get(name);
  const line = lines.get(name);
  if (line) return commandLine(line, verb);
  if (!server) return startServer(name);
  if (verb === 'kill') return server.kill();
  if (verb === 'start') return { port: await server.start() };
  if (verb === 'line') return openLine(Number(name));
  throw new Error(`Failed to command the server ${name}: it cannot "${verb}". Kill or start it.`);
}

async function startServer(kind: string): Promise<{ port: number }> {
  const server = new DocumentServer(kind);
  const port = await server.start();
  servers.set(String(port), server);
  return { port };
}

async function openLine(farPort: number): Promise<{ port: number }> {
  const line = new Line(() => Promise.resolve(farPort));
  await line.open();
  lines.set(String(line.port), line);
  return { port: line.port };
}

/** Cuts a line as a drawn plug does, or mends it. */
async function commandLine(line: Line, verb: string): Promise<void> {
  if (verb === 'mend') return line.open();
  line.close();
}
