import { accept, observe, type Json, type Probe } from './probes/probe.js';

// The only differences between a stage and reality that the comparisons pass over:
//
// - Times: a message says when it was made, and real clocks and networks take their time. Figures
//   about time are asserted where they matter, within one world.
// - Identifiers: the browser draws them by chance, a stage from its seed.
// - Pings: how many there are depends on how long a scene takes.
// - When a server notices the end of a connection: the next one may come before that. What it
//   notices of an end is compared by the probes, one connection at a time.
// - `isTrusted`: a script cannot make trusted events. No probe looks at it.

/** Replaces times, as a replacer of `JSON.stringify`. */
export function withoutTimes(field: string, value: unknown): unknown {
  return field === 'timestamp' && typeof value === 'number' ? 'some time' : value;
}

/** Puts what a server noticed into the form that both worlds share, if they do. */
export function comparableNote(note: string): string | undefined {
  if (note.startsWith('close:')) return undefined;
  if (!note.startsWith('text:')) return note;
  const { type, payload } = JSON.parse(note.slice('text:'.length)) as Record<string, unknown>;
  return type === 'ping' ? undefined : `text:${JSON.stringify({ type, payload })}`;
}

/** Where Chromium does not do what the standard says; there the stage obeys the standard. */
export interface KnownDifference {
  readonly probe: Probe;
  readonly stage: Json;
  readonly browser: Json;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    // At the target capturing listeners come first [DOM: inner invoke]. Chromium obeys that for
    // nodes only; all other targets call their listeners in the order of registration.
    probe: {
      name: 'capturing listeners come first',
      farEnd: [accept, { on: 'open', do: 'send', data: 'x' }],
      async run(context) {
        const { socket } = observe(context);
        const said: string[] = [];
        socket.addEventListener('message', () => said.push('bubbling'));
        socket.addEventListener('message', () => said.push('capturing'), true);
        await context.until(() => said.length === 2);
        return said;
      },
    },
    stage: ['capturing', 'bubbling'],
    browser: ['bubbling', 'capturing'],
  },
];
