import {
  cueFields,
  fieldsOf,
  planFields,
  sourceFields,
  type FieldSpec,
  type SourceKind,
} from './cue-fields.js';
import { isCount, isDuration, isName, mismatch } from './field-rules.js';
import { httpUrl } from './http-rules.js';
import { nearest } from './nearest.js';
import { byteLength, socketUrl } from './websocket-rules.js';

type Refuse = (problem: string) => never;
type Fields = Readonly<Record<string, unknown>>;

/** More would be a mistake rather than a scene. */
const MOST_REPEATS = 100_000;
const ALWAYS_THERE = ['page', 'clock'];
const STREAM_FIELDS = ['name', 'description', 'sources', 'cues', 'faults', '$schema'];
const FAULT_FIELDS = ['latency', 'jitter', 'loss', 'duplicate', 'reorder'];

/** Checks streams from the outside in, and refuses at the first mistake. */
export class StreamCheck {
  readonly #refuse: Refuse;
  readonly #baseUrl: string;

  constructor(refuse: Refuse, baseUrl: string) {
    this.#refuse = refuse;
    this.#baseUrl = baseUrl;
  }

  stream(value: unknown): void {
    const stream = this.#object(value, 'the stream');
    this.#known(stream, STREAM_FIELDS, 'the stream');
    if (!isName(stream.name)) this.#wrong('the stream', 'name', stream.name, 'a text');
    if (stream.description !== undefined && typeof stream.description !== 'string') {
      this.#wrong('the stream', 'description', stream.description, 'a text');
    }
    const sources = this.#object(stream.sources ?? {}, '"sources"');
    for (const [name, source] of Object.entries(sources)) this.#source(name, source);
    if (!Array.isArray(stream.cues))
      this.#wrong('the stream', 'cues', stream.cues, 'a list of cues');
    const kinds = new Map<string, SourceKind>(
      Object.entries(sources).map(([name, source]) => [
        name,
        (source as { kind: SourceKind }).kind,
      ]),
    );
    kinds.set('page', 'page').set('clock', 'clock');
    for (const [index, cue] of (stream.cues as unknown[]).entries()) this.#cue(index, cue, kinds);
    const faults = this.#object(stream.faults ?? {}, '"faults"');
    for (const [name, fault] of Object.entries(faults)) this.#faults(name, fault, sources);
  }

  /** Checks an action that is played at once. */
  action(source: string, value: unknown, known: ReadonlyMap<string, SourceKind>): void {
    const action = this.#object(value, 'the cue');
    this.#action('the cue', this.#kind(source, 'the cue', known), action, ['do']);
  }

