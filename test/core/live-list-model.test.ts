import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked, changed, noList, replaced, unanswered } from '../../src/core/live-list.js';
import type { LiveChange, LiveItem, LiveRow } from '../../src/core/live-row.js';

const key = fc.constantFrom('a', 'b', 'c', '__proto__');
const n = fc.integer({ min: 0, max: 9 });
/** What happens at a server, and on the two lines that lead to it. */
const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), key, n }),
  fc.record({ do: fc.constant('patch' as const), key, n }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constantFrom('ask', 'read', 'answer', 'answer', 'fail') }),
  fc.record({ do: fc.constant('deliver' as const) }),
  fc.record({ do: fc.constant('deliver' as const) }),
);
const steps = fc.array(step, { maxLength: 120, size: 'max' });
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

test('whatever overtakes what, a list ends up like the server that it is a list of', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const world = new World();
      for (const one of all) world.play(one);
      // What is under way arrives, and the list is asked for again where it never was.
      for (const last of ['read', 'answer', 'ask', 'read', 'answer'] as const) {
        if (last === 'ask' && world.isSynced) break;
        world.play({ do: last });
      }
      world.drain();
      expect(world.shown()).toEqual(world.truth());
    }),
    { numRuns: 1000 },
  );
});

test('what was deleted by a push never rises again from an older answer', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const world = new World();
      for (const one of all) {
        world.play(one);
        for (const gone of world.goneSinceAsked) expect(world.shown()).not.toHaveProperty([gone]);
      }
    }),
  );
});

test('no key is there twice, and never more than the cap', () => {
  fc.assert(
    fc.property(steps, fc.nat(3), (all, cap) => {
      const world = new World(cap);
      for (const one of all) {
        world.play(one);
        const keys = world.list.rows.map((row) => row.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.length).toBeLessThanOrEqual(cap);
      }
    }),
  );
});

/** A server, its pushes in order but late, and one question at a time that it reads when it likes. */
class World {
  list = noList;
  readonly #cap: number;
  readonly #server = new Map<string, LiveItem>();
  readonly #pushes: LiveChange[] = [];
  /** The question: when it was asked, and what the server read for it. */
  #question: { askedAt: number; rows?: LiveRow[] } | undefined;
  #time = 0;
  isSynced = false;
  readonly goneSinceAsked = new Set<string>();

  constructor(cap = 100) {
    this.#cap = cap;
  }

  play(one: Step): void {
    if ('key' in one) return this.#serve(one);
    const question = this.#question;
    if (one.do === 'deliver') this.#deliver();
    else if (one.do === 'ask') this.#ask();
    else if (one.do === 'read' && question) question.rows ??= this.#read();
    else if (one.do === 'fail') this.#fail();
    else if (one.do === 'answer' && question?.rows) {
      this.list = replaced(this.list, question.rows, question.askedAt, this.#cap);
      this.#question = undefined;
      this.isSynced = true;
    }
  }

  drain(): void {
    while (this.#pushes.length > 0) this.#deliver();
  }

  shown(): object {
    return asObject(this.list.rows.map((row) => [row.key, row.item]));
  }

  truth(): object {
    return asObject([...this.#server]);
  }

  #serve(one: Extract<Step, { key: string }>): void {
    const known = this.#server.get(one.key);
    if (one.do === 'put') {
      const item = { id: one.key, n: one.n };
      this.#server.set(one.key, item);
      this.#pushes.push({ key: one.key, item });
    } else if (one.do === 'delete') {
      this.#server.delete(one.key);
      this.#pushes.push({ key: one.key, deleted: true });
    } else if (known) {
      const patch = { [`m${one.n}`]: one.n };
      this.#server.set(one.key, { ...known, ...patch });
      this.#pushes.push({ key: one.key, patch });
    }
  }

  #deliver(): void {
    const change = this.#pushes.shift();
    if (!change) return;
    this.list = changed(this.list, change, ++this.#time, this.#cap);
    if ('deleted' in change) this.goneSinceAsked.add(change.key);
    else if ('item' in change) this.goneSinceAsked.delete(change.key);
  }

  #ask(): void {
    this.list = asked(this.list);
    this.#question = { askedAt: ++this.#time };
    this.goneSinceAsked.clear();
  }

  #fail(): void {
    this.list = unanswered(this.list);
    this.#question = undefined;
  }

  #read(): LiveRow[] {
    return [...this.#server].map(([id, item]) => ({ key: id, item }));
  }
}

function asObject(entries: [string, LiveItem][]): object {
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
