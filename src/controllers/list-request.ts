import { createAlarm } from '../core/alarm.js';
import type { Runtime } from '../core/runtime.js';
import type { RuntimeController } from './runtime-controller.js';

/** Why a list could not be had: the server's status, no answer at all, or one that is no list. */
export type ListProblem = number | 'unreachable' | 'unreadable';

/** How long an answer may take, in ms: one that never comes must not hold back the next. */
const PATIENCE = 30_000;

/** Asks a server for a JSON list, one request at a time. Failing is a state and nothing is thrown. */
export class ListRequest {
  /** What went wrong with the last request that ended. */
  problem: ListProblem | undefined;
  readonly #runtime: RuntimeController;
  readonly #onChange: () => void;
  #abort: AbortController | undefined;

  constructor(runtime: RuntimeController, onChange: () => void) {
    this.#runtime = runtime;
    this.#onChange = onChange;
  }

  get isRunning(): boolean {
    return this.#abort !== undefined;
  }

  /** Resolves with the list, or with `undefined` if it could not be had or is not wanted any more. */
  async ask(url: string): Promise<readonly unknown[] | undefined> {
    this.abort();
    const abort = (this.#abort = new AbortController());
    this.problem = undefined;
    this.#onChange();
    const alarm = createAlarm(this.#runtime.clock);
    alarm(() => abort.abort(), PATIENCE);
    const answer = await askForList(this.#runtime.current, url, abort.signal);
    alarm();
    if (abort !== this.#abort) return undefined;
    this.#abort = undefined;
    this.problem = Array.isArray(answer) ? undefined : (answer as ListProblem);
    this.#onChange();
    return Array.isArray(answer) ? answer : undefined;
  }

  abort(): void {
    this.#abort?.abort();
    this.#abort = undefined;
  }
}

async function askForList(
  runtime: Runtime,
  url: string,
  signal: AbortSignal,
): Promise<readonly unknown[] | ListProblem> {
  try {
    const address = new URL(url, runtime.page.baseUrl);
    const headers = { accept: 'application/json' };
    // The server is to be asked, not the browser's cache.
    const response = await runtime.fetch(address, { headers, signal, cache: 'no-store' });
    return response.ok ? listIn(await response.text()) : response.status;
  } catch {
    return 'unreachable';
  }
}

function listIn(text: string): readonly unknown[] | ListProblem {
  try {
    const list = JSON.parse(text) as unknown;
    return Array.isArray(list) ? (list as unknown[]) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
