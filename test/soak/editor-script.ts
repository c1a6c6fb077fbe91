import fc from 'fast-check';

/** The wires of documents, and how those who share one are linked. */
export type EditorWire = 'yjs' | 'channel' | 'plain' | 'plain-strict';

/** What one peer does, or what befalls it. */
export type EditorVerb =
  | 'insert'
  | 'delete'
  | 'undo'
  | 'redo'
  | 'drop'
  | 'offline'
  | 'online'
  | 'freeze'
  | 'resume'
  | 'hide'
  | 'show'
  | 'restart';

export interface EditorStep {
  readonly peer: number;
  readonly do: EditorVerb;
  /** Where in the text, as a share of its length. */
  readonly place: number;
  readonly length: number;
  /** The time until the next step, in ms. */
  readonly wait: number;
}

/** All that happens in one run. */
export interface EditorScript {
  readonly wire: EditorWire;
  readonly peers: number;
  readonly seed: number;
  readonly latency: number;
  readonly jitter: number;
  /** In percent; only where the protocol promises to bear it. */
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly steps: readonly EditorStep[];
}

const verb = fc.oneof(
  { weight: 12, arbitrary: fc.constant<EditorVerb>('insert') },
  { weight: 5, arbitrary: fc.constant<EditorVerb>('delete') },
  { weight: 2, arbitrary: fc.constantFrom<EditorVerb>('undo', 'redo') },
  { weight: 2, arbitrary: fc.constantFrom<EditorVerb>('drop', 'offline', 'online') },
  { weight: 2, arbitrary: fc.constantFrom<EditorVerb>('freeze', 'resume', 'hide', 'show') },
  { weight: 1, arbitrary: fc.constant<EditorVerb>('restart') },
);

/** Mostly the pauses of typing; now and then the ten minutes after which people come back. */
const wait = fc.oneof(
  { weight: 4, arbitrary: fc.nat(40) },
  { weight: 4, arbitrary: fc.nat(400) },
  { weight: 2, arbitrary: fc.nat(5000) },
  { weight: 1, arbitrary: fc.constant(600_000) },
);

const step: fc.Arbitrary<EditorStep> = fc.record({
  peer: fc.nat(7),
  do: verb,
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 6 }),
  wait,
});

/** Draws scripts for some wires. */
export function editorScript(...wires: readonly EditorWire[]): fc.Arbitrary<EditorScript> {
  return fc.record({
    wire: fc.constantFrom(...wires),
    peers: fc.integer({ min: 2, max: 8 }),
    seed: fc.nat(),
    latency: fc.nat(300),
    jitter: fc.nat(300),
    loss: fc.nat(30),
    duplicate: fc.nat(30),
    reorder: fc.nat(30),
    steps: fc.array(step, { minLength: 1, maxLength: 40 }),
  });
}

/** Tells a script, step by step. */
export function describeScript({ steps, ...world }: EditorScript): string {
  const lines = steps.map(
    ({ peer, do: what, place, length, wait: ms }) =>
      `  peer ${peer % world.peers}: ${what} ${length} at ${place.toFixed(2)}, then ${ms} ms`,
  );
  return [JSON.stringify(world), ...lines].join('\n');
}
