/** What a field of a cue must hold. */
export type FieldRule = 'any' | 'text' | 'name' | 'count' | 'code' | 'number' | 'seq' | 'base64';

export interface FieldSpec {
  readonly rule: FieldRule;
  readonly required?: true;
}

type Fields = Readonly<Record<string, FieldSpec>>;

const connection: FieldSpec = { rule: 'count' };
const type: FieldSpec = { rule: 'name', required: true };
const payload: FieldSpec = { rule: 'any' };

/** The fields of every action, by the kind of its source. Kept in step with stream.schema.json. */
export const cueFields = {
  websocket: {
    message: { type, payload, id: { rule: 'text' }, seq: { rule: 'seq' }, connection },
    frame: { data: { rule: 'text', required: true }, encoding: { rule: 'base64' }, connection },
    close: { code: { rule: 'code' }, reason: { rule: 'text' }, connection },
    drop: { connection },
    refuse: {},
    restore: {},
    stall: {},
    reply: { to: { rule: 'name', required: true }, type, payload },
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

/** The fields that every cue of a stream may have. */
export const planFields = ['at', 'source', 'do', 'repeat'] as const;

export type SourceKind = keyof typeof cueFields;

/** The fields of one action, or `undefined` for an action that its source does not know. */
export function fieldsOf(kind: SourceKind, action: string): Fields | undefined {
  const actions: Readonly<Record<string, Fields>> = cueFields[kind];
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
}
