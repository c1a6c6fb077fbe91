import { TallyError } from './errors.js';
import { nameOfValue } from './wire-text.js';

/** What to do about it, by code. */
const REMEDIES: Readonly<Record<string, string>> = {
  'connection-failed': 'Check the URL and the server.',
  'connection-timeout': 'Check the server, or raise connectionTimeout.',
  'connection-lost': 'It may have arrived or not: send it again if that does no harm.',
  'not-connected': 'Connect first, or allow a queue.',
  closed: 'Call connect() again.',
  unserialisable: 'Send what JSON can hold.',
  'outbox-full': 'Connect first, or raise the limits of queue.',
  expired: 'Raise maxAge of queue.',
  rejected: 'Mend it, or give it up.',
  unacknowledged: 'Have the server acknowledge it by its id, or raise ackTimeout.',
  'unexpected-binary': 'Send JSON as text.',
  'unparsable-frame': 'Send JSON as text.',
  'malformed-frame': 'Send {"type": "…", "payload": …}.',
  'frame-too-large': 'Send less at once, or raise maxFrameSize.',
  'inbound-full': 'Use faster schemas.',
};

/** Makes the error "Failed to <action>: <Code in words> (<detail>). <Remedy>". */
export function failure(
  action: string,
  code: string,
  detail = '',
  cause?: unknown,
  remedy = REMEDIES[code] ?? '',
): TallyError {
  const words = code[0]!.toUpperCase() + code.slice(1).replaceAll('-', ' ');
  const about = detail && ` (${detail})`;
  return new TallyError(code, `Failed to ${action}: ${words}${about}. ${remedy}`.trim(), { cause });
}

/** Puts what was thrown into words, whatever it is. */
export function thrownText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : nameOfValue(thrown);
}
