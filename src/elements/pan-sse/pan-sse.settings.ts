import type { ReconnectDelay } from '../../core/backoff.js';
import { fullJitter, readDelayRange } from '../../core/delay-range.js';
import type { TallyError } from '../../core/errors.js';
import { failure } from '../../core/failure.js';
import { readPatterns } from '../../core/topic-pattern.js';

/** What a stream's attributes say. */
export interface SSEAttributes {
  readonly src: string;
  readonly url: string;
  readonly topics: string;
  readonly events: string;
  readonly backoff: string;
}

/** What they come to. */
export interface SSESettings {
  /** The whole address; `undefined` where there is nothing to connect to. */
  readonly href: string | undefined;
  readonly events: readonly string[];
  readonly reconnectDelay: ReconnectDelay;
  /** What is wrong with the attributes. Instead of what is wrong the defaults count. */
  readonly problems: readonly TallyError[];
}

export const DEFAULT_BACKOFF = '1000,15000';

/** Reads a stream's attributes. */
export function readSettings(
  { src, url, topics, events, backoff }: SSEAttributes,
  baseUrl: string | undefined,
): SSESettings {
  const problems: TallyError[] = [];
  // A script may have set anything, or nothing.
  const address = `${(src || url) ?? ''}`.trim();
  const href = address ? resolved(address, baseUrl) : undefined;
  const range = readDelayRange(backoff ?? DEFAULT_BACKOFF);
  if (address && !href) problems.push(badUrl(address));
  if (!range) {
    const remedy = `Use "min,max" in ms, or one number; ${DEFAULT_BACKOFF} is used.`;
    problems.push(failure('read backoff', 'invalid-attribute', `"${backoff}"`, undefined, remedy));
  }
  const wanted = readPatterns(topics).map(encodeURIComponent).join(',');
  return {
    href: href && (wanted ? withParameter(href, 'topics', wanted) : href),
    events: readPatterns(events),
    reconnectDelay: fullJitter(range ?? readDelayRange(DEFAULT_BACKOFF)!),
    problems,
  };
}

/** What is wrong with an address, or with having none. */
export function badUrl(url: unknown): TallyError {
  const detail = typeof url === 'string' ? `"${url.slice(0, 100)}"` : String(url);
  const remedy = 'Give src a path, or an address that begins with http: or https:.';
  return failure('connect', 'invalid-url', detail, undefined, remedy);
}

/** Adds a parameter, encoded already, and leaves the rest of the address as it is written. */
export function withParameter(href: string, name: string, value: string): string {
  const address = new URL(href);
  address.search = [address.search.slice(1), `${name}=${value}`].filter(Boolean).join('&');
  return address.href;
}

function resolved(url: string, baseUrl: string | undefined): string | undefined {
  if (!URL.canParse(url, baseUrl)) return undefined;
  const { protocol, href } = new URL(url, baseUrl);
  return /^https?:$/.test(protocol) ? href : undefined;
}
