import type { Doc } from 'yjs';
import type { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import { documentFailure, wordsOf } from './document-failure.js';
import type { DocumentOptions, Persistence } from './document-options.js';

/** Puts a document's persistence in place, if it has one. A failure is reported, and no more. */
export function keepDocument(
  { docId = 'default', persist }: DocumentOptions,
  doc: Doc,
  onFailure: (error: TallyError) => void,
): { readonly ready: Promise<void>; readonly stop: Unsubscribe } {
  let persistence: Persistence | undefined;
  let isOver = false;
  const destroy = (): void => void persistence?.destroy();
  const start = async (): Promise<void> => {
    try {
      persistence = await persist?.(docId, doc);
      if (isOver) return destroy();
      await persistence?.whenSynced;
    } catch (cause) {
      if (isOver) return;
      onFailure(documentFailure('keep the document', 'persistence-failed', wordsOf(cause), cause));
    }
  };
  return {
    ready: start(),
    stop() {
      isOver = true;
      destroy();
    },
  };
}
