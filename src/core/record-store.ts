/** A value that can be stored, under a number that says when it was first added. */
export type StoredRecord = readonly [key: number, value: unknown];

/**
 * Records that outlive the page, and that all tabs of an origin share.
 *
 * What resolves is written. Everything rejects once the store is closed, by whomever.
 */
export interface RecordStore {
  /** Reads all records, in the order in which they were added. */
  entries(): Promise<readonly StoredRecord[]>;
  /** Adds a record after all others, of all tabs, and gives its key. */
  add(value: unknown): Promise<number>;
  /** Puts another value in the place of a record, or the record in the place of none. */
  put(key: number, value: unknown): Promise<void>;
  /** Takes a record away, if it is there. */
  delete(key: number): Promise<void>;
  /** Lets go of the store. What is under way is done. */
  close(this: void): void;
}
