import { createAlarm } from '../core/alarm.js';
import { TallyError } from '../core/errors.js';
import { onAbort } from '../core/on-abort.js';
import type { Runtime } from '../core/runtime.js';
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
  /** How many messages have been made. */
  readonly sent: number;
  /** Makes the next message to the worker. */
  nextMessage(): [WorkerRequest, Transferable[]];
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
 * @param onGiveUp Called after the caller has aborted, or waited too long.
 */
export function createJob(
  request: WorkerRequest & { readonly type: string },
  chunkRows: number,
  patience: number,
  { signal, timeout = patience, transfer, onProgress, onPart }: ProcessControl,
  runtime: Runtime,
  onGiveUp: () => void,
): WorkerJob {
  const { id, type, data } = request;
  let resolve!: (result: unknown) => void;
  let reject!: (error: TallyError) => void;
  const promise = new Promise<unknown>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  const alarm = createAlarm(runtime.clock);
  // The caller may change the list while its rows are on their way.
  const rows =
    Array.isArray(data) && data.length > chunkRows && !transfer ? data.slice() : undefined;
  const parts: unknown[] = [];
  let sent = 0;
  let settled = false;
  let forget = (): void => {};

  const settle = (end: () => void): void => {
    if (settled) return;
    settled = true;
    alarm();
    forget();
    end();
  };
  const giveUp = (code: WorkerErrorCode, cause?: unknown): void => {
    job.fail(code, '', cause);
    onGiveUp();
  };
  const tell = <Value>(listener: ((value: Value) => void) | undefined, value: Value): void => {
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
    get settled() {
      return settled;
    },
    get sent() {
      return sent;
    },
    nextMessage() {
      const head = sent === 0 ? request : { id };
      const start = sent++ * chunkRows;
      if (!rows) return [request, transfer ?? []];
      const chunk = rows.slice(start, start + chunkRows);
      return [{ ...head, data: chunk, more: start + chunkRows < rows.length }, []];
    },
    hear({ progress, part }) {
      if (settled) return;
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
    if (timeout < Infinity) alarm(() => giveUp('request-timeout'), timeout);
    forget = onAbort(signal, () => giveUp('aborted', signal?.reason));
  }
  return job;
}
