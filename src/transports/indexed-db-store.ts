import { openDB } from 'idb';
import type { RecordStore } from '../core/record-store.js';

const RECORDS = 'records';

/** Opens records in IndexedDB, in the database `tallylight <name>`. */
export async function openIndexedDBStore(name: string): Promise<RecordStore> {
  const database = await openDB(`tallylight ${name}`, 1, {
    upgrade: (fresh) => void fresh.createObjectStore(RECORDS, { autoIncrement: true }),
    // Whoever wants to delete it must not have to wait for a page that nobody closes.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
  return {
    async entries() {
      const { store } = database.transaction(RECORDS);
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return keys.map((key, index) => [key as number, values[index]] as const);
    },
    add: (value) => database.add(RECORDS, value) as Promise<number>,
    async put(key, value) {
      await database.put(RECORDS, value, key);
    },
    delete: (key) => database.delete(RECORDS, key),
    close: () => database.close(),
  };
}
