import type { TallyError } from '../../core/errors.js';
import { failure } from '../../core/failure.js';

/** How an object, a list, or a text whose quotes are never closed begins. */
const MEANT_AS_JSON = /^\s*(?:\{|\[\s*(?:["{[\]\d-]|true|false|null)|"[^"]*$)/;

/** Says what is wrong with a text that was meant to be JSON and is none. Any other text is a text. */
export function brokenJson(data: unknown): TallyError | undefined {
  if (typeof data !== 'string' || !MEANT_AS_JSON.test(data)) return undefined;
  try {
    JSON.parse(data);
    return undefined;
  } catch (cause) {
    const remedy = 'Send valid JSON, or a text that does not begin like it.';
    return failure('read an event', 'unparsable-event', data.slice(0, 100), cause, remedy);
  }
}
