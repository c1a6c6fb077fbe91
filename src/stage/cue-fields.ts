/** What a field of a cue must hold. */
export type FieldRule =
  | 'any'
  | 'text'
  /** A text of one line. */
  | 'line'
  | 'name'
  | 'url'
  | 'flag'
  | 'count'
  | 'code'
  | 'number'
  | 'duration'
  | 'seq'
  | 'base64'
  | 'status'
  | 'method'
  | 'headers';

export interface FieldSpec {
  readonly rule: FieldRule;
  readonly required?: true;
}

type Fields = Readonly<Record<string, FieldSpec>>;

const connection: FieldSpec = { rule: 'count' };
const type: FieldSpec = { rule: 'name', required: true };
const payload: FieldSpec = { rule: 'any' };
const frame = {
  data: { rule: 'text', required: true },
  encoding: { rule: 'base64' },
  connection,
} as const;
const refusal = {
  status: { rule: 'status' },
  headers: { rule: 'headers' },
  times: { rule: 'count' },
} as const;
/** Which of the other tabs. */
const tab: FieldSpec = { rule: 'name' };
/** What an HTTP source answers. */
const answer = {
  status: { rule: 'status' },
  headers: { rule: 'headers' },
  body: { rule: 'any' },
  delay: { rule: 'duration' },
} as const;

/** The fields of every action, by the kind of its source. Kept in step with stream.schema.json. */
export const cueFields = {
  websocket: {
    message: { type, payload, id: { rule: 'text' }, seq: { rule: 'seq' }, connection },
    frame,
    close: { code: { rule: 'code' }, reason: { rule: 'text' }, connection },
    drop: { connection },
    refuse: {},
    restore: {},
    stall: {},
    reply: { to: { rule: 'name', required: true }, type, payload },
  },
  sse: {
    event: {
      data: { rule: 'any', required: true },
      event: { rule: 'line' },
      id: { rule: 'line' },
      retry: { rule: 'duration' },
      connection,
    },
    comment: { text: { rule: 'line' }, connection },
    frame,
    close: { connection },
    drop: { connection },
    refuse: refusal,
    restore: {},
    stall: {},
  },
  http: {
    respond: answer,
    drop: { connection },
    refuse: refusal,
    restore: {},
    stall: {},
  },
  channel: {
    message: { type, payload, tab },
    post: { data: { rule: 'any', required: true }, tab },
    messageerror: { tab },
    join: { tab },
    leave: { tab },
  },
  page: {
    hide: {},
    show: {},
    focus: {},
    offline: {},
    online: {},
    freeze: {},
    resume: {},
    pagehide: {},
    pageshow: {},
  },
  clock: { jump: { by: { rule: 'number', required: true } } },
} as const satisfies Record<string, Record<string, Fields>>;

/** The fields of a declared source, by its kind, besides `kind`. */
export const sourceFields = {
  websocket: { url: { rule: 'url', required: true }, pong: { rule: 'flag' } },
  sse: { url: { rule: 'url', required: true }, replay: { rule: 'flag' } },
  http: { url: { rule: 'url', required: true }, method: { rule: 'method' }, ...answer },
  channel: { name: { rule: 'name', required: true } },
} as const satisfies Record<string, Fields>;

/** The fields that every cue of a stream may have. */
export const planFields = ['at', 'source', 'do', 'repeat'] as const;

export type SourceKind = keyof typeof cueFields;

/** The fields of one action, or `undefined` for an action that its source does not know. */
export function fieldsOf(kind: SourceKind, action: string): Fields | undefined {
  const actions: Readonly<Record<string, Fields>> = cueFields[kind];
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
}
