import type { Doc } from 'yjs';
import type { Runtime } from '../core/runtime.js';
import type { Awareness } from './document-awareness.js';

/** What keeps a document over a reload: an `IndexeddbPersistence` of `y-indexeddb` is one. */
export interface Persistence {
  /** Resolves when what was kept is in the document. */
  readonly whenSynced: Promise<unknown>;
  /** Tells by `error`, `abort`, `close` and `versionchange`, as an `IDBDatabase` does, of trouble. */
  readonly db?: EventTarget | null | undefined;
  /** Reads anything, and fails if it cannot. */
  get?(key: string): Promise<unknown>;
  destroy(): unknown;
}

/** How a `SharedDocument` behaves. */
export interface DocumentOptions {
  readonly runtime: Runtime;
  /** Names the document on every wire. Default `default`. */
  readonly docId?: string | undefined;
  /** A document of the page's own. It is left alone when this ends. */
  readonly doc?: Doc | undefined;
  /** An awareness of the page's own, for `doc`. It lives by the platform's clock. */
  readonly awareness?: Awareness | undefined;
  /** The name of the `Y.Text` in the document. Default `content`. */
  readonly field?: string | undefined;
  /** The most UTF-16 units that one's own edits may lead to. Default 1000000. */
  readonly maxLength?: number | undefined;
  /**
   * Keeps the document over a reload, loaded on demand if need be:
   * `async (name, doc) => new (await import('y-indexeddb')).IndexeddbPersistence(name, doc)`.
   * Where it fails, or nothing comes of it within 10 s, the document goes on without.
   */
  readonly persist?: ((docId: string, doc: Doc) => Persistence | Promise<Persistence>) | undefined;
}
