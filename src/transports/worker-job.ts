import { TallyError } from '../core/errors.js';
import { onAbort } from '../core/on-abort.js';
import type { Runtime, TimerId } from '../core/runtime.js';
import { type WorkerErrorCode, workerFailure } from '../core/worker-failure.js';
import type { WorkerReply, WorkerRequest } from '../core/worker-protocol.js';
import type { ProcessControl } from './worker-options.js';

/** A call to a worker, from the moment it is made until it has its answer. */
export interface WorkerJob {
  readonly id: string;
  readonly type: string;
  readonly promise: Promise<unknown>;
  /** Whether the caller has an answer. */
  readonly settled: boolean;
  /** What moves with the only message. */
  readonly transfer: Transferable[];
  /** Makes the first message to a worker, or the next one. */
  message(first: boolean): WorkerRequest;
  /** Takes note of progress and parts. */
  hear(reply: WorkerReply): void;
  /** Takes the last reply. */
  finish(reply: WorkerReply): void;
  fail(code: WorkerErrorCode, detail?: string, cause?: unknown): void;
  reject(error: TallyError): void;
}

/**
 * Makes a job and starts its time.
 *
 * @param onGiveUp Called after the caller has aborted, or waited too long: says which.
 */
export function createJob(
  request: WorkerRequest & { readonly type: string },
  chunkRows: number,
  patience: number,
  { signal, timeout = patience, transfer = [], onProgress, onPart }: ProcessControl,
  runtime: Runtime,
  onGiveUp: (code: WorkerErrorCode) => void,
): WorkerJob {
  const { id, type, data } = request;
  let resolve!: (result: unknown) => void;
  let reject!: (error: TallyError) => void;
  const promise = new Promise<unknown>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  const { clock } = runtime;
  const inPieces = Array.isArray(data) && data.length > chunkRows && !transfer[0];
  const parts: unknown[] = [];
  let sent = 0;
  let settled = false;
  let timer: TimerId | undefined;
  let forget = (): void => {};

  const settle = (end: () => void): void => {
    if (settled) return;
    settled = true;
    clock.clearTimeout(timer);
    forget();
    end();
  };
  const giveUp = (code: WorkerErrorCode, cause?: unknown): void => {
    job.fail(code, '', cause);
    onGiveUp(code);
  };
  const tell = <Value>(listener: ((value: Value) => void) | undefined, value: Value): void => {
    if (settled) return;
    try {
      listener?.(value);
    } catch (error) {
      runtime.reportError(error);
    }
  };

  const job: WorkerJob = {
    id,
    type,
    promise,
    transfer,
    get settled() {
      return settled;
    },
    message(first) {
      if (!inPieces) return request;
      if (first) sent = 0;
      const rows: unknown[] = data.slice(sent, (sent += chunkRows));
      return { ...(first ? request : { id }), data: rows, more: sent < data.length };
    },
    hear({ progress, part }) {
      if (Array.isArray(part)) {
        for (const row of part) parts.push(row);
        tell(onPart, part);
      }
      if (progress) tell(onProgress, progress);
    },
    finish(reply) {
      const { result, error, code } = reply;
      if (error !== undefined && error !== null) {
        const told = code && new TallyError(code, error);
        return job.reject(told || workerFailure(type, 'operation-failed', error));
      }
      const continued = parts.length > 0 && Array.isArray(result);
      if (continued) job.hear({ id, part: result });
      settle(() => resolve(continued ? parts : result));
    },
    fail: (code, detail, cause) => job.reject(workerFailure(type, code, detail, cause)),
    reject: (error) => settle(() => reject(error)),
  };

  if (signal?.aborted) job.fail('aborted', '', signal.reason);
  else {
    // A platform timer takes no longer delay: it would fire at once.
    if (timeout < 2 ** 31) timer = clock.setTimeout(() => giveUp('request-timeout'), timeout);
    forget = onAbort(signal, () => giveUp('aborted', signal?.reason));
  }
  return job;
}
