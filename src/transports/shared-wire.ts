import type { CloseInfo } from '../core/close-policy.js';
import type { ConnectionSnapshot } from '../core/connection-state.js';
import type { WireMessage } from '../core/envelope.js';
import type { MessageFate } from '../core/sent-message.js';
import { nameOfValue } from '../core/wire-text.js';
import type { StreamPlace } from './shared-options.js';

/** Names what tabs say to each other. Another version has a channel and a lock of its own. */
export const VERSION = 1;

/** What a source says of its messages, beside them. */
export const REMARKS = ['gap', 'recovered', 'reset', 'invalid'] as const;

/** Where the connection stands, as the leading tab tells. */
export interface SharedState extends ConnectionSnapshot {
  /** How it ended last. */
  readonly close: CloseInfo;
  readonly place: StreamPlace;
}

/** A message that a tab wants sent. */
export interface SendRequest {
  readonly kind: 'send';
  readonly id: string;
  readonly type: string;
  /** The payload, as JSON. */
  readonly text: string;
  /** More for the client's `send`, as JSON. */
  readonly options?: string;
}

/** What became of it. `taken`: the leader has it, and is about to send it or to keep it. */
export interface FateNotice {
  readonly kind: 'fate';
  readonly to: string;
  readonly id: string;
  readonly fate: MessageFate | 'taken';
  readonly code?: string;
  /** Why, in words. */
  readonly text?: string;
  /** What the server said, as JSON. */
  readonly reply?: string;
}

/** What the leading tab tells all others. */
export type LeaderSays =
  | {
      readonly kind: 'state';
      readonly state: SharedState;
      /** Whose request this answers, and whether that tab was known. */
      readonly to?: string;
      readonly request?: string;
      readonly known?: boolean;
    }
  /** `at`: when it came, in wall-clock ms. */
  | { readonly kind: 'message'; readonly message: WireMessage; readonly at: number }
  | { readonly kind: 'error'; readonly code: string; readonly text: string }
  | {
      readonly kind: 'remark';
      readonly type: (typeof REMARKS)[number];
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | FateNotice;

/** What a tab tells the others, the leading one above all. */
export type TabSays =
  /** It is there, and handles messages of these types (`'*'`: all). The leader answers. */
  | { readonly kind: 'here'; readonly request: string; readonly types: readonly string[] }
  | { readonly kind: 'bye' }
  | { readonly kind: 'retry' }
  /** Comes back to whoever says it, after all that was said before. */
  | { readonly kind: 'mark'; readonly mark: string }
  /** The user has looked at it at this time; 0: does so no longer. */
  | { readonly kind: 'front'; readonly at: number }
  | { readonly kind: 'tell'; readonly topic: string; readonly payload: unknown }
  | SendRequest;

/** What goes over the channel. */
export type TabWord = (LeaderSays | TabSays) & {
  readonly version: typeof VERSION;
  readonly from: string;
  readonly epoch: number;
};

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, unknown>>;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && !Number.isNaN(value);
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isJson: Check = (value) => {
  try {
    return typeof value === 'string' && JSON.parse(value) !== undefined;
  } catch {
    return false;
  }
};
const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    names.includes(value as string);
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && !wrongField(value as Fields, checks);

/** The latest time that a `Date` can hold. Epochs are wall-clock readings that only grow. */
const MAX_TIME = 8.64e15;
const isTime: Check = (value) => isNumber(value) && Number(value) >= 0 && Number(value) <= MAX_TIME;

const STATES = ['idle', 'connecting', 'open', 'waiting', 'closed', 'failed'];
const FATES = ['taken', 'queued', 'sending', 'delivered', 'failed', 'expired'];
const WIRE_MESSAGE = {
  type: isText,
  id: optional(isText),
  seq: optional(isNumber),
};
const SAYS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  state: {
    state: shape({
      state: oneOf(...STATES),
      attempt: isNumber,
      maxAttempts: isNumber,
      retryAt: optional(isNumber),
      unsent: isNumber,
      close: shape({ code: isNumber, reason: isText }),
      place: isObject,
    }),
    to: optional(isText),
  },
  message: { message: shape(WIRE_MESSAGE), at: isTime },
  error: { code: isText, text: isText },
  remark: { type: oneOf(...REMARKS), fields: isObject },
  fate: {
    to: isText,
    id: isText,
    fate: oneOf(...FATES),
    code: optional(isText),
    text: optional(isText),
    reply: optional(isJson),
  },
  here: {
    request: isText,
    types: (value) => Array.isArray(value) && value.length <= 1000 && value.every(isText),
  },
  bye: {},
  retry: {},
  mark: { mark: isText },
  front: { at: isTime },
  tell: { topic: isText },
  send: { id: isText, type: isText, text: isText, options: optional(isText) },
};

/** Reads what came over the channel, or says what is wrong with it. */
export function readTabWord(data: unknown): TabWord | { readonly problem: string } {
  if (!isObject(data)) return { problem: `is ${nameOfValue(data)}` };
  const word = data as Fields;
  const { version, kind, epoch } = word;
  const checks = isText(kind) && Object.hasOwn(SAYS, kind as string) && SAYS[kind as string];
  if (version !== VERSION) return { problem: 'is of another version' };
  if (!checks) return { problem: 'is of an unknown kind' };
  const isEpoch: Check = () => Number.isInteger(epoch) && isTime(epoch);
  const wrong = wrongField(word, { from: isText, epoch: isEpoch, ...checks });
  return wrong ? { problem: `has a wrong "${wrong}"` } : (data as TabWord);
}

/** Tells whether only the leading tab says such things. */
export function isOfLeader(word: TabWord): word is TabWord & LeaderSays {
  return /^(?:state|message|error|remark|fate)$/.test(word.kind);
}

function wrongField(value: Fields, checks: Readonly<Record<string, Check>>): string | undefined {
  return Object.keys(checks).find((name) => !checks[name]!(value[name]));
}
