import type { Page, Runtime } from '../../src/core/runtime.js';
import type { Action, StreamInput } from '../../src/stage.js';
import type { SourceName } from '../servers/commands.js';

export type { SourceName };

/**
 * Where a scene takes place: on a stage, in a browser whose network is mocked, or in a browser with
 * real servers.
 */
export type Level = 'stage' | 'network' | 'real';

/** What a page goes through. Nobody can hide a real one: every world has a page of its own. */
export interface WorldPage extends Page {
  hide(): void;
  show(): void;
  /** Brings the page back to the user's attention, at which clients probe their connections. */
  focus(): void;
}

/** A place for a scene. */
export interface World {
  readonly runtime: Runtime;
  readonly page: WorldPage;
  /** What nobody caught. */
  readonly errors: readonly unknown[];
  /** Where the sources are, without a query. */
  readonly urls: Readonly<Record<SourceName, string>>;
  /** Makes ms of a canned stream into ms of this world. */
  scaled(ms: number): number;
  /** Carries out an action of a canned stream now. */
  act(source: SourceName, action: Action): Promise<void>;
  /**
   * Plays a canned stream; its time starts with the first request.
   *
   * @param latency How long everything travels, each way, in ms of the stream.
   */
  play(stream: StreamInput, latency: number): Promise<void>;
  /** Answers new WebSockets with this subprotocol instead of the first one offered. */
  choose(protocol: string): Promise<void>;
  /** Leaves new WebSockets without an answer. */
  hang(): Promise<void>;
  /** Ends all connections without a goodbye, in one of the ways TCP has. */
  sever(how: 'reset' | 'end'): Promise<void>;
  /** Fails new connections to a source: nobody listens, or somebody hangs up at once. */
  refuse(source: SourceName, how: 'close-port' | 'slam'): Promise<void>;
  /** Kills the server. New connections fail. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Resolves when `done`; rejects, saying what `missing` says, if that takes too long. */
  until(done: () => boolean, missing: () => string): Promise<void>;
  /** Tells what the server has noticed: `request:…`, `text:…` and `gone:…`, in order. */
  noticed(): Promise<readonly string[]>;
  /** Ends everything that the scene began. */
  end(): Promise<void>;
}

/** How long a world waits for anything, in its own ms. */
export const LONGEST_WAIT = 8000;
