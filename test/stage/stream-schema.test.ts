import { expect, test } from 'vitest';
import { cueFields, planFields, sourceFields, type FieldSpec } from '../../src/stage/cue-fields.js';
import schema from '../../src/stage/stream.schema.json' with { type: 'json' };
import { parseStream } from '../../src/stage.js';

interface Definition {
  readonly properties?: Readonly<Record<string, { const?: unknown; $ref?: string }>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

const definitions = schema.$defs as unknown as Readonly<Record<string, Definition>>;
/** Every action with what each kind of source that knows it says of its fields. */
const actions = new Map<string, Map<string, Readonly<Record<string, FieldSpec>>>>();
for (const [kind, verbs] of Object.entries(cueFields)) {
  for (const [verb, fields] of Object.entries(verbs)) {
    if (!actions.has(verb)) actions.set(verb, new Map());
    actions.get(verb)?.set(kind, fields);
  }
}

test('the schema offers every action that the validator knows, and no other', () => {
  const offered = schema.properties.cues.items.oneOf.map(({ $ref }) => $ref.split('/').at(-1));
  expect(offered.sort()).toEqual([...actions.keys()].sort());
});

// A schema cannot tell the kind of a source by its name: what one kind knows is offered to all.
test.each([...actions])('schema and validator agree on the fields of "%s"', (verb, byKind) => {
  const definition = definitions[verb];
  const kinds = [...byKind.values()];
  const fields = new Set(kinds.flatMap((known) => Object.keys(known)));
  const required = [...fields].filter((field) => kinds.every((known) => known[field]?.required));
  expect(definition?.properties?.['do']).toEqual({ const: verb });
  expect(Object.keys(definition?.properties ?? {}).sort()).toEqual(
    [...planFields, ...fields].sort(),
  );
  expect(definition?.required).toEqual(['at', 'source', 'do', ...required]);
  expect(definition?.additionalProperties).toBe(false);
  const [kind] = byKind.keys();
  expect(definition?.properties?.['source']).toEqual(
    kind === 'page' || kind === 'clock' ? { const: kind } : { $ref: '#/$defs/source' },
  );
});

test('the schema offers every kind of source that the validator knows, and no other', () => {
  const offered = schema.$defs.declaration.oneOf.map(({ $ref }) => $ref.split('/').at(-1));
  expect(offered).toEqual(Object.keys(sourceFields).map((kind) => `${kind}Source`));
});

test.each([
  ['the stream', schema, { name: 'n', cues: [] }, (extra: object) => extra],
  ['a WebSocket', definitions['websocketSource'], { kind: 'websocket', url: '/ws' }, asSource],
  ['an event stream', definitions['sseSource'], { kind: 'sse', url: '/events' }, asSource],
  ['an HTTP source', definitions['httpSource'], { kind: 'http', url: '/api' }, asSource],
  ['a channel', definitions['channelSource'], { kind: 'channel', name: 'app' }, asSource],
  ['faults', definitions['faults'], {}, asFaults],
  ['repeat', definitions['repeat'], { times: 1, every: 0 }, asRepeat],
] as const)('schema and validator agree on the fields of %s', (_, definition, valid, wrap) => {
  const samples: Readonly<Record<string, unknown>> = {
    ...{ $schema: 's', name: 'n', description: 'd', sources: {}, cues: [], faults: {} },
    ...{ url: '/ws', pong: true, replay: false, times: 2, every: 5 },
    ...{ method: 'GET', status: 404, headers: { a: 'b' }, body: [], delay: 5 },
    ...{ latency: 1, jitter: 1, loss: 0.5, duplicate: 0.5, reorder: 0.5 },
  };
  const fields = Object.keys(definition?.properties ?? {});
  for (const field of Object.keys(samples)) {
    const parse = () => parseStream(wrap({ ...valid, [field]: samples[field] }));
    if (fields.includes(field)) expect(parse, field).not.toThrow();
    else expect(parse, field).toThrow(`"${field}" is not a field of it`);
  }
  for (const field of definition?.required ?? []) {
    const rest = Object.fromEntries(Object.entries(valid).filter(([name]) => name !== field));
    expect(() => parseStream(wrap(rest)), field).toThrow('is missing');
  }
});

function asSource(source: object): object {
  return { name: 'n', sources: { feed: source }, cues: [] };
}

function asFaults(faults: object): object {
  const sources = { feed: { kind: 'websocket', url: '/ws' } };
  return { name: 'n', sources, cues: [], faults: { feed: faults } };
}

function asRepeat(repeat: object): object {
  return { name: 'n', cues: [{ at: 0, source: 'page', do: 'hide', repeat }] };
}
