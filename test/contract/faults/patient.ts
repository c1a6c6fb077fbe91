import { expect, vi } from 'vitest';
import type { AnyClient } from '../reporter.js';
import type { RigClient } from '../rig-client.js';
import { realWorld } from '../real-world.js';
import { LONGEST_WAIT, type World } from '../world.js';
import type { Times } from './measured.js';
import { isWhole, type Patience, type Subject } from './subjects.js';

interface Turn {
  readonly state: string;
  readonly at: number;
}

/** A client of a real server, to which something happens. */
export class Patient {
  readonly world: World;
  readonly rig: RigClient;
  readonly client: AnyClient;
  readonly turns: Turn[] = [];
  readonly #subject: Subject;
  readonly #said: string[] = [];
  readonly #heard: string[] = [];
  #struckAt = 0;
  #mendedAt = 0;

  constructor(rig: RigClient, subject: Subject, patience: Patience) {
    this.rig = rig;
    this.#subject = subject;
    this.world = realWorld(rig);
    this.client = subject.make(this.world, patience);
    this.client.addEventListener('statechange', () => {
      this.turns.push({ state: this.client.state, at: performance.now() });
    });
    this.client.on('*', ({ id = 'nothing', payload }) => {
      this.#heard.push(isWhole(id, payload) ? id : `a part of ${id}`);
    });
  }

  /** Connects, and hears the first message. */
  async begin(): Promise<void> {
    await this.say('m1');
    void this.client.connect().catch(() => undefined);
    await this.#until(() => this.#heard.length > 0, 'the first message');
  }

  /** Makes the server say something, wherever the client is. */
  async say(id: string): Promise<void> {
    this.#said.push(id);
    await this.#subject.say(this.rig, this.#said, this.#said.length - 1);
  }

  /** Makes the server remember, that has been killed. */
  async remind(): Promise<void> {
    await this.#subject.say(this.rig, this.#said, 0);
  }

  /** Does something bad. */
  async strike(fault: () => Promise<void>): Promise<void> {
    this.turns.length = 0;
    this.#struckAt = performance.now();
    await fault();
  }

  /** Waits until the client has noticed. */
  async notice(): Promise<void> {
    await this.#until(() => this.turns.some(({ state }) => state !== 'open'), 'the loss');
  }

  /** Puts right what made it impossible to be connected, so that nobody can have been since. */
  async mend(repair: () => Promise<void>): Promise<void> {
    expect(this.client.isConnected()).toBe(false);
    expect(this.#backAt).toBeUndefined();
    await repair();
    this.#mendedAt = performance.now();
  }

  /** Waits until the client is back. */
  async recover(): Promise<void> {
    await this.#until(() => this.#backAt !== undefined, 'the return');
  }

  /** Ends when the client has heard all that was said and one more, each once and in order. */
  async end(): Promise<Times> {
    await this.say('last');
    await this.#until(() => this.#heard.includes('last'), 'the last message');
    expect(this.#heard).toEqual(this.#said);
    expect(this.client.state).toBe('open');
    await this.#oneConnection();
    expect(this.world.errors).toEqual([]);
    const { lostAt } = this;
    if (lostAt === undefined) return {};
    return {
      noticed: Math.round(lostAt - this.#struckAt),
      back: Math.round(this.#backAt! - Math.max(lostAt, this.#mendedAt)),
    };
  }

  /** Waits until the client has heard a message. */
  async hear(id: string): Promise<void> {
    await this.#until(() => this.#heard.includes(id), id);
  }

  /** Waits until the states that it went through are as wished. */
  async until(done: (states: readonly string[]) => boolean): Promise<void> {
    await this.#until(() => done(this.turns.map(({ state }) => state)), 'its turns');
  }

  async leave(): Promise<void> {
    this.client.disconnect();
    await this.world.end();
  }

  /** When the client noticed. */
  get lostAt(): number | undefined {
    return this.turns.find(({ state }) => state !== 'open')?.at;
  }

  /** How long it waited before the attempt that succeeded, in ms. */
  get lastWait(): number {
    const last = this.turns.findLastIndex(({ state }) => state === 'waiting');
    // Whoever looks at the page makes the client plan anew.
    const before = this.turns.findLastIndex(({ state }, i) => i < last && state !== 'waiting');
    return this.turns[last + 1]!.at - this.turns[before + 1]!.at;
  }

  get #backAt(): number | undefined {
    const { lostAt = Infinity } = this;
    return this.turns.find(({ state, at }) => state === 'open' && at >= lostAt)?.at;
  }

  /** Nothing is left of connections that were replaced. */
  async #oneConnection(): Promise<void> {
    const most = this.#subject.connections;
    await vi.waitFor(async () => expect((await this.rig.count()).line).toBeLessThanOrEqual(most), {
      timeout: LONGEST_WAIT,
      interval: 20,
    });
  }

  #until(done: () => boolean, what: string): Promise<void> {
    const story = (): string => this.turns.map(({ state }) => state).join(', ');
    return this.world.until(
      done,
      () => `Waited in vain for ${what}; turns: ${story()}; heard: ${this.#heard.join(', ')}`,
    );
  }
}
