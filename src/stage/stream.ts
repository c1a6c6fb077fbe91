import { TallyError } from '../core/errors.js';
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
export interface SourceDeclaration {
  readonly kind: 'websocket';
  /** Absolute, or relative to the stage's base URL. Without a query it matches any query. */
  readonly url: string;
  /** Whether `ping` messages are answered with `pong`. Default true. */
  readonly pong?: boolean;
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
export type Action = ConnectionAction | SourceAction | PageAction | ClockAction;

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
export function parseAction(source: string, action: unknown, known: readonly string[]): Action {
  new StreamCheck(refusal(`play a cue for "${source}"`), '').action(source, action, known);
  return action as Action;
}

function refusal(subject: string): (problem: string) => never {
  return (problem) => {
    throw new TallyError<StreamErrorCode>('stream-invalid', `Failed to ${subject}: ${problem}`);
  };
}
