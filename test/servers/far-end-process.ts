import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FarEndCommand, FarEndNote } from './commands.js';

type Answer = { id: number; result?: unknown; error?: string };
type Message = Answer | FarEndNote | { port: number };

const MODULE = fileURLToPath(new URL('./far-end.js', import.meta.url));

/** A server process, seen from the one that started it. */
export class FarEndProcess {
  /** Where it listens; rejects when it ended before it did. */
  readonly port: Promise<number>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #count = 0;

  constructor(onNote: (note: FarEndNote) => void) {
    const child = fork(MODULE, [], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    // Whoever writes to a process that has just been killed is told by `exit`.
    child.on('error', () => undefined);
    this.port = new Promise((resolve, reject) => {
      child.on('message', (message: Message) => {
        if ('port' in message) resolve(message.port);
        else if ('path' in message) onNote(message);
        else this.#waiting.get(message.id)?.(message);
      });
      child.once('exit', () => {
        reject(new Error('The server process ended.'));
        for (const [id, answer] of this.#waiting) answer({ id, error: 'the process has ended' });
      });
    });
    this.port.catch(() => undefined);
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async ask(command: FarEndCommand): Promise<unknown> {
    await this.port;
    if (!this.#child.connected)
      throw new Error(`Failed to ask "${command.do}": the server is dead.`);
    const id = ++this.#count;
    const { error, result } = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.send({ id, command });
    });
    this.#waiting.delete(id);
    if (error !== undefined) throw new Error(`Failed to ask "${command.do}": ${error}.`);
    return result;
  }

  /** Ends the process as the system does when memory runs out: without a last word. */
  async kill(): Promise<void> {
    if (!this.alive) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }
}
