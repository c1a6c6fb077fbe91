/**
 * Reads a `Retry-After` header as ms from `now`: seconds, or an HTTP date (RFC 9110 § 10.2.3).
 * `undefined` when it says nothing that can be understood.
 */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  const delay = /^\d+$/.test(value) ? +value * 1000 : Date.parse(value) - now;
  return delay >= 0 ? delay : undefined;
}
