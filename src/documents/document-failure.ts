import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { cutText } from '../core/wire-text.js';

/** What can go wrong with a document. */
export type DocumentErrorCode =
  | 'document-full'
  | 'wire-conflict'
  | 'malformed-frame'
  | 'malformed-message'
  | 'no-channel'
  | 'load-failed'
  | 'permission-denied'
  | 'read-only'
  | 'persistence-failed';

const REMEDIES: Partial<Record<DocumentErrorCode, string>> = {
  'wire-conflict': 'Keep a wire of whole texts the only one.',
  'malformed-frame': 'Send what the Yjs protocols promise.',
  'malformed-message': 'Send {docId, content} with texts.',
  'no-channel': 'Allow this page its storage.',
  'load-failed': 'Check the address and the server. It is tried again.',
  'permission-denied': 'Check the token.',
  'read-only': 'Ask for the right to write.',
  'persistence-failed': 'Edits are kept until the page goes.',
};

/** Makes the error that a document reports. */
export function documentFailure(
  action: string,
  code: DocumentErrorCode,
  detail?: unknown,
  cause?: unknown,
): TallyError {
  return failure(action, code, cutText(detail, 100), cause, REMEDIES[code]);
}

/** Puts what was thrown into words. */
export function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
