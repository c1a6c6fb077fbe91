import type { Probe } from '../probe.js';

/** The part of a worker's global scope that programs of probes use. */
export interface ProbeScope {
  readonly name: string;
  onmessage: ((event: MessageEvent<unknown>) => unknown) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  close(): void;
}

/** A program must stand for itself: its text is what the native worker runs. */
export type Program = (scope: ProbeScope) => void;

/** What a probe works with: the platform's constructor or the stage's. */
export interface WorkerContext {
  readonly Worker: new (url: string | URL, options?: WorkerOptions) => Worker;
  /** The URL of a worker that runs `program`. */
  url(program: Program): string;
  /** A URL without a script behind it. */
  readonly missing: string;
  /** Waits until it is so, or long enough to know that it will not be. */
  until(condition: () => boolean): Promise<void>;
}

/** An observation that every Worker must answer alike. */
export type WorkerProbe = Probe<WorkerContext>;

export const echo: Program = (scope) => {
  scope.onmessage = ({ data }) => scope.postMessage(data);
};

export function start(context: WorkerContext, program: Program) {
  const worker = new context.Worker(context.url(program));
  const events: unknown[] = [];
  worker.addEventListener('message', ({ data }) => events.push(readable(data)));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    events.push(`error ${event.message}`);
  });
  return { worker, events };
}

function readable(data: unknown): unknown {
  return data instanceof ArrayBuffer ? `buffer of ${data.byteLength}` : data;
}

export async function answers(
  context: WorkerContext,
  program: Program,
  posted: readonly unknown[],
  count = posted.length,
): Promise<unknown> {
  const { worker, events } = start(context, program);
  for (const message of posted) worker.postMessage(message);
  await context.until(() => events.length === count);
  return events;
}

export function thrown(action: () => unknown): string {
  try {
    action();
    return 'nothing';
  } catch (error) {
    return (error as Error).name;
  }
}
