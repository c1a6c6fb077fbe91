import type { MessageSource } from '../core/message-source.js';
import { Stage } from '../stage/stage.js';
import type { CannedStream, StreamInput } from '../stage/stream.js';
import { Attachments } from './attachments.js';

/** A moment of a scene that has a name. */
export interface Moment {
  readonly name: string;
  /** When it is, in virtual ms since the scene began. */
  readonly at: number;
}

/** Puts on a stage what is no canned stream: far ends and workers that are functions. */
export type StageProgram = (stage: Stage) => unknown;

/** What a scene announces: a new stage after a restart, a newly named moment, that it is ready. */
type SceneListener = () => void;

/** One story's stage, with all that is needed to begin again from the same script and seed. */
export class Scene {
  /** The story's id, as in Storybook's addresses. */
  readonly story: string;
  stage: Stage;
  /** Makes the source that the scene's elements find by context. */
  makeSource: ((stage: Stage) => MessageSource) | undefined;
  /** Counts the restarts. */
  generation = 0;
  readonly moments: Moment[] = [];
  /** What lets the page itself reach the stage. */
  readonly attachments = new Attachments(() => this.#announce());
  readonly #seed: number;
  readonly #streams = new Set<StreamInput>();
  readonly #programs = new Set<StageProgram>();
  readonly #listeners = new Set<SceneListener>();
  #source: MessageSource | undefined;

  constructor(story: string, seed: number) {
    this.story = story;
    this.#seed = seed;
    this.stage = new Stage({ seed });
  }

  get source(): MessageSource | undefined {
    return (this.#source ??= this.makeSource?.(this.stage));
  }

  /** When the last cue of the script is, in virtual ms. */
  get end(): number {
    const cues = [...this.#streams].flatMap((stream) => (stream as CannedStream).cues);
    return Math.max(
      0,
      ...cues.map(({ at, repeat }) => at + (repeat ? (repeat.times - 1) * repeat.every : 0)),
    );
  }

  /** Loads a canned stream, once however often the story renders. */
  load(stream: StreamInput): void {
    if (this.#streams.has(stream)) return;
    this.stage.load(stream);
    this.#streams.add(stream);
  }

  /** Runs a program on the stage, now and after every restart; once however often it is put. */
  put(program: StageProgram): void {
    if (this.#programs.has(program)) return;
    this.#programs.add(program);
    program(this.stage);
  }

  /** Begins again: same streams, same seed, same speed, new stage, new source. */
  restart(): void {
    const { speed } = this.stage;
    this.attachments.end();
    this.stage.dispose();
    this.stage = new Stage({ seed: this.#seed });
    this.stage.speed = speed;
    this.#source = undefined;
    for (const stream of this.#streams) this.stage.load(stream);
    for (const program of this.#programs) program(this.stage);
    this.generation++;
    this.attachments.begin(this.stage);
    this.#announce();
  }

  /** Goes to a moment, back by way of a new beginning. */
  async seek(at: number): Promise<void> {
    this.stage.pause();
    if (at < this.stage.now) this.restart();
    // The elements of a new beginning must be there before its time begins.
    await this.stage.advance(0);
    await this.stage.advanceTo(at);
  }

  /** Names a moment, in virtual ms; a name that is known moves nowhere. */
  name(name: string, at: number): void {
    if (this.moments.some((moment) => moment.name === name)) return;
    this.moments.push({ name, at });
    this.#announce();
  }

  onChange(listener: SceneListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.attachments.end();
    this.stage.dispose();
    this.#listeners.clear();
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}
