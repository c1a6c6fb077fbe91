import type { Item } from '../../src/core/optimistic-item.js';
import type { OptimisticAction, SendAction } from '../../src/core/optimistic-actions.js';
import type { Operation, Row } from '../../src/core/optimistic-row.js';
import { nothingKnown } from '../../src/core/optimistic-state.js';
import { failureOf, nextToSend } from '../../src/core/optimistic-view.js';
import { reduce } from '../../src/core/optimistic.js';

/** What may happen. */
export interface Step {
  readonly do: string;
  readonly index?: number;
  readonly text?: string;
  readonly take?: 'mine' | 'theirs';
  readonly fate?: string;
  readonly isKept?: boolean;
}

interface Request {
  readonly row: Row;
  readonly operation: Operation;
}

/** A reader, a server that other people use too, and a network that brings things when it likes. */
export class OptimisticWorld {
  state = nothingKnown;
  /** What the reader made of each row last, where nobody else has a say. */
  readonly wanted = new Map<string, string>();
  /** The keys by which the server has made items. */
  readonly created: string[] = [];
  readonly #isVersioned: boolean;
  readonly #items = new Map<string, Item>();
  readonly #known = new Map<string, SendAction>();
  readonly #requests: Request[] = [];
  readonly #answers: SendAction[] = [];
  readonly #echoes: OptimisticAction[] = [];
  #snapshot: { readonly items: Item[]; readonly since: number } | undefined;
  #count = 0;

  /**
   * @param isVersioned Whether items say which of two is newer, while not every echo names its key;
   * else all do, and echoes come in order.
   */
  constructor(isVersioned: boolean) {
    this.#isVersioned = isVersioned;
  }

