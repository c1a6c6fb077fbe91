import { TallyError } from './errors.js';

/** Why a call to a worker fails. Operations add codes of their own. */
export type WorkerErrorCode =
  | 'aborted'
  | 'operation-failed'
  | 'queue-full'
  | 'request-timeout'
  | 'uncloneable'
  | 'worker-died'
  | 'worker-exhausted'
  | 'worker-not-initialized'
  | 'worker-terminated';

const REMEDIES: Partial<Record<WorkerErrorCode, string>> = {
  'queue-full': 'Wait, or raise maxQueue.',
  'request-timeout': 'Raise timeout, or send less.',
  uncloneable: 'Send plain data.',
  'worker-died': 'Call again: a new one starts.',
  'worker-exhausted': 'Mend the worker, or raise maxRestarts.',
  'worker-not-initialized': 'Make a new WorkerManager.',
};

/** Makes the error "Failed to process "<type>": <Code in words> (<detail>). <Remedy>". */
export function workerFailure(
  type: string,
  code: WorkerErrorCode,
  detail = '',
  cause?: unknown,
): TallyError {
  const words = code[0]!.toUpperCase() + code.slice(1).replaceAll('-', ' ');
  const about = detail && ` (${detail})`;
  const message = `Failed to process "${type}": ${words}${about}. ${REMEDIES[code] ?? ''}`;
  return new TallyError(code, message.trim(), { cause });
}
