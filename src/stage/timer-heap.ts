/** Whoever may hold back its timers, as a frozen tab does. */
export interface TimerHolder {
  /** Keeps a timer that is due, or says `false`. */
  hold(timer: Timer): boolean;
}

/** One planned call. A timer without `callback` was cleared. */
export interface Timer {
  callback: (() => void) | undefined;
  readonly due: number;
  readonly owner: 'page' | 'arrival' | 'stage';
  readonly lastInInstant: boolean;
  readonly holder: TimerHolder | undefined;
  readonly order: number;
}

/** Keeps timers by due time; equal times keep the order in which they were added. */
export class TimerHeap {
  #heap: Timer[] = [];
  #live = new Set<object>();
  #added = 0;
  #closed = false;

  /** Counts what is kept in memory, cleared timers included. */
  get size(): number {
    return this.#heap.length;
  }

  count(owner: Timer['owner']): number {
    let count = 0;
    for (const timer of this.#heap) if (timer.callback && timer.owner === owner) count++;
    return count;
  }

  add(
    callback: () => void,
    due: number,
    owner: Timer['owner'],
    lastInInstant: boolean,
    holder?: TimerHolder,
  ): Timer {
    const timer: Timer = { callback, due, owner, lastInInstant, holder, order: this.#added++ };
    this.restore(timer);
    return timer;
  }

  /** Puts a timer back that was taken, at its old place. */
  restore(timer: Timer): void {
    if (!timer.callback || this.#closed) return;
    this.#live.add(timer);
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
  }

  /** Forgets a timer; whatever is not one of ours is ignored. */
  remove(handle: unknown): void {
    if (typeof handle !== 'object' || handle === null || !this.#live.delete(handle)) return;
    (handle as Timer).callback = undefined;
    // Cleared timers stay in the heap until they surface, but never outnumber the live ones.
    if (this.#heap.length > 2 * this.#live.size + 64) this.#rebuild();
  }

  /** Forgets all timers of one holder. */
  removeAll(holder: TimerHolder): void {
    for (const timer of this.#heap) if (timer.holder === holder) this.remove(timer);
  }

  peek(): Timer | undefined {
    while (this.#heap[0] && !this.#heap[0].callback) this.#pop();
    return this.#heap[0];
  }

  take(): Timer | undefined {
    const timer = this.peek();
    if (!timer) return undefined;
    this.#pop();
    this.#live.delete(timer);
    return timer;
  }

  close(): void {
    this.#closed = true;
    this.#heap = [];
    this.#live.clear();
  }

  #rebuild(): void {
    // A sorted list is a heap.
    this.#heap = this.#heap
      .filter((timer) => timer.callback)
      .sort((a, b) => (before(a, b) ? -1 : 1));
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #rise(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  #sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [a, b] = [this.#heap[left], this.#heap[left + 1]];
      if (!a) return;
      const child = b && before(b, a) ? left + 1 : left;
      if (!this.#swapIfBefore(child, index)) return;
      index = child;
    }
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const [low, high] = [this.#heap[lower], this.#heap[upper]];
    if (!low || !high || !before(low, high)) return false;
    this.#heap[lower] = high;
    this.#heap[upper] = low;
    return true;
  }
}

function before(a: Timer, b: Timer): boolean {
  if (a.due !== b.due) return a.due < b.due;
  if (a.lastInInstant !== b.lastInInstant) return b.lastInInstant;
  return a.order < b.order;
}
