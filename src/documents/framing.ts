import { pack, Unpacker } from './bytes.js';

/** What two ends of a Yjs wire say to each other. */
export type DocumentFrame =
  /** Asks for everything that who has `bytes` (a state vector) lacks. */
  | { readonly kind: 'ask'; readonly bytes: Uint8Array }
  /** Answers with an update. */
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  /** Tells of people. */
  | { readonly kind: 'awareness'; readonly bytes: Uint8Array }
  /** Asks who is there. */
  | { readonly kind: 'query' }
  /** Says that one may not have the document, or not change it. */
  | { readonly kind: 'denied' | 'read-only'; readonly reason: string };

/** How frames are written. */
export interface Framing {
  /** What has to be said before anything else. */
  readonly greeting?: Uint8Array<ArrayBuffer> | undefined;
  write(frame: DocumentFrame): Uint8Array<ArrayBuffer>;
  /** Reads a frame. Gives nothing for one that is for somebody else; throws if it is none. */
  read(bytes: Uint8Array): DocumentFrame | undefined;
}

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY = 3;
/** Of Hocuspocus: like `SYNC`, but asks for no question in return; and whether an update was taken. */
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;

const SYNC_KINDS = ['ask', 'answer', 'update'] as const;
const PERMISSION_DENIED = { 'y-websocket': 0, hocuspocus: 1 } as const;
const AUTHENTICATED = 2;

/**
 * Makes the framing of `y-websocket`, where the address names the document, or of Hocuspocus, where
 * every frame does.
 *
 * @param token What Hocuspocus is to know one by. It waits for a token even where none is needed.
 */
export function framing(server: 'y-websocket' | 'hocuspocus', docId: string, token = ''): Framing {
  const head = server === 'hocuspocus' ? [docId] : [];
  const write = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
    pack(...head, ...parts);
  return {
    greeting: server === 'hocuspocus' ? write(AUTH, 0, token) : undefined,
    write(frame) {
      if (frame.kind === 'query') return write(QUERY);
      if (frame.kind === 'awareness') return write(AWARENESS, frame.bytes);
      if ('bytes' in frame) return write(SYNC, SYNC_KINDS.indexOf(frame.kind), frame.bytes);
      return write(AUTH, PERMISSION_DENIED[server], frame.reason);
    },
    read(bytes) {
      const parts = new Unpacker(bytes);
      if (server === 'hocuspocus' && parts.text() !== docId) return undefined;
      const type = parts.number();
      if (type === SYNC || type === SYNC_REPLY) return readSync(parts);
      if (type === AWARENESS) return { kind: 'awareness', bytes: parts.bytes() };
      if (type === QUERY) return { kind: 'query' };
      if (type === AUTH) return readAuth(parts, server);
      if (type !== SYNC_STATUS || parts.number() === 1) return undefined;
      return { kind: 'read-only', reason: 'the server did not take an edit' };
    },
  };
}

function readSync(parts: Unpacker): DocumentFrame {
  const kind = SYNC_KINDS[parts.number()];
  if (!kind) throw new RangeError('an unknown step of synchronising');
  return { kind, bytes: parts.bytes() };
}

function readAuth(
  parts: Unpacker,
  server: keyof typeof PERMISSION_DENIED,
): DocumentFrame | undefined {
  const type = parts.number();
  if (type === PERMISSION_DENIED[server]) return { kind: 'denied', reason: parts.text() };
  const isReader = type === AUTHENTICATED && !parts.isDone && parts.text() === 'readonly';
  return isReader ? { kind: 'read-only', reason: 'the server lets one only read' } : undefined;
}
