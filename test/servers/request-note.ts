/** What of a request's headers is worth comparing. */
const TELLING = ['authorization', 'if-none-match', 'last-event-id'];

/**
 * Puts a request into one line: `request:GET /events?room=1 last-event-id=e1 <body>`.
 *
 * @param target The path and the query.
 * @param header Reads a header.
 */
export function requestNote(
  method: string,
  target: string,
  header: (name: string) => string | null | undefined,
  body: string,
): string {
  const told = TELLING.flatMap((name) => {
    const value = header(name);
    return value ? [`${name}=${name === 'last-event-id' ? fromBytes(value) : value}`] : [];
  });
  return ['request:' + method, target, ...told, body].filter(Boolean).join(' ');
}

/** Headers hold bytes; the ids of events travel there as UTF-8. */
function fromBytes(value: string): string {
  return new TextDecoder().decode(Uint8Array.from(value, (character) => character.charCodeAt(0)));
}
