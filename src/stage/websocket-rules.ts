/** Bytes that a close frame leaves for the reason (RFC 6455, 5.5.1). */
const LONGEST_REASON = 123;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Counts the bytes of a text on the wire. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** Converts like Web IDL's USVString: lone surrogates become U+FFFD. */
export function toScalarText(value: unknown): string {
  return decoder.decode(encoder.encode(String(value)));
}

/** Obtains the URL of a socket, or throws a SyntaxError. [WebSockets: constructor steps] */
export function socketUrl(value: unknown, baseUrl: string): URL {
  const text = toScalarText(value);
  const url = parse(text, baseUrl);
  if (url.protocol === 'http:') url.protocol = 'ws:';
  else if (url.protocol === 'https:') url.protocol = 'wss:';
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw syntaxError(
      `The URL's scheme must be "ws", "wss", "http" or "https", not "${url.protocol.slice(0, -1)}"`,
    );
  }
  // `hash` is empty for a bare "#", which is a fragment all the same.
  if (url.href.includes('#')) throw syntaxError(`The URL "${text}" contains a fragment`);
  return url;
}

/** Checks the subprotocols, or throws a SyntaxError. [WebSockets: constructor steps] */
export function socketProtocols(value: unknown): string[] {
  const protocols = isIterable(value) ? Array.from(value, String) : [String(value)];
  for (const [index, protocol] of protocols.entries()) {
    if (!TOKEN.test(protocol)) throw syntaxError(`The subprotocol "${protocol}" is invalid`);
    if (protocols.indexOf(protocol) !== index) {
      throw syntaxError(`The subprotocol "${protocol}" is duplicated`);
    }
  }
  return protocols;
}

/** Checks what a page gives to `close()`. [WebSockets: close()] */
export function closeArguments(
  code: unknown,
  reason: unknown,
): { code: number | undefined; reason: string } {
  const number = code === undefined ? undefined : clamp(code);
  const text = reason === undefined ? '' : toScalarText(reason);
  if (number !== undefined && number !== 1000 && (number < 3000 || number > 4999)) {
    throw new DOMException(
      `The close code must be 1000 or between 3000 and 4999, but is ${number}`,
      'InvalidAccessError',
    );
  }
  if (byteLength(text) > LONGEST_REASON) {
    throw syntaxError(`The close reason must not be longer than ${LONGEST_REASON} UTF-8 bytes`);
  }
  return { code: number, reason: text };
}

/** Tells whether a server may put `code` into a close frame (RFC 6455, 7.4). */
export function isServerCloseCode(code: number): boolean {
  if (!Number.isInteger(code)) return false;
  const reserved = code === 1004 || code === 1005 || code === 1006;
  return (code >= 1000 && code <= 1014 && !reserved) || (code >= 3000 && code <= 4999);
}

function parse(text: string, baseUrl: string): URL {
  try {
    return new URL(text, baseUrl);
  } catch {
    throw syntaxError(`The URL "${text}" is invalid`);
  }
}

/** Web IDL's [Clamp] unsigned short: rounds halves to the even neighbour. */
function clamp(value: unknown): number {
  const bounded = Math.min(Math.max(Number(value), 0), 65535);
  if (Number.isNaN(bounded)) return 0;
  const floor = Math.floor(bounded);
  const fraction = bounded - floor;
  if (fraction < 0.5) return floor;
  if (fraction > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function syntaxError(message: string): DOMException {
  return new DOMException(message, 'SyntaxError');
}
