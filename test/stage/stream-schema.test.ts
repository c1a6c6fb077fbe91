import { expect, test } from 'vitest';
import { cueFields, planFields, type FieldSpec } from '../../src/stage/cue-fields.js';
import schema from '../../src/stage/stream.schema.json' with { type: 'json' };
import { parseStream } from '../../src/stage.js';

interface Definition {
  readonly properties?: Readonly<Record<string, { const?: unknown; $ref?: string }>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

const definitions = schema.$defs as unknown as Readonly<Record<string, Definition>>;
const actions: ReadonlyArray<[string, Readonly<Record<string, FieldSpec>>, string]> =
  Object.entries(cueFields).flatMap(([kind, verbs]) =>
    Object.entries(verbs).map(([verb, fields]): (typeof actions)[number] => [verb, fields, kind]),
  );

test('the schema offers every action that the validator knows, and no other', () => {
  const offered = schema.properties.cues.items.oneOf.map(({ $ref }) => $ref.split('/').at(-1));
  expect(offered.sort()).toEqual(actions.map(([verb]) => verb).sort());
});

test.each(actions)('schema and validator agree on the fields of "%s"', (verb, fields, kind) => {
  const definition = definitions[verb];
  const required = Object.entries(fields).filter(([, spec]) => spec.required);
  expect(definition?.properties?.['do']).toEqual({ const: verb });
  expect(Object.keys(definition?.properties ?? {}).sort()).toEqual(
    [...planFields, ...Object.keys(fields)].sort(),
  );
  expect(definition?.required).toEqual(['at', 'source', 'do', ...required.map(([name]) => name)]);
  expect(definition?.additionalProperties).toBe(false);
  expect(definition?.properties?.['source']).toEqual(
    kind === 'websocket' ? { $ref: '#/$defs/source' } : { const: kind },
  );
});

test.each([
  ['the stream', schema, { name: 'n', cues: [] }, (extra: object) => extra],
  ['a source', definitions['declaration'], { kind: 'websocket', url: '/ws' }, asSource],
  ['faults', definitions['faults'], {}, asFaults],
  ['repeat', definitions['repeat'], { times: 1, every: 0 }, asRepeat],
] as const)('schema and validator agree on the fields of %s', (_, definition, valid, wrap) => {
  const samples: Readonly<Record<string, unknown>> = {
    ...{ $schema: 's', name: 'n', description: 'd', sources: {}, cues: [], faults: {} },
    ...{ kind: 'websocket', url: '/ws', pong: true, times: 2, every: 5 },
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
