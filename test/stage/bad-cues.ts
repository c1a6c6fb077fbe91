export const feed = { kind: 'websocket', url: 'wss://stage.test/ws' };
export const drop = { at: 1000, source: 'feed', do: 'drop' };

/** What is wrong, the cue, and what the error says about it. */
export const badCues: ReadonlyArray<[string, unknown, string]> = [
  [
    'an unknown source',
    { ...drop, source: 'fed' },
    'cue 1 (at 1000): "source" is "fed", which the stream does not declare. Use one of: feed, page, clock.',
  ],
  ['no object', 'drop', 'cue 1 is "drop". Make it an object.'],
  [
    'no time',
    { source: 'feed', do: 'drop' },
    'cue 1: "at" is missing. It must be a number of ms from 0.',
  ],
  ['a negative time', { ...drop, at: -1 }, 'cue 1: "at" is -1. It must be a number of ms from 0.'],
  ['a time as text', { ...drop, at: '5' }, 'cue 1: "at" is "5". It must be a number of ms from 0.'],
  [
    'no source',
    { at: 5, do: 'drop' },
    'cue 1 (at 5): "source" is missing. It must be the name of a source.',
  ],
  [
    'an unknown action',
    { ...drop, do: 'drip' },
    'cue 1 (at 1000): "do" is "drip". Did you mean "drop"?',
  ],
  [
    'an action of another source',
    { ...drop, source: 'clock' },
    'cue 1 (at 1000): "do" is "drop". Use one of: jump.',
  ],
  [
    'an inherited action',
    { ...drop, source: 'clock', do: 'toString' },
    '"do" is "toString". Use one of: jump.',
  ],
  [
    'no action',
    { at: 1, source: 'page' },
    'cue 1 (at 1): "do" is missing. Use one of: hide, show, focus',
  ],
  [
    'a mistyped field',
    { at: 0, source: 'feed', do: 'message', type: 't', paylod: {} },
    'cue 1 (at 0): "paylod" is not a field of it. Did you mean "payload"?',
  ],
  [
    'a message without type',
    { at: 0, source: 'feed', do: 'message' },
    'cue 1 (at 0): "type" is missing. It must be a text that is not empty.',
  ],
  [
    'an empty type',
    { at: 0, source: 'feed', do: 'message', type: '' },
    '"type" is "". It must be a text that is not empty.',
  ],
  [
    'a number as id',
    { at: 0, source: 'feed', do: 'message', type: 't', id: 7 },
    '"id" is 7. It must be a text.',
  ],
  [
    'a broken seq',
    { at: 0, source: 'feed', do: 'message', type: 't', seq: 1.5 },
    '"seq" is 1.5. It must be a whole number or "{{n}}".',
  ],
  [
    'an object as frame',
    { at: 0, source: 'feed', do: 'frame', data: { a: 1 } },
    '"data" is {"a":1}. It must be a text.',
  ],
  [
    'broken base64',
    { at: 0, source: 'feed', do: 'frame', data: '%', encoding: 'base64' },
    '"data" is "%". It must be base64.',
  ],
  [
    'another encoding',
    { at: 0, source: 'feed', do: 'frame', data: '', encoding: 'hex' },
    '"encoding" is "hex". It must be "base64".',
  ],
  ['a close code that cannot be sent', { ...drop, do: 'close', code: 1006 }, 'use "drop")'],
  [
    'a long reason',
    { ...drop, do: 'close', code: 1000, reason: 'ä'.repeat(62) },
    'It must be a text of up to 123 bytes.',
  ],
  [
    'a reason without code',
    { ...drop, do: 'close', reason: 'x' },
    '"code" is missing. It must be there when a reason is given.',
  ],
  ['a reply to nothing', { ...drop, do: 'reply', type: 't' }, '"to" is missing.'],
  [
    'a jump nowhere',
    { at: 0, source: 'clock', do: 'jump', by: '1h' },
    '"by" is "1h". It must be a number of ms.',
  ],
  [
    'a connection 0',
    { ...drop, connection: 0 },
    '"connection" is 0. It must be a whole number from 1.',
  ],
  [
    'no repetition',
    { ...drop, repeat: { times: 0, every: 1 } },
    '"repeat.times" is 0. It must be a whole number from 1 to 100000.',
  ],
  [
    'repetition as number',
    { ...drop, repeat: 5 },
    'cue 1 (at 1000): "repeat" is 5. Make it an object.',
  ],
];
