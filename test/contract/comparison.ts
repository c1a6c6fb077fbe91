// The only differences between the levels that the comparisons pass over:
//
// - Times: a message says when it was made, and real clocks and networks take their time. Figures
//   about time are asserted where they matter, within one world.
// - Identifiers: the browser draws them by chance, a stage from its seed.
// - Pings and polls: how many there are depends on how long a scene takes.
// - When a server notices the end of a connection: the next one may come before that. What it
//   notices of an end is compared by the probes, one connection at a time; scenes that are about it
//   wait for it.
// - Whose exception it is: on the stage `structuredClone` says what `postMessage` says elsewhere.

/** Replaces times, as a replacer of `JSON.stringify`. */
export function withoutTimes(field: string, value: unknown): unknown {
  return field === 'timestamp' && typeof value === 'number' ? 'some time' : value;
}

/** Puts what a server noticed into the form that all worlds share, if they do. */
export function comparableNote(note: string): string | undefined {
  if (/^(close|gone):/.test(note)) return undefined;
  if (!note.startsWith('text:')) return note;
  const { type, payload } = JSON.parse(note.slice('text:'.length)) as Record<string, unknown>;
  return type === 'ping' ? undefined : `text:${JSON.stringify({ type, payload })}`;
}

/** Leaves out what is said again at once, for whoever asks at regular intervals. */
export function withoutRepetitions(lines: readonly string[]): string[] {
  return lines.filter((line, index) => line !== lines[index - 1]);
}

/** Leaves out which function an exception of the platform's names. */
export function withoutFunction(message: string): string {
  return message.replace(/Failed to execute '\w+' on '\w+': /, '');
}
