import type { Answer } from '../../controllers/live-data-controller.js';
import { failure } from '../../core/failure.js';
import type { Runtime } from '../../core/runtime.js';
import { judgeRefusal, newSession, sendRequest } from '../../transports/http-request.js';
import { readRetryAfter } from '../../core/retry-after.js';

/** The most characters of an answer. */
const LONGEST = 2 ** 23;

/** Asks a server for JSON. Never throws, except when it is aborted. */
export async function requestList(
  href: string,
  runtime: Runtime,
  withCredentials: boolean,
  signal: AbortSignal,
): Promise<Answer> {
  const { baseUrl } = runtime.page;
  if (!URL.canParse(href, baseUrl)) {
    const remedy = 'Give src a path, or an address that begins with http: or https:.';
    const detail = `"${href.slice(0, 100)}"`;
    return { error: failure('connect', 'invalid-url', detail, undefined, remedy), isFinal: true };
  }
  try {
    const options = { withCredentials };
    const session = { ...newSession };
    const response = await sendRequest(href, runtime, options, session, { signal }, () => {});
    const { status, headers, ok } = response;
    const retryAfter = readRetryAfter(headers.get('retry-after'), runtime.clock.now());
    if (!ok) {
      const { error, verdict } = judgeRefusal(status, options, session);
      return { error, isFinal: verdict !== undefined, retryAfter };
    }
    return { ...readJson(await response.text()), retryAfter };
  } catch (cause) {
    return { error: failure('connect', 'connection-failed', '', cause) };
  }
}

function readJson(text: string): Answer {
  if (text.length > LONGEST) {
    const detail = `${text.length} characters`;
    return { error: failure('read the list', 'answer-too-large', detail, undefined, 'Send less.') };
  }
  try {
    // A status that says there is no content means that there is nothing to show.
    return { data: text === '' ? [] : (JSON.parse(text) as unknown) };
  } catch (cause) {
    const detail = text.slice(0, 100);
    return {
      error: failure('read the list', 'unparsable-list', detail, cause, 'Send JSON.'),
    };
  }
}
