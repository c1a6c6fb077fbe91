import type { StoredRecord } from '../core/record-store.js';

/** The records kept under one name. */
export interface StagedRecords {
  readonly records: Map<number, unknown>;
  /** Called when the store is deleted under those who have it open. */
  readonly onDelete: Set<() => void>;
  nextKey: number;
}

/**
 * What the tabs of one stage have stored under which name. It outlives tabs, and fails as a script
 * wants it to.
 */
export class StagedStores {
  /** How long everything takes, in ms. */
  latency = 0;
  /** How many characters all records together may have, as JSON. */
  quota = Infinity;
  readonly #stores = new Map<string, StagedRecords>();
  #mood: 'well' | 'refusing' | 'hanging' = 'well';

  /** Lets nobody open a store, and fails everything that is asked of open ones. */
  refuse(): void {
    this.#mood = 'refusing';
  }

  /** Answers nothing any more. What is asked meanwhile is never answered. */
  hang(): void {
    this.#mood = 'hanging';
  }

  /** Works well again. */
  restore(): void {
    this.#mood = 'well';
    this.latency = 0;
    this.quota = Infinity;
  }

  /** Gives the values stored under a name, in their order. */
  values(name: string): unknown[] {
    return this.entries(name).map(([, value]) => value);
  }

  /** Puts any value into a store, as another page might. */
  plant(name: string, value: unknown): void {
    this.add(name, value);
  }

  /** Deletes a store, as users do who clear a site's data: those who have it open lose it. */
  delete(name: string): void {
    const store = this.#stores.get(name);
    this.#stores.delete(name);
    for (const tell of store?.onDelete ?? []) tell();
  }

  /** How an answer will turn out. */
  get mood(): 'well' | 'refusing' | 'hanging' {
    return this.#mood;
  }

  open(name: string): StagedRecords {
    const store = this.#stores.get(name) ?? { records: new Map(), onDelete: new Set(), nextKey: 1 };
    this.#stores.set(name, store);
    return store;
  }

  entries(name: string): StoredRecord[] {
    const { records } = this.open(name);
    const sorted = [...records].sort(([one], [two]) => one - two);
    return sorted.map(([key, value]) => [key, structuredClone(value)]);
  }

  add(name: string, value: unknown): number {
    const store = this.open(name);
    this.put(name, store.nextKey, value);
    return store.nextKey++;
  }

  put(name: string, key: number, value: unknown): void {
    const { records } = this.open(name);
    const others = [...this.#stores.values()].flatMap((store) => [...store.records.values()]);
    const used = [...others, value].reduce<number>((sum, each) => sum + sizeOf(each), 0);
    const before = records.has(key) ? sizeOf(records.get(key)) : 0;
    if (used - before > this.quota) {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    }
    records.set(key, structuredClone(value));
  }
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}
