import type { Socket } from 'node:net';

/** What travels along a line. */
export type Freight = Buffer | 'end' | 'reset';

/** How a line treats what travels along it. */
export interface LineConditions {
  readonly held: boolean;
  /** In ms. */
  readonly delay: number;
}

/** One way of a proxied connection: passes things on in order, later, or not before it may. */
export class Valve {
  readonly #to: Socket;
  readonly #conditions: LineConditions;
  readonly #waiting: Array<{ readonly freight: Freight; readonly due: number }> = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(to: Socket, conditions: LineConditions) {
    this.#to = to;
    this.#conditions = conditions;
  }

  push(freight: Freight): void {
    this.#waiting.push({ freight, due: performance.now() + this.#conditions.delay });
    this.flush();
  }

  /** Passes on what may pass by now. */
  flush(): void {
    clearTimeout(this.#timer);
    for (;;) {
      const [next] = this.#waiting;
      if (!next || this.#conditions.held) return;
      const left = next.due - performance.now();
      if (left > 0) {
        this.#timer = setTimeout(() => this.flush(), Math.ceil(left));
        return;
      }
      this.#waiting.shift();
      this.#pass(next.freight);
    }
  }

  /** Forgets what is under way. */
  shut(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #pass(freight: Freight): void {
    if (freight === 'reset') this.#to.resetAndDestroy();
    else if (freight === 'end') this.#to.end();
    else this.#to.write(freight);
  }
}