  #source(name: string, value: unknown): void {
    const where = `source "${name}"`;
    if (ALWAYS_THERE.includes(name)) this.#refuse(`${where} is always there. Choose another name.`);
    const source = this.#object(value, where);
    const kinds = Object.keys(sourceFields);
    if (typeof source.kind !== 'string' || !kinds.includes(source.kind)) {
      this.#wrong(where, 'kind', source.kind, kinds.map((kind) => `"${kind}"`).join(' or '));
    }
    const fields = sourceFields[source.kind as keyof typeof sourceFields];
    this.#known(source, ['kind', ...Object.keys(fields)], where);
    this.#fields(where, source, fields);
    if ('url' in fields && source.url !== '*') this.#url(where, source.kind, source.url as string);
  }

  #url(where: string, kind: string, url: string): void {
    const socket = kind === 'websocket';
    try {
      (socket ? socketUrl : httpUrl)(url, this.#baseUrl);
    } catch (error) {
      const example = socket ? 'wss://stage.test/ws' : 'https://stage.test/api';
      this.#refuse(
        `${where}: "url" is "${url}": ${(error as Error).message}. ` +
          `Use an address such as "${example}".`,
      );
    }
  }

  #cue(index: number, value: unknown, known: ReadonlyMap<string, SourceKind>): void {
    const place = `cue ${index}`;
    const cue = this.#object(value, place);
    if (!isDuration(cue.at)) this.#wrong(place, 'at', cue.at, 'a number of ms from 0');
    const where = `${place} (at ${String(cue.at)})`;
    if (typeof cue.source !== 'string')
      this.#wrong(where, 'source', cue.source, 'the name of a source');
    this.#action(where, this.#kind(cue.source, where, known), cue, planFields);
    if (cue.repeat !== undefined) this.#repeat(where, cue.repeat);
  }

  #repeat(where: string, value: unknown): void {
    const repeat = this.#object(value, `${where}: "repeat"`);
    this.#known(repeat, ['times', 'every'], `${where}: "repeat"`);
    const { times, every } = repeat;
    if (!isCount(times) || times > MOST_REPEATS) {
      this.#wrong(where, 'repeat.times', times, `a whole number from 1 to ${MOST_REPEATS}`);
    }
    if (!isDuration(every)) this.#wrong(where, 'repeat.every', every, 'a number of ms from 0');
  }

  #action(where: string, kind: SourceKind, action: Fields, plan: readonly string[]): void {
    const verb = action.do;
    const fields = typeof verb === 'string' ? fieldsOf(kind, verb) : undefined;
    if (!fields) {
      const verbs = Object.keys(cueFields[kind]);
      this.#refuse(`${where}: "do" is ${shown(verb)}. ${offer(verb, verbs)}`);
    }
    this.#known(action, [...plan, ...Object.keys(fields)], where);
    this.#fields(where, action, fields);
    if (verb === 'close' && byteLength((action.reason as string | undefined) ?? '') > 123) {
      this.#wrong(where, 'reason', action.reason, 'a text of up to 123 bytes');
    }
    if (verb === 'close' && action.reason && action.code === undefined) {
      this.#wrong(where, 'code', undefined, 'there when a reason is given');
    }
    if (action.encoding === 'base64' && !isBase64(action.data)) {
      this.#wrong(where, 'data', action.data, 'base64');
    }
  }

  #faults(name: string, value: unknown, sources: Fields): void {
    const where = `faults of "${name}"`;
    if (!Object.hasOwn(sources, name)) {
      const declared = Object.keys(sources);
      this.#refuse(
        `"faults" names "${name}", which the stream does not declare. ${offer(name, declared)}`,
      );
    }
    if ((sources[name] as Fields).kind === 'channel') {
      this.#refuse(`${where}: a broadcast channel loses and delays nothing. Leave them out.`);
    }
    const faults = this.#object(value, where);
    this.#known(faults, FAULT_FIELDS, where);
    for (const [field, fault] of Object.entries(faults)) {
      if (field === 'latency' || field === 'jitter') {
        if (!isDuration(fault)) this.#wrong(where, field, fault, 'a number of ms from 0');
      } else if (typeof fault !== 'number' || !(fault >= 0 && fault <= 1)) {
        this.#wrong(where, field, fault, 'a share from 0 to 1');
      }
    }
  }

  #fields(where: string, value: Fields, specs: Readonly<Record<string, FieldSpec>>): void {
    for (const [field, { rule, required }] of Object.entries(specs)) {
      if (value[field] === undefined && !required) continue;
      const expected = mismatch(rule, value[field]);
      if (expected) this.#wrong(where, field, value[field], expected);
    }
  }

  #kind(source: string, where: string, known: ReadonlyMap<string, SourceKind>): SourceKind {
    const kind = known.get(source);
    if (kind) return kind;
    this.#refuse(
      `${where}: "source" is "${source}", which the stream does not declare. ` +
        `Use one of: ${[...known.keys()].join(', ')}.`,
    );
  }

  #object(value: unknown, where: string): Fields {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Fields;
    this.#refuse(`${where} is ${shown(value)}. Make it an object.`);
  }

  #known(value: Fields, fields: readonly string[], where: string): void {
    for (const field of Object.keys(value)) {
      if (fields.includes(field)) continue;
      this.#refuse(`${where}: "${field}" is not a field of it. ${offer(field, fields)}`);
    }
  }

  #wrong(where: string, field: string, value: unknown, expected: string): never {
    if (value === undefined)
      this.#refuse(`${where}: "${field}" is missing. It must be ${expected}.`);
    this.#refuse(`${where}: "${field}" is ${shown(value)}. It must be ${expected}.`);
  }
}

function isBase64(value: unknown): boolean {
  try {
    atob(value as string);
    return true;
  } catch {
    return false;
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function offer(wrong: unknown, right: readonly string[]): string {
  const close = typeof wrong === 'string' ? nearest(wrong, right) : undefined;
  if (close) return `Did you mean "${close}"?`;
  return right.length > 0 ? `Use one of: ${right.join(', ')}.` : 'Declare it under "sources".';
}
