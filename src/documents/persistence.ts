import type { Doc } from 'yjs';
import { createAlarm } from '../core/alarm.js';
import type { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import { documentFailure, wordsOf } from './document-failure.js';
import type { DocumentOptions, Persistence } from './document-options.js';

/** How long what was kept may take to come, in ms. */
const PATIENCE = 10_000;

/**
 * Puts a document's persistence in place, if it has one. A failure is reported once, and no more: all
 * the rest goes on without it.
 */
export function keepDocument(
  { docId = 'default', persist, runtime }: DocumentOptions,
  doc: Doc,
  onFailure: (error: TallyError) => void,
): { readonly ready: Promise<void>; readonly stop: Unsubscribe } {
  const stops: Unsubscribe[] = [];
  let isOver = false;
  let hasFailed = false;
  const end = (): void => {
    for (const stop of stops.splice(0)) stop();
  };
  const fail = (cause: unknown): void => {
    if (isOver || hasFailed) return;
    hasFailed = true;
    onFailure(documentFailure('keep the document', 'persistence-failed', wordsOf(cause), cause));
  };
  const start = async (): Promise<void> => {
    if (!persist) return;
    try {
      // Whoever makes the document can listen only when it is made.
      await Promise.resolve();
      const persistence = await persist(docId, doc);
      stops.push(() => void destroy(persistence));
      if (isOver) return end();
      const patience = createAlarm(runtime.clock);
      stops.push(patience);
      await new Promise<void>((resolve, reject) => {
        patience(() => reject(new Error('nothing came within 10 s')), PATIENCE);
        loaded(persistence).then(() => resolve(), reject);
      });
      patience();
      stops.push(watchDatabase(persistence, fail, end));
    } catch (cause) {
      // What came late would be taken for edits that were made just now.
      end();
      fail(cause);
    }
  };
  return {
    ready: start(),
    stop() {
      isOver = true;
      end();
    },
  };
}

/** Resolves when what was kept is there. Without a database it fails, and `whenSynced` never does. */
function loaded(persistence: Persistence): Promise<unknown> {
  const { whenSynced } = persistence;
  return Promise.race([whenSynced, Promise.resolve(persistence.get?.('')).then(() => whenSynced)]);
}

/** Notices what could not be written, and a database that was taken away: nothing may touch that. */
function watchDatabase(
  { db }: Persistence,
  onFailure: (cause: unknown) => void,
  onGone: () => void,
): Unsubscribe {
  const controller = new AbortController();
  const { signal } = controller;
  const onWrite = ({ target }: Event): void =>
    onFailure((target as Partial<IDBRequest> | null)?.error ?? 'it could not be written');
  const onClose = (): void => {
    onGone();
    onFailure('the database was taken away');
  };
  for (const type of ['error', 'abort']) db?.addEventListener(type, onWrite, { signal });
  for (const type of ['close', 'versionchange']) db?.addEventListener(type, onClose, { signal });
  return () => controller.abort();
}

async function destroy(persistence: Persistence): Promise<void> {
  try {
    await persistence.destroy();
  } catch {
    // What could not be opened need not be closed.
  }
}
