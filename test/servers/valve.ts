import type { Socket } from 'node:net';

/** What travels along a line. */
export type Freight = Buffer | 'end' | 'reset';

/** How a line treats what travels along it one way. */
export interface LineConditions {
  held: boolean;
  /** In ms. */
  delay: number;
  /** How many ms lie between two bytes; 0 lets them out as they came in. */
  drip: number;
  /** How many bytes may still come out before the connection ends. */
  left: number;
}

/** One way of a proxied connection: passes things on in order, later, or not before it may. */
export class Valve {
  readonly #to: Socket;
  readonly #conditions: LineConditions;
  readonly #waiting: Array<{ readonly freight: Freight; readonly due: number }> = [];
  #timer: NodeJS.Timeout | undefined;
  /** When the next byte may come out. */
  #nextByte = 0;
  #isOver = false;

  constructor(to: Socket, conditions: LineConditions) {
    this.#to = to;
    this.#conditions = conditions;
  }

  push(freight: Freight): void {
    if (this.#isOver) return;
    this.#waiting.push({ freight, due: performance.now() + this.#conditions.delay });
    this.flush();
  }

  /** Passes on what may pass by now. */
  flush(): void {
    clearTimeout(this.#timer);
    for (;;) {
      const [next] = this.#waiting;
      if (!next || this.#conditions.held) return;
      const due = this.#conditions.drip ? Math.max(next.due, this.#nextByte) : next.due;
      const left = due - performance.now();
      if (left > 0) {
        this.#timer = setTimeout(() => this.flush(), Math.ceil(left));
        return;
      }
      this.#waiting.shift();
      this.#pass(this.#split(next.freight, next.due));
    }
  }

  /** Forgets what is under way. */
  shut(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  /** Takes one byte off where they drip; the others wait. */
  #split(freight: Freight, due: number): Freight {
    const { drip } = this.#conditions;
    if (!drip || typeof freight === 'string') return freight;
    this.#nextByte = performance.now() + drip;
    if (freight.length > 1) this.#waiting.unshift({ freight: freight.subarray(1), due });
    return freight.subarray(0, 1);
  }

  #pass(freight: Freight): void {
    if (freight === 'reset') this.#to.resetAndDestroy();
    else if (freight === 'end') this.#to.end();
    else this.#write(freight);
  }

  #write(bytes: Buffer): void {
    const { left } = this.#conditions;
    this.#conditions.left -= bytes.length;
    if (bytes.length < left) {
      this.#to.write(bytes);
      return;
    }
    // Nobody else is cut.
    this.#conditions.left = Infinity;
    this.#isOver = true;
    this.shut();
    this.#to.end(bytes.subarray(0, left));
  }
}
