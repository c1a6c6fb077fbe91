import type { RecordStore } from '../core/record-store.js';
import type { StagedStores } from './staged-stores.js';
import type { TabPart } from './tab-part.js';
import type { VirtualClock } from './virtual-clock.js';

/**
 * Opens stores in one tab. What a tab has asked for when it ends, and what was not done by then, is
 * not done at all.
 */
export class TabStores implements TabPart {
  readonly listenerCount = 0;
  readonly #clock: VirtualClock;
  readonly #stores: StagedStores;
  readonly #open = new Set<RecordStore>();

  constructor({ clock, stores }: { clock: VirtualClock; stores: StagedStores }) {
    this.#clock = clock;
    this.#stores = stores;
  }

  /** Counts the stores that nobody has closed. */
  get openCount(): number {
    return this.#open.size;
  }

  /** Opens a store, as the runtime does. */
  readonly openStore = (name: string): Promise<RecordStore> =>
    this.#soon(() => this.#opened(`${name}`));

  takeDown(): void {
    for (const store of this.#open) store.close();
  }

  #opened(name: string): RecordStore {
    const { onDelete } = this.#stores.open(name);
    let isClosed = false;
    let isDeleted = false;
    const ask = <Answer>(work: () => Answer): Promise<Answer> => {
      if (isClosed) return Promise.reject(closed());
      return this.#soon(() => {
        // What was under way goes with the store.
        if (isDeleted) throw closed();
        return work();
      });
    };
    const lose = (): void => {
      isDeleted = true;
      store.close();
    };
    const store: RecordStore = {
      entries: () => ask(() => this.#stores.entries(name)),
      add: (value) => ask(() => this.#stores.add(name, value)),
      put: (key, value) => ask(() => this.#stores.put(name, key, value)),
      delete: (key) => ask(() => void this.#stores.open(name).records.delete(key)),
      close: () => {
        isClosed = true;
        onDelete.delete(lose);
        this.#open.delete(store);
      },
    };
    onDelete.add(lose);
    this.#open.add(store);
    return store;
  }

  #soon<Answer>(work: () => Answer): Promise<Answer> {
    return new Promise((resolve) => {
      const answer = (): void => {
        const { mood } = this.#stores;
        if (mood === 'hanging') return;
        const answered = new Promise<Answer>((done) => {
          if (mood === 'refusing') throw refused();
          done(work());
        });
        resolve(answered);
      };
      this.#clock.schedule(answer, this.#stores.latency, 'arrival');
    });
  }
}

const refused = (): DOMException => new DOMException('The store is refused.', 'SecurityError');

const closed = (): DOMException => new DOMException('The store is closed.', 'InvalidStateError');
