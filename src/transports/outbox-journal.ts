import { createAlarm } from '../core/alarm.js';
import { type OutboxRecord, readOutboxRecord } from '../core/outbox-record.js';
import type { RecordStore, StoredRecord } from '../core/record-store.js';
import type { Runtime } from '../core/runtime.js';

/** How often to look for what tabs that have gone left, in ms. */
const LOOK_AROUND = 30_000;

/** What the journal of an outbox tells. */
export interface JournalHooks {
  /** These are to be sent: what earlier pages, or tabs that have gone, left. */
  onFound(this: void, records: readonly OutboxRecord[]): void;
  /** While this one rested, another tab has taken the message, and sends it. */
  onTaken(this: void, id: string): void;
  /** Something in the store was no message, and is gone. */
  onBroken(this: void): void;
  /** The store fails. Told once, until it works again. */
  onFail(this: void, error: unknown): void;
}

/** Mirrors an outbox in a store, so that what it holds outlives the page. */
export interface OutboxJournal {
  /** Begins, and resolves when everything left behind is found, or cannot be. */
  open(): Promise<void>;
  /** Writes a message down. */
  keep(record: Omit<OutboxRecord, 'owner'>): void;
  /** Strikes a message out. */
  forget(id: string): void;
  /** Lets go of everything once all is written. What is left may be taken by other tabs. */
  rest(): void;
}

interface Known {
  readonly record: OutboxRecord;
  /** Where it stands in the store. */
  key?: number | undefined;
  /** Whether it has stood there before. */
  wasKept?: boolean;
  isGone?: boolean;
}

/**
 * Makes the journal of one outbox among those of all tabs that share its name.
 *
 * Every record has an owner, which holds a Web Lock as long as it may send. Whoever gets that lock
 * knows that the owner is gone, and makes the records its own while it holds it: so none is sent
 * by two. Everything is done one after the other.
 */
export function createOutboxJournal(
  name: string,
  maxLength: number,
  runtime: Runtime,
  { onFound, onTaken, onBroken, onFail }: JournalHooks,
): OutboxJournal {
  const owner = runtime.uuid();
  const known = new Map<string, Known>();
  const alarm = createAlarm(runtime.clock);
  let store: RecordStore | undefined;
  let release: (() => void) | undefined;
  let tail = Promise.resolve();
  let pending = 0;
  let isResting = true;
  let isTold = false;

  const openStore = runtime.openStore ?? openInBrowser;

  const lockOf = (whose: string): string => `tallylight-outbox ${name} ${whose}`;

  const read = (value: unknown): OutboxRecord | undefined =>
    readOutboxRecord(value, maxLength, runtime.clock.now());

  const letGo = (): void => {
    store?.close();
    store = undefined;
    for (const entry of known.values()) entry.key = undefined;
  };

  const run = (work: (store: RecordStore) => Promise<unknown>): Promise<void> => {
    pending++;
    return (tail = tail.then(async () => {
      try {
        await attempt(work);
        isTold = false;
      } catch (error) {
        letGo();
        if (!isTold) onFail(error);
        isTold = true;
      }
      if (--pending || !isResting) return;
      letGo();
      release?.();
      release = undefined;
    }));
  };

  const attempt = async (work: (store: RecordStore) => Promise<unknown>): Promise<void> => {
    if (store) {
      try {
        await work(store);
        return;
      } catch {
        // The browser may have closed it, or its user cleared the site's data: begin again.
        letGo();
      }
    }
    await work(await ready());
  };

  const ready = async (): Promise<RecordStore> => {
    const { locks } = runtime;
    if (!locks) throw new Error('no Web Locks: tabs could not tell who sends');
    const isFresh = !release;
    release ??= await lock(locks, lockOf(owner));
    store ??= await openStore(name);
    await recognise(store, isFresh);
    return store;
  };

  /** Finds out where its own records stand. */
  const recognise = async (from: RecordStore, isFresh: boolean): Promise<void> => {
    for (const [key, value] of await from.entries()) {
      const record = read(value);
      if (record?.owner !== owner) continue;
      const entry = known.get(record.id);
      if (entry && entry.key === undefined) entry.key = key;
      else await from.delete(key);
    }
    for (const [id, entry] of known) {
      if (entry.key !== undefined || !entry.wasKept) continue;
      // Whoever rests lets others take it; but otherwise it was lost with the whole store.
      if (isFresh) {
        known.delete(id);
        onTaken(id);
      } else await add(from, entry);
    }
  };

  const add = async (to: RecordStore, entry: Known): Promise<void> => {
    if (entry.isGone || entry.key !== undefined) return;
    entry.key = await to.add(entry.record);
    entry.wasKept = true;
  };

  /** Takes over what tabs that have gone left. */
  const lookAround = async (from: RecordStore): Promise<void> => {
    const found: { key: number; record: OutboxRecord }[] = [];
    const others = new Set<string>();
    for (const [key, value] of await from.entries()) {
      const record = read(value);
      if (!record) {
        await from.delete(key);
        onBroken();
      } else if (record.owner !== owner) others.add(record.owner);
    }
    const takeOver = async (other: string, [key, value]: StoredRecord): Promise<void> => {
      const record = read(value);
      if (record?.owner !== other) return;
      if (known.has(record.id)) return from.delete(key);
      const mine = { ...record, owner };
      await from.put(key, mine);
      known.set(record.id, { record: mine, key, wasKept: true });
      found.push({ key, record: mine });
    };
    try {
      for (const other of others) {
        await runtime.locks!.request(lockOf(other), { ifAvailable: true }, async (granted) => {
          // Another tab may have been here since.
          if (granted) for (const record of await from.entries()) await takeOver(other, record);
        });
      }
    } finally {
      found.sort((one, two) => one.key - two.key);
      if (found.length) onFound(found.map(({ record }) => record));
    }
  };

  const watch = (): void =>
    alarm(() => void run(lookAround).then(() => !isResting && watch()), LOOK_AROUND);

  return {
    open() {
      isResting = false;
      watch();
      return run(lookAround);
    },
    keep(record) {
      const entry: Known = { record: { ...record, owner } };
      known.set(record.id, entry);
      void run((to) => add(to, entry));
    },
    forget(id) {
      const entry = known.get(id);
      if (!entry) return;
      entry.isGone = true;
      known.delete(id);
      if (pending || entry.wasKept) {
        void run(async (from) => entry.key !== undefined && from.delete(entry.key));
      }
    },
    rest() {
      isResting = true;
      alarm();
      void run(async () => undefined);
    },
  };
}

async function openInBrowser(name: string): Promise<RecordStore> {
  const { openIndexedDBStore } = await import('./indexed-db-store.js');
  return openIndexedDBStore(name);
}

/** Takes a lock, and gives what releases it. */
function lock(locks: NonNullable<Runtime['locks']>, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    locks.request(name, () => new Promise<void>(resolve)).catch(reject);
  });
}
