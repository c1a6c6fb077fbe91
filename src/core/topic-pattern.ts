/** Tells whether a bus keeps a topic for itself: those that begin with `pan:` or `sys:`. */
export function isReservedTopic(topic: string): boolean {
  return /^(?:pan|sys):/.test(topic);
}

/**
 * Tells whether `topic` matches `pattern`: the same text, a lone `*` for everything, elsewhere `*`
 * for exactly one segment between dots. A wildcard never stands for a reserved topic.
 */
export function matchesTopic(pattern: string, topic: string): boolean {
  if (pattern === topic) return true;
  if (!pattern.includes('*') || isReservedTopic(topic)) return false;
  if (pattern === '*') return true;
  const given = topic.split('.');
  const wanted = pattern.split('.');
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment === given[index] || (segment === '*' && given[index]))
  );
}

/** Reads patterns from a text with spaces between them, each once. What is no text has none. */
export function readPatterns(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  return [...new Set(text.split(/\s+/).filter(Boolean))];
}

/** Leaves out patterns that match nothing which another one does not match as well. */
export function withoutCovered(patterns: readonly string[]): readonly string[] {
  const covers = (wide: string, narrow: string): boolean =>
    wide !== narrow && matchesTopic(wide, narrow);
  return patterns.filter((pattern) => !patterns.some((other) => covers(other, pattern)));
}

/**
 * Tells whether a topic may cross between a bus and a server: it matches one of `patterns`, is none
 * of the bus's own, and is neither news of a connection nor a command to one. Those have a segment
 * `ws` or `sse`: a server must not be able to send a page elsewhere.
 */
export function mayCross(topic: string, patterns: readonly string[]): boolean {
  if (isReservedTopic(topic) || /(?:^|\.)(?:ws|sse)\./.test(topic)) return false;
  return patterns.some((pattern) => matchesTopic(pattern, topic));
}
