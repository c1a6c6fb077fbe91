import { expect, test } from 'vitest';
import { TallyError } from '../../src/core/errors.js';
import { parseStream, Stage } from '../../src/stage.js';
import { badCues, drop, feed } from './bad-cues.js';
import { badSources } from './bad-sources.js';

test('takes a stream that uses everything', () => {
  const stream = {
    ...{ name: 'all', description: 'Everything.', sources: { feed: { ...feed, pong: false } } },
    cues: [
      { at: 0, source: 'feed', do: 'message', type: 't', payload: [], id: 'i{{n}}', seq: '{{n}}' },
      { at: 0, source: 'feed', do: 'frame', data: 'AA==', encoding: 'base64', connection: 1 },
      { at: 1.5, source: 'feed', do: 'close', code: 4999, reason: 'x' },
      { ...drop, repeat: { times: 2, every: 0 } },
      ...['refuse', 'stall', 'restore'].map((verb) => ({ at: 2, source: 'feed', do: verb })),
      { at: 0, source: 'feed', do: 'reply', to: 'a', type: 'b' },
      { at: 0, source: 'page', do: 'freeze' },
      { at: 0, source: 'clock', do: 'jump', by: -5 },
    ],
    faults: { feed: { latency: 1, jitter: 0, loss: 0, duplicate: 1, reorder: 0.5 } },
  };
  expect(parseStream(stream)).toBe(stream);
});

test.each(badCues)('refuses a cue with %s', (_, cue, message) => {
  const error = refused({ name: 'outage', sources: { feed }, cues: [drop, cue] });
  expect(error.message).toContain('Failed to load stream "outage": ');
  expect(error.message).toContain(message);
});

test.each(badSources)('refuses %s', (_, source, cue, message) => {
  const cues = [{ at: 1, source: 'feed', do: 'restore', ...cue }];
  expect(refused({ name: 'x', sources: { feed: source }, cues }).message).toContain(message);
});

test.each<[string, unknown, string]>([
  ['null', null, 'Failed to load stream (unnamed): the stream is null. Make it an object.'],
  ['a list', [], 'Failed to load stream (unnamed): the stream is []. Make it an object.'],
  ['no name', { cues: [] }, '"name" is missing. It must be a text.'],
  [
    'no cues',
    { name: 'x' },
    'Failed to load stream "x": the stream: "cues" is missing. It must be a list of cues.',
  ],
  ['a mistyped field', { name: 'x', cue: [] }, '"cue" is not a field of it. Did you mean "cues"?'],
  [
    'a source called page',
    { name: 'x', sources: { page: feed }, cues: [] },
    'source "page" is always there. Choose another name.',
  ],
  [
    'another kind',
    { name: 'x', sources: { feed: { ...feed, kind: 'ftp' } }, cues: [] },
    'source "feed": "kind" is "ftp". It must be "websocket" or "sse" or "http" or "channel".',
  ],
  [
    'no URL',
    { name: 'x', sources: { feed: { kind: 'websocket' } }, cues: [] },
    'source "feed": "url" is missing. It must be a URL.',
  ],
  [
    'a bad URL',
    { name: 'x', sources: { feed: { ...feed, url: 'ftp://a' } }, cues: [] },
    'source "feed": "url" is "ftp://a": The URL\'s scheme must be',
  ],
  [
    'faults of nobody',
    { name: 'x', sources: { feed }, cues: [], faults: { fed: {} } },
    '"faults" names "fed", which the stream does not declare. Did you mean "feed"?',
  ],
  [
    'a share above 1',
    { name: 'x', sources: { feed }, cues: [], faults: { feed: { loss: 1.1 } } },
    'faults of "feed": "loss" is 1.1. It must be a share from 0 to 1.',
  ],
  [
    'a negative latency',
    { name: 'x', sources: { feed }, cues: [], faults: { feed: { latency: -1 } } },
    'faults of "feed": "latency" is -1. It must be a number of ms from 0.',
  ],
])('refuses a stream with %s', (_, stream, message) => {
  expect(refused(stream).message).toContain(message);
});

test('a stage refuses a bad stream and plays none of it', async () => {
  const stage = new Stage();
  const cues = [
    { at: 0, source: 'page', do: 'hide' },
    { at: 1, source: 'page', do: 'hidden' },
  ];
  expect(() => stage.load({ name: 'half', cues })).toThrow('cue 1 (at 1): "do" is "hidden"');
  await stage.advance(10);
  expect(stage.page.hidden).toBe(false);
  stage.dispose();
});

function refused(stream: unknown): TallyError {
  try {
    parseStream(stream);
  } catch (error) {
    expect(error).toBeInstanceOf(TallyError);
    expect((error as TallyError).code).toBe('stream-invalid');
    return error as TallyError;
  }
  throw new Error('The stream was taken');
}
