import type { Action, ConnectionAction, SourceAction, StreamInput } from '../../src/stage.js';
import type { HttpAction, SSEAction } from '../../src/stage/stream.js';
import type { FarEndStep } from '../fidelity/websocket/probe.js';

/** What stands at the far end, each at an address and behind a line of its own. */
export type SourceName = 'websocket' | 'sse' | 'http';

/** Where the sources are on every far end. */
export const PATHS: Readonly<Record<SourceName, string>> = {
  websocket: '/ws',
  sse: '/events',
  http: '/messages',
};

/** What the sources of canned streams do at a far end. */
export type FarEndAction = ConnectionAction | SourceAction | SSEAction | HttpAction;

/** What can be done to the line between a page and a server. */
export type LineCommand =
  /** Lets everything through again, whole and at once, what was held back included. */
  | { readonly do: 'flow' }
  /** Takes every byte and passes none on, either way. New connections fare alike. */
  | { readonly do: 'blackhole' }
  /** Closes the port: the system refuses new connections. */
  | { readonly do: 'close-port' }
  /** Takes new connections and closes them at once. */
  | { readonly do: 'slam' }
  /** Ends all connections with a TCP reset. */
  | { readonly do: 'reset' }
  /** Ends all connections as TCP does it politely, but without a close frame. */
  | { readonly do: 'end' }
  /** Lets every byte travel for `ms`, each way. */
  | { readonly do: 'delay'; readonly ms: number }
  /** Lets bytes come out one by one towards the page, one every `ms`. */
  | { readonly do: 'drip'; readonly ms: number }
  /** Lets so many more bytes through towards the page, and then ends the connection politely. */
  | { readonly do: 'cut-short'; readonly bytes: number };

/** What a page may ask of a rig: a server process and the line that leads to it. */
export type RigCommand =
  /** Decides what happens to connections to `path`, instead of accepting them. */
  | { readonly do: 'script'; readonly path: string; readonly steps: readonly FarEndStep[] }
  /** Carries out an action of a canned stream now. */
  | { readonly do: 'act'; readonly source: SourceName; readonly action: Action }
  /** Plays a canned stream in real time, `speed` times as fast. */
  | { readonly do: 'play'; readonly stream: StreamInput; readonly speed: number }
  /** Does something to the line that leads to a source, or to all. */
  | { readonly do: 'line'; readonly line: LineCommand; readonly source?: SourceName }
  /** Kills the server process with SIGKILL. */
  | { readonly do: 'kill' }
  /** Starts another one behind the same port. */
  | { readonly do: 'start' }
  /** Tells what the server has noticed so far, on `path` or anywhere. */
  | { readonly do: 'report'; readonly path?: string }
  /** Cuts all connections to `path`, half-made ones included. */
  | { readonly do: 'hang-up'; readonly path: string }
  /** Counts the connections that the server has and the line carries. */
  | { readonly do: 'count' }
  /** Makes everything as it was in the beginning, for the next scene. */
  | { readonly do: 'clear' }
  /** Takes everything down. */
  | { readonly do: 'strike' };

/** What a server process is asked to do. */
export type FarEndCommand =
  | Extract<RigCommand, { do: 'script' | 'hang-up' | 'count' | 'clear' }>
  /** `n` is which repetition, from 1. */
  | {
      readonly do: 'act';
      readonly source: SourceName;
      readonly action: FarEndAction;
      readonly n: number;
    }
  /** Answers as soon as no connection is half closed: what is noted by then is all. */
  | { readonly do: 'settle' };

/** Something that a server process noticed. */
export interface FarEndNote {
  readonly path: string;
  /**
   * `request:<path and query> <subprotocols>`, `text:…`, `binary:<hex>` or `close:<code>:<reason>`;
   * for HTTP what `requestNote` makes, and `gone:<path>` when the page wants no more of an answer.
   */
  readonly text: string;
}
