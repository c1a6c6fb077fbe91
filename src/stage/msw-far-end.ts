import type { HttpFarEnd } from './http-far-end.js';

/**
 * Answers with msw's request handlers: one stage's own, without a service worker.
 *
 * msw is imported when the first request comes. Its `delay()` takes real time, and virtual time
 * waits for it.
 */
export function mswFarEnd(
  handlers: readonly object[],
  hold: (work: Promise<unknown>) => void,
): HttpFarEnd {
  return async ({ url, method, headers, body }, respond) => {
    const answer = async (): Promise<Response | undefined> => {
      const { getResponse } = await import('msw');
      const request = new Request(url, { method, headers, ...(body && { body }) });
      return getResponse(handlers as Parameters<typeof getResponse>[0], request);
    };
    const answered = answer();
    hold(answered);
    const response = await answered;
    if (response) return respond(response);
    respond.drop();
    throw new Error(
      `Failed to answer ${method} ${url}: none of the msw handlers does. Add one, or a source.`,
    );
  };
}
