import type { Gap } from '../../src/core/sequencer.js';
import type { SoakClient } from './transport-client.js';

interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/**
 * Listens to a client and holds what it delivers against the laws: nothing twice, nothing out of
 * order, nothing left out without a word. What is broken is kept in `broken`.
 *
 * What is left out may be told after the fact, but in the same task: a sequencer whose server began
 * anew hands over what it held before it says so.
 */
export class Witness {
  readonly broken: string[] = [];
  readonly #seen = new Set<string>();
  readonly #tellsGaps: boolean;
  readonly #joins: boolean;
  readonly #stops: (() => void)[];
  #last: Place | undefined;
  #first: Place | undefined;
  #gap: Gap | undefined;
  /** A gap told to one who may have missed what is around it. */
  #loose: Gap | undefined;
  /** Whether a `reset` was told since the last message. */
  #isExcused = false;
  #hole: string | undefined;

  /** @param joins Whether it came to a stream that others follow: they may bring what was before. */
  constructor(client: SoakClient, tellsGaps: boolean, joins = false) {
    this.#joins = joins;
    this.#tellsGaps = tellsGaps;
    const listen = (type: 'gap' | 'recovered' | 'reset', act: (event: Event) => void): void => {
      client.addEventListener(type, act);
      this.#stops.push(() => client.removeEventListener(type, act));
    };
    this.#stops = [
      client.on('note', (place) => this.#take(place as Place)),
      // A server that cannot resume a stream says so by an event of its own.
      client.on('reset', () => this.#reset()),
    ];
    listen('gap', (event) => this.#tell(event as Event & Gap));
    listen('recovered', (event) => this.#recover(event as Event & Gap));
    listen('reset', () => this.#reset());
  }

  /** The latest message that was delivered, as `<epoch>-<seq>`. */
  get last(): string | undefined {
    return this.#last && nameOf(this.#last);
  }

  /** How many messages were delivered. */
  get count(): number {
    return this.#seen.size;
  }

  /** Looks whether everything is told, now that a task is over. */
  look(): void {
    if (this.#hole) this.broken.push(this.#hole);
    this.#hole = undefined;
  }

  /** Looks whether what was missed was fetched, without waiting for more to come. */
  expectCaughtUp(place: string): void {
    const [epoch] = place.split('-');
    // Who was never there, or knew another life of the server, cannot know that there is more; who
    // was told that it is gone need not ask.
    if (String(this.#last?.epoch) !== epoch || this.last === place || this.#isExcused) return;
    this.broken.push(`It is at ${this.last}, and never asked for what came until ${place}.`);
  }

  /** Looks whether the last word was heard, and nothing is open. */
  settle(last: string): void {
    this.look();
    const { epoch, seq } = this.#last ?? { epoch: 0, seq: 0 };
    if (this.last !== last) this.broken.push(`${last} is lost: the last is ${epoch}-${seq}.`);
    if (this.#gap) this.broken.push(`The gap from ${this.#gap.from} neither closed nor reset.`);
  }

  /** Lets it miss something from now on, because it was away. */
  excuse(): void {
    this.#gap = undefined;
    this.#isExcused = true;
  }

  /** Expects no more to hear what becomes of a gap: who told it may be gone. */
  loosen(): void {
    this.#loose = this.#gap ?? this.#loose;
    this.#gap = undefined;
  }

  /** Listens no more. */
  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #take(place: Place): void {
    const last = this.#last;
    const name = nameOf(place);
    const first = (this.#first ??= place);
    const isOld = this.#joins && place.epoch === first.epoch && place.seq < first.seq;
    if (isOld && !this.#seen.has(name)) return void this.#seen.add(name);
    if (this.#seen.has(name)) this.broken.push(`${name} is delivered twice.`);
    else if (last && place.epoch === last.epoch && place.seq < last.seq) {
      this.broken.push(`${name} comes after ${nameOf(last)}.`);
    } else if (last && !follows(last, place) && !this.#isExcused) {
      this.#hole = `Nothing was said of what is between ${nameOf(last)} and ${name}.`;
    }
    this.#seen.add(name);
    this.#isExcused = false;
    this.#last = place;
  }

  #tell({ from, to }: Gap): void {
    if (this.#isExcused || !this.#last) return void (this.#loose = { from, to });
    if (this.#gap) this.broken.push(`A gap from ${from} is told within another.`);
    if (from > to || from !== (this.#last?.seq ?? 0) + 1) {
      this.broken.push(`The gap from ${from} to ${to} is not where ${this.last} ends.`);
    }
    this.#gap = { from, to };
  }

  #recover({ from, to }: Gap): void {
    if (this.#loose?.from === from && this.#loose.to === to) return void (this.#loose = undefined);
    if (this.#joins && !this.#gap) return;
    if (this.#gap?.from !== from || this.#gap.to !== to || this.#last?.seq !== to) {
      this.broken.push(`A gap from ${from} to ${to} has recovered that was not there.`);
    }
    this.#gap = undefined;
  }

  #reset(): void {
    if (!this.#tellsGaps) this.broken.push('A reset was told where nothing can be missing.');
    this.#gap = this.#hole = undefined;
    this.#isExcused = true;
  }
}

function follows(last: Place, next: Place): boolean {
  return next.epoch === last.epoch && next.seq === last.seq + 1;
}

function nameOf({ epoch, seq }: Place): string {
  return `${epoch}-${seq}`;
}
