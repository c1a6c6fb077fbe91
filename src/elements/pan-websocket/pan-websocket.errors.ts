import type { TallyError } from '../../core/errors.js';
import { failure } from '../../core/failure.js';
import type { WSErrorCode } from './pan-websocket.events.js';

const CODES: Readonly<Record<string, WSErrorCode>> = {
  'connection-failed': 'CONNECTION_FAILED',
  'connection-timeout': 'CONNECTION_FAILED',
  'abnormal-close': 'CONNECTION_CLOSED',
  'attempts-exceeded': 'MAX_RECONNECT_EXCEEDED',
  'invalid-url': 'INVALID_URL',
  'invalid-attribute': 'INVALID_ATTRIBUTE',
  'unexpected-binary': 'MESSAGE_PARSE_ERROR',
  'frame-too-large': 'MESSAGE_PARSE_ERROR',
  'unparsable-frame': 'MESSAGE_PARSE_ERROR',
  'malformed-frame': 'MESSAGE_PARSE_ERROR',
};

/** Says what kind of trouble an error is. What the client fails to do otherwise is to send. */
export function codeOf({ code }: TallyError): WSErrorCode {
  return CODES[code] ?? 'SEND_FAILED';
}

/** What is wrong with a URL, or with having none. */
export function badUrl(url: unknown): TallyError {
  const remedy = 'Give url a path, or an address that begins with ws:, wss:, http: or https:.';
  return failure('connect', 'invalid-url', quoted(url), undefined, remedy);
}

/** What is wrong with another attribute. */
export function badAttribute(name: string, value: unknown, remedy: string): TallyError {
  return failure(`read ${name}`, 'invalid-attribute', quoted(value), undefined, remedy);
}

/** That an open connection was lost without a goodbye. */
export function abnormalClose(code: number, reason: string): TallyError {
  const detail = `${code} ${reason}`.trim();
  return failure('keep the connection', 'abnormal-close', detail, undefined, 'Check the server.');
}

/** That the last attempt has failed. */
export function attemptsExceeded(count: number): TallyError {
  const remedy = 'Check the server, and call reconnect().';
  return failure('reconnect', 'attempts-exceeded', `${count} of ${count}`, undefined, remedy);
}

/** That there is nothing to send through. */
export function noConnection(): TallyError {
  const remedy = 'Give the element a url, and insert it.';
  return failure('send', 'not-connected', '', undefined, remedy);
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 100)}"` : String(value);
}