  /** What the server has. */
  get texts(): Map<string, string> {
    return new Map([...this.#items].map(([id, { text }]) => [id, text]));
  }

  act(step: Step): void {
    const { index = 0, text = '' } = step;
    const row = pick([...this.state.rows.values()], index);
    const key = `k${++this.#count}`;
    const at = this.#count;
    switch (step.do) {
      case 'add':
        this.#reduce({ do: 'add', key, patch: { text }, at });
        this.wanted.set(key, text);
        return;
      case 'edit':
        if (!row || row.operations.at(-1)?.kind === 'remove') return;
        this.#reduce({ do: 'edit', ref: row.key, key, patch: { text }, at });
        this.wanted.set(row.key, text);
        return;
      case 'remove':
      case 'retry':
        if (row && step.do === 'remove') this.wanted.delete(row.key);
        if (row) this.#reduce({ do: step.do, ref: row.key, key, at });
        return;
      case 'discard':
        if (row && failureOf(row)) this.wanted.delete(row.key);
        if (row) this.#reduce({ do: 'discard', ref: row.key });
        return;
      case 'resolve':
        if (row?.conflict) this.#resolve(row, step.take ?? 'mine', key);
        return;
      case 'send':
        return this.#send(index);
      case 'arrive':
        return this.#arrive(index, step.fate ?? 'done');
      case 'answer':
        return this.#answer(index);
      case 'echo':
        return this.#echo(this.#isVersioned ? index : 0, step.isKept ?? false);
      case 'ask':
        this.#snapshot = { items: [...this.#items.values()], since: this.state.step };
        return;
      case 'reload':
        return this.reload();
      case 'load':
        if (this.#snapshot) this.#reduce({ do: 'loaded', ...this.#snapshot });
        this.#snapshot = undefined;
        return;
      default:
        return this.#others(step.do, pick([...this.#items.values()], index), text);
    }
  }

  /** Lets everything arrive, and the reader give in, until nothing is left to do. */
  settle(): void {
    this.#snapshot = undefined;
    for (let n = 0; n < 500; n++) {
      for (const row of this.state.rows.values()) {
        if (row.conflict) this.#resolve(row, 'theirs', `k${++this.#count}`);
        if (failureOf(row)) this.act({ do: 'discard', index: this.#place(row) });
      }
      this.#send(0);
      this.#arrive(0, 'done');
      this.#answer(0);
      this.#echo(this.#isVersioned ? 7 * n : 0, false);
    }
  }

  /** Asks for the whole list again. */
  reload(): void {
    this.act({ do: 'ask' });
    this.act({ do: 'load' });
  }

  #place(row: Row): number {
    return [...this.state.rows.values()].indexOf(row);
  }

  #reduce(action: OptimisticAction): void {
    this.state = reduce(this.state, action);
  }

  #resolve(row: Row, take: 'mine' | 'theirs', key: string): void {
    this.wanted.delete(row.key);
    this.#reduce({ do: 'resolve', ref: row.key, take, key, at: 0 });
  }

  #send(index: number): void {
    const next = nextToSend(this.state);
    const found = pick(
      next.filter(([row]) => !this.#requests.some((request) => request.row.key === row.key)),
      index,
    );
    if (!found) return;
    const [row, operation] = found;
    this.#reduce({ do: 'sent', key: operation.key });
    this.#requests.push({ row, operation });
  }

  #arrive(index: number, fate: string): void {
    const request = pick(this.#requests, index);
    if (!request) return;
    this.#requests.splice(this.#requests.indexOf(request), 1);
    const { key } = request.operation;
    if (fate === 'refused') {
      this.#answers.push({ do: 'fail', key, fate: 'failed', mayHaveArrived: false });
    } else if (fate === 'lost before') {
      this.#answers.push({ do: 'wait', key, for: 'connection' });
    } else {
      const answer = this.#serve(request);
      this.#answers.push(fate === 'done' ? answer : { do: 'wait', key, for: 'connection' });
    }
  }

  #answer(index: number): void {
    const answer = pick(this.#answers, index);
    if (!answer) return;
    this.#answers.splice(this.#answers.indexOf(answer), 1);
    this.#reduce(answer);
  }

  #echo(index: number, isKept: boolean): void {
    const echo = pick(this.#echoes, index);
    if (!echo) return;
    if (!isKept) this.#echoes.splice(this.#echoes.indexOf(echo), 1);
    this.#reduce(echo);
  }

  /** Does what is asked, once for each key. */
  #serve({ row, operation }: Request): SendAction {
    const { key, kind, patch } = operation;
    const known = this.#known.get(key);
    if (known) return known;
    const id = row.id ?? `i${++this.#count}`;
    let answer: SendAction = { do: 'answered', key };
    if (kind === 'add') this.created.push(key);
    if (kind === 'remove') {
      this.#drop(id, key);
    } else if (kind === 'edit' && !this.#items.has(id)) {
      answer = { do: 'fail', key, fate: 'failed', mayHaveArrived: false };
    } else {
      answer = { do: 'answered', key, item: this.#put({ id, ...patch } as unknown as Item, key) };
    }
    this.#known.set(key, answer);
    return answer;
  }

  #others(what: string, item: Item | undefined, text: string): void {
    if (what === 'other adds') this.#put({ id: `o${++this.#count}`, text });
    else if (item && what === 'other edits') this.#put({ id: item.id, text });
    else if (item) this.#drop(item.id);
    if (!item) return;
    for (const row of this.state.rows.values()) {
      if (row.id === item.id || row.id === undefined) this.wanted.delete(row.key);
    }
  }

  #put(patch: Item, origin?: string): Item {
    const old = this.#items.get(patch.id);
    const version = this.#isVersioned ? { version: ++this.#count } : {};
    const item = { ...old, ...patch, ...version };
    this.#items.set(item.id, item);
    const isNamed = !this.#isVersioned || this.#count % 3 > 0;
    this.#echoes.push({ do: 'heard', item, origin: isNamed ? origin : undefined });
    return item;
  }

  #drop(id: string, origin?: string): void {
    if (!this.#items.delete(id)) return;
    const version = this.#isVersioned ? ++this.#count : undefined;
    this.#echoes.push({ do: 'lost', id, origin, version });
  }
}

function pick<Value>(values: readonly Value[], index: number): Value | undefined {
  return values[index % Math.max(1, values.length)];
}
