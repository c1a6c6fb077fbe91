import { TallyError } from '../core/errors.js';
import type { SourceKind } from './cue-fields.js';
import type { FaultSettings } from './faults.js';
import { StreamCheck } from './stream-check.js';

/** A canned stream: what far ends, page and clock do, and when. Plain data. */
export interface CannedStream {
  readonly name: string;
  readonly description?: string;
  readonly sources?: Readonly<Record<string, SourceDeclaration>>;
  readonly cues: readonly Cue[];
  readonly faults?: Readonly<Record<string, FaultSettings>>;
}

/** A far end that plays cues. It accepts connections until a cue says otherwise. */
export type SourceDeclaration =
  WebSocketDeclaration | SSEDeclaration | HttpDeclaration | ChannelDeclaration;

interface Addressed {
  /** Absolute, or relative to the stage's base URL. Without a query it matches any query. */
  readonly url: string;
}

export interface WebSocketDeclaration extends Addressed {
  readonly kind: 'websocket';
  /** Whether `ping` messages are answered with `pong`. Default true. */
  readonly pong?: boolean;
}

export interface SSEDeclaration extends Addressed {
  readonly kind: 'sse';
  /**
   * Whether a page that comes back with `Last-Event-ID` gets the events with ids that it missed.
   * Default true.
   */
  readonly replay?: boolean;
}

export interface HttpDeclaration extends Addressed, HttpAnswer {
  readonly kind: 'http';
  /** Answers only requests of this method. */
  readonly method?: string;
}

/** The other tabs on a broadcast channel. */
export interface ChannelDeclaration {
  readonly kind: 'channel';
  /** The name of the channel. */
  readonly name: string;
}

/** What an HTTP source answers. By default 200 without a body. */
export interface HttpAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. Placeholders are filled. */
  readonly body?: unknown;
  /** How long the answer takes, in ms. Default 0. */
  readonly delay?: number;
}

/** How connections are refused: with a status, or without one by a network error. */
export interface Refusal {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** After how many refusals the source answers again. Default never. */
  readonly times?: number;
}

interface Plan {
  /** Virtual ms after the stream was loaded. */
  readonly at: number;
  readonly source: string;
  readonly repeat?: { readonly times: number; readonly every: number };
}

/** One thing that happens at one moment. */
export type Cue = Plan & Action;

/** What a cue does, without its moment. */
export type Action =
  | ConnectionAction
  | SourceAction
  | SSEAction
  | HttpAction
  | ChannelAction
  | PageAction
  | ClockAction;

/** Acts on the open connections of a source, or on the one named by number. */
export type ConnectionAction = { readonly connection?: number } & (
  | {
      readonly do: 'message';
      readonly type: string;
      readonly payload?: unknown;
      readonly id?: string;
      readonly seq?: number | string;
    }
  | { readonly do: 'frame'; readonly data: string; readonly encoding?: 'base64' }
  | { readonly do: 'close'; readonly code?: number; readonly reason?: string }
  | { readonly do: 'drop' }
);

/** Acts on a source of kind `sse`, or on the one of its open connections that is named by number. */
export type SSEAction =
  | ({ readonly connection?: number } & (
      | {
          readonly do: 'event';
          /** A text is sent as it is, anything else as JSON. Placeholders are filled. */
          readonly data: unknown;
          readonly event?: string;
          readonly id?: string;
          readonly retry?: number;
        }
      | { readonly do: 'comment'; readonly text?: string }
      | { readonly do: 'frame'; readonly data: string; readonly encoding?: 'base64' }
      | { readonly do: 'close' }
      | { readonly do: 'drop' }
    ))
  | HttpSourceAction;

/** Acts on a source of kind `http`: answers from now on, or fails what hangs. */
export type HttpAction =
  | ({ readonly do: 'respond' } & HttpAnswer)
  | { readonly do: 'drop'; readonly connection?: number }
  | HttpSourceAction;

/** Acts as one of the other tabs on a channel, by default as `peer`. */
export type ChannelAction = { readonly tab?: string } & (
  | {
      /** Says an envelope `{type, payload, timestamp, tabId}`. Placeholders are filled. */
      readonly do: 'message';
      readonly type: string;
      readonly payload?: unknown;
    }
  /** Says anything, as it is. */
  | { readonly do: 'post'; readonly data: unknown }
  /** Says something that cannot be read here. */
  | { readonly do: 'messageerror' }
  /** Says that the tab is there, as `tab-connected`. */
  | { readonly do: 'join' }
  /** Says that the tab goes, as `tab-disconnected`, and goes. */
  | { readonly do: 'leave' }
);

type HttpSourceAction =
  ({ readonly do: 'refuse' } & Refusal) | { readonly do: 'restore' } | { readonly do: 'stall' };

/** Acts on a source as a whole. */
export type SourceAction =
  | { readonly do: 'refuse' }
  | { readonly do: 'restore' }
  | { readonly do: 'stall' }
  | {
      readonly do: 'reply';
      /** The type of the message that is answered from now on. */
      readonly to: string;
      readonly type: string;
      readonly payload?: unknown;
    };

export interface PageAction {
  readonly do:
    | 'hide'
    | 'show'
    | 'focus'
    | 'offline'
    | 'online'
    | 'freeze'
    | 'resume'
    | 'pagehide'
    | 'pageshow';
}

export interface ClockAction {
  readonly do: 'jump';
  /** How far the wall clock jumps, in ms; negative jumps go back. */
  readonly by: number;
}

/** A stream as it comes out of a JSON file, where types are wide. */
export type StreamInput = CannedStream | { readonly [field: string]: unknown };

export type StreamErrorCode = 'stream-invalid';

/**
 * Checks that a value is a canned stream.
 *
 * Throws a `TallyError` with code `stream-invalid` that names the first wrong cue and field, and
 * what would be right.
 */
export function parseStream(value: unknown, baseUrl = 'https://stage.test/'): CannedStream {
  const name = (value as { name?: unknown } | null | undefined)?.name;
  const subject = `load stream ${typeof name === 'string' ? `"${name}"` : '(unnamed)'}`;
  new StreamCheck(refusal(subject), baseUrl).stream(value);
  return value as CannedStream;
}

/** Checks one action against the sources that are known. */
export function parseAction(
  source: string,
  action: unknown,
  known: ReadonlyMap<string, SourceKind>,
): Action {
  new StreamCheck(refusal(`play a cue for "${source}"`), '').action(source, action, known);
  return action as Action;
}

function refusal(subject: string): (problem: string) => never {
  return (problem) => {
    throw new TallyError<StreamErrorCode>('stream-invalid', `Failed to ${subject}: ${problem}`);
  };
}
