import { setTimeout as sleep } from 'node:timers/promises';
import type { Action } from '../../src/stage.js';
import type {
  FarEndAction,
  FarEndCommand,
  FarEndNote,
  LineCommand,
  RigCommand,
  SourceName,
} from './commands.js';
import { FarEndProcess } from './far-end-process.js';
import { Line } from './line.js';
import { planStream, type Planned } from './stream-plan.js';

/** How often to look whether the first page has asked, in ms. */
const WATCH_EVERY = 5;

/** A server process of its own and the lines that lead to its sources. */
export class Rig {
  readonly #lines: Readonly<Record<SourceName, Line>> = {
    websocket: this.#newLine(),
    sse: this.#newLine(),
    http: this.#newLine(),
  };
  readonly #notes: FarEndNote[] = [];
  readonly #scripts: FarEndCommand[] = [];
  #scene = new AbortController();
  #farEnd = this.#startFarEnd();

  /** Starts everything, and tells the port of each line. */
  async open(): Promise<Record<SourceName, number>> {
    const { websocket, sse, http } = this.#lines;
    await Promise.all([...this.#everyLine.map((line) => line.open()), this.#farEnd.port]);
    return { websocket: websocket.port, sse: sse.port, http: http.port };
  }

  async obey(command: RigCommand): Promise<unknown> {
    switch (command.do) {
      case 'script':
        this.#scripts.push(command);
        return this.#farEnd.ask(command);
      case 'act':
        return this.#act(command.source, command.action, 1);
      case 'play':
        return this.#play(command);
      case 'line':
        return this.#actOnLines(command.line, command.source);
      case 'kill':
        return this.#farEnd.kill();
      case 'start':
        return this.#restart();
      case 'report':
        await this.#farEnd.ask({ do: 'settle' });
        return this.#notes
          .filter(({ path }) => command.path === undefined || path === command.path)
          .map(({ text }) => text);
      case 'hang-up':
        return this.#farEnd.ask(command);
      case 'count':
        return { server: await this.#farEnd.ask(command), line: this.#carried };
      case 'clear':
        return this.#clear();
      case 'strike':
        return this.strike();
    }
  }

  async strike(): Promise<void> {
    this.#scene.abort();
    for (const line of this.#everyLine) line.close();
    await this.#farEnd.kill();
  }

  get #everyLine(): readonly Line[] {
    return Object.values(this.#lines);
  }

  /** Counts the connections that the lines carry. */
  get #carried(): number {
    return this.#everyLine.reduce((sum, { count }) => sum + count, 0);
  }

  #newLine(): Line {
    return new Line(() => this.#farEnd.port);
  }

  #startFarEnd(): FarEndProcess {
    return new FarEndProcess((note) => this.#notes.push(note));
  }

  async #clear(): Promise<void> {
    this.#scene.abort();
    this.#scene = new AbortController();
    this.#scripts.length = 0;
    for (const line of this.#everyLine) await line.clear();
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

  async #act(source: SourceName, action: Action, n: number): Promise<void> {
    const line = this.#lines[source];
    const command: FarEndCommand = { do: 'act', source, action: action as FarEndAction, n };
    if (action.do === 'stall') return line.act({ do: 'blackhole' });
    if (action.do === 'refuse' && !hasManner(action)) return line.act({ do: 'close-port' });
    if (action.do === 'restore') await line.act({ do: 'flow' });
    // WebSockets are refused by their line alone.
    if (source !== 'websocket' || action.do !== 'restore') await this.#farEnd.ask(command);
  }

  async #actOnLines(command: LineCommand, source?: SourceName): Promise<void> {
    const lines = source ? [this.#lines[source]] : this.#everyLine;
    await Promise.all(lines.map((line) => line.act(command)));
  }

  /** Starts with the first request, or at once where none can come. */
  async #play({ stream, speed }: Extract<RigCommand, { do: 'play' }>): Promise<void> {
    const { sources, openings, rest } = planStream(stream);
    for (const { source, cue } of openings) await this.#act(source, cue, 1);
    const lines = sources.map((source) => this.#lines[source]);
    void this.#run(rest, lines, speed);
  }

  /** Whether a page has got through to the server, or never will. */
  #hasBegun(lines: readonly Line[]): boolean {
    const inVain = lines.every(({ refuses }) => refuses);
    const hasAsked = this.#notes.some(({ text }) => text.startsWith('request:'));
    return inVain || hasAsked || lines.some(({ holdsSomebody }) => holdsSomebody);
  }

  async #run(plan: readonly Planned[], lines: readonly Line[], speed: number): Promise<void> {
    const { signal } = this.#scene;
    try {
      while (!this.#hasBegun(lines)) {
        await sleep(WATCH_EVERY, undefined, { signal });
      }
      const start = performance.now();
      for (const { at, cue, source, n } of plan) {
        const left = start + at / speed - performance.now();
        if (left > 0) await sleep(left, undefined, { signal });
        await this.#act(source, cue, n);
      }
    } catch (error) {
      if (!signal.aborted) console.error('Failed to play a stream.', error);
    }
  }
}

/** Whether a server has to refuse, because a closed port cannot do it so. */
function hasManner(refusal: object): boolean {
  return 'status' in refusal || 'times' in refusal;
}
