/**
 * Reads a short text off the wire: trimmed, cut to `length` characters with an ellipsis, and without
 * direction overrides. What is neither a text nor a number is empty.
 */
export function cutText(value: unknown, length: number): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  const start = value.slice(0, 2 * length);
  // Direction overrides have no honest use here: they make "gpj.exe" read "exe.jpg".
  const text = start.replace(/[\u202D\u202E]/g, '').trim();
  if (text.length <= length && start === value) return text;
  const head = text.slice(0, length - 1);
  const splitsPair = /[\uD800-\uDBFF]$/.test(head);
  return `${splitsPair ? head.slice(0, -1) : head}…`;
}

/** Names what is there instead of what was expected. */
export function nameOfValue(value: unknown): string {
  if (value === null || value === undefined) return 'missing';
  if (value === '') return 'an empty string';
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}
