import { setTimeout as sleep } from 'node:timers/promises';
import { parseStream, type Action, type ConnectionAction, type Cue } from '../../src/stage.js';
import type { FarEndCommand, FarEndNote, RigCommand } from './commands.js';
import { FarEndProcess } from './far-end-process.js';
import { Line } from './line.js';

/** How often to look whether the first page has connected, in ms. */
const WATCH_EVERY = 5;

/** What a source does before anybody connects. */
const OPENINGS: ReadonlySet<string> = new Set(['refuse', 'restore', 'stall', 'reply']);

/** A server process of its own and the line that leads to it. */
export class Rig {
  readonly #line = new Line(() => this.#farEnd.port);
  readonly #notes: FarEndNote[] = [];
  readonly #scripts: FarEndCommand[] = [];
  #scene = new AbortController();
  #farEnd = this.#startFarEnd();

  async open(): Promise<number> {
    await Promise.all([this.#line.open(), this.#farEnd.port]);
    return this.#line.port;
  }

  async obey(command: RigCommand): Promise<unknown> {
    switch (command.do) {
      case 'script':
        this.#scripts.push(command);
        return this.#farEnd.ask(command);
      case 'act':
        return this.#act(command.action, 1);
      case 'play':
        return this.#play(command);
      case 'line':
        return this.#line.act(command.line);
      case 'kill':
        return this.#farEnd.kill();
      case 'start':
        return this.#restart();
      case 'report':
        await this.#farEnd.ask({ do: 'settle' });
        return this.#notes.filter(({ path }) => path === command.path).map(({ text }) => text);
      case 'hang-up':
        return this.#farEnd.ask(command);
      case 'count':
        return { server: await this.#farEnd.ask(command), line: this.#line.count };
      case 'clear':
        return this.#clear();
      case 'strike':
        return this.strike();
    }
  }

  async strike(): Promise<void> {
    this.#scene.abort();
    this.#line.close();
    await this.#farEnd.kill();
  }

  #startFarEnd(): FarEndProcess {
    return new FarEndProcess((note) => this.#notes.push(note));
  }

  async #clear(): Promise<void> {
    this.#scene.abort();
    this.#scene = new AbortController();
    this.#scripts.length = 0;
    await this.#line.clear();
    if (this.#farEnd.alive) await this.#farEnd.ask({ do: 'clear' });
    else await this.#restart();
    this.#notes.length = 0;
  }

  async #restart(): Promise<void> {
    await this.#farEnd.kill();
    this.#farEnd = this.#startFarEnd();
    for (const script of this.#scripts) await this.#farEnd.ask(script);
    await this.#farEnd.port;
  }

  async #act(action: Action, n: number): Promise<unknown> {
    if (action.do === 'refuse') return this.#line.act({ do: 'close-port' });
    if (action.do === 'restore') return this.#line.act({ do: 'flow' });
    if (action.do === 'stall') return this.#line.act({ do: 'blackhole' });
    // The rest is for a server; `#check` keeps out what is not.
    return this.#farEnd.ask({ do: 'act', action: action as ConnectionAction, n });
  }

  /** Starts with the first connection, or at once where none can come. */
  async #play({ stream, speed }: Extract<RigCommand, { do: 'play' }>): Promise<void> {
    const { cues } = parseStream(stream);
    for (const [index, cue] of cues.entries()) check(index, cue);
    const isOpening = ({ at, do: verb }: Cue): boolean => at === 0 && OPENINGS.has(verb);
    for (const cue of cues.filter(isOpening)) await this.#act(cue, 1);
    void this.#run(
      cues.filter((cue) => !isOpening(cue)),
      speed,
    );
  }

  async #run(cues: readonly Cue[], speed: number): Promise<void> {
    const { signal } = this.#scene;
    const plan = cues
      .flatMap((cue) => {
        const { times, every } = cue.repeat ?? { times: 1, every: 0 };
        return Array.from({ length: times }, (_, i) => ({ at: cue.at + i * every, cue, n: i + 1 }));
      })
      .sort((one, other) => one.at - other.at);
    try {
      while (!this.#line.refuses && this.#line.count === 0) {
        await sleep(WATCH_EVERY, undefined, { signal });
      }
      const start = performance.now();
      for (const { at, cue, n } of plan) {
        const left = start + at / speed - performance.now();
        if (left > 0) await sleep(left, undefined, { signal });
        await this.#act(cue, n);
      }
    } catch (error) {
      if (!signal.aborted) console.error('Failed to play a stream.', error);
    }
  }
}

/** Refuses cues that no server can play. */
function check(index: number, cue: Cue): void {
  if (cue.source === 'page' || cue.source === 'clock') {
    throw new Error(
      `Failed to play cue ${index}: it is for the ${cue.source}. A server has none; use a stage.`,
    );
  }
  if ('connection' in cue) {
    throw new Error(
      `Failed to play cue ${index}: it is for one connection. A rig plays to all; use a stage.`,
    );
  }
}
