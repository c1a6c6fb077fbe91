import type { Runtime } from '../../src/core/runtime.js';
import type { Action, StreamInput } from '../../src/stage.js';

/** Where a scene takes place: on a stage, or in a browser with a real server. */
export interface World {
  readonly runtime: Runtime;
  /** What nobody caught on the stage. In reality it goes to the window, and fails the run. */
  readonly errors: readonly unknown[];
  /** Where the server is, without a query. */
  readonly url: string;
  /** Makes ms of a canned stream into ms of this world. */
  scaled(ms: number): number;
  /** Carries out an action of a canned stream now. */
  act(action: Action): Promise<void>;
  /**
   * Plays a canned stream; its time starts with the first connection.
   *
   * @param latency How long everything travels, each way, in ms of the stream.
   */
  play(stream: StreamInput, latency: number): Promise<void>;
  /** Answers new connections with this subprotocol instead of the first one offered. */
  choose(protocol: string): Promise<void>;
  /** Leaves new connections without an answer. */
  hang(): Promise<void>;
  /** Ends all connections without a close frame, in one of the ways TCP has. */
  sever(how: 'reset' | 'end'): Promise<void>;
  /** Fails new connections: nobody listens, or somebody hangs up at once. */
  refuse(how: 'close-port' | 'slam'): Promise<void>;
  /** Kills the server. New connections fail. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  /** Brings the page back to the user's attention, at which clients probe their connections. */
  focus(): void;
  /** Resolves when `done`; rejects, saying what `missing` says, if that takes too long. */
  until(done: () => boolean, missing: () => string): Promise<void>;
  /** Tells what the server has noticed: `request:…` and `text:…`, in order. */
  noticed(): Promise<readonly string[]>;
  /** Ends everything that the scene began. */
  end(): Promise<void>;
}

/** How long a world waits for anything, in its own ms. */
export const LONGEST_WAIT = 8000;
