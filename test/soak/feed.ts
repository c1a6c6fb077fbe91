/** One message of the feed. */
export interface FeedMessage {
  readonly type: 'note';
  /** Where it stands, said once more for those who look on. */
  readonly payload: { readonly epoch: number; readonly seq: number };
  readonly timestamp: number;
  readonly id: string;
  readonly epoch: number;
  readonly seq: number;
}

/** What a server says, numbered, and for some time to be had again. */
export class Feed {
  readonly #history: FeedMessage[] = [];
  readonly #limit: number;
  readonly #listeners = new Set<(message: FeedMessage) => void>();
  #epoch = 1;
  #seq = 0;

  /** @param limit How many messages can be had again. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What can be had again, oldest first. */
  get history(): readonly FeedMessage[] {
    return this.#history;
  }

  /** Names the latest message: `<epoch>-<seq>`. */
  get place(): string {
    return `${this.#epoch}-${this.#seq}`;
  }

  publish(): void {
    const place = { epoch: this.#epoch, seq: ++this.#seq };
    const message = {
      ...{ type: 'note' as const, payload: place, timestamp: 0, id: this.place },
      ...place,
    };
    this.#history.push(message);
    if (this.#history.length > this.#limit) this.#history.shift();
    for (const listener of [...this.#listeners]) listener(message);
  }

  /** What has come after a place; nothing at all if that can no longer be told. */
  after(place: string): readonly FeedMessage[] | undefined {
    const [epoch, seq] = place.split('-').map(Number) as [number, number];
    const first = this.#history[0]?.seq ?? this.#seq + 1;
    if (epoch !== this.#epoch || seq > this.#seq || seq < first - 1) return undefined;
    return this.#history.slice(seq - first + 1);
  }

  /** What has come after a number, as far as it can be had. */
  since(seq: number): readonly FeedMessage[] {
    return this.#history.filter((message) => message.seq > seq);
  }

  /** Begins anew: nothing is known any more, and counting begins at 1. */
  forget(): void {
    this.#history.length = 0;
    this.#epoch++;
    this.#seq = 0;
  }

  follow(listener: (message: FeedMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
