import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MODULE = fileURLToPath(new URL('./document-server.js', import.meta.url));

/** A public server of shared documents, which can be killed and started again on its port. */
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

/**
 * Carries out what a page asks of servers of documents:
 *   POST /documents/<kind> → {port}, which names it · /documents/<port>/kill · /documents/<port>/start
 */
export async function commandDocuments(name: string, verb = ''): Promise<unknown> {
  const known = servers.get(name);
  if (known && verb === 'kill') return known.kill();
  if (known && verb === 'start') return { port: await known.start() };
  const server = new DocumentServer(name);
  const port = await server.start();
  servers.set(String(port), server);
  return { port };
}
