import type { ReconnectDelay } from '../../core/backoff.js';
import { fullJitter, readDelayRange } from '../../core/delay-range.js';
import type { TallyError } from '../../core/errors.js';
import { readPatterns } from '../../core/topic-pattern.js';
import { badAttribute, badUrl } from './pan-websocket.errors.js';

/** What a connection's attributes say. */
export interface WebSocketAttributes {
  readonly url: string;
  readonly protocols: string;
  readonly inboundTopics: string;
  readonly outboundTopics: string;
  readonly reconnectDelay: string;
  readonly maxReconnectAttempts: number;
  readonly heartbeat: number;
  readonly name: string;
  readonly outbox: string;
  /** Gives an attribute as it is written. */
  getAttribute(name: string): string | null;
}

/** What they come to. All times are ms. */
export interface WebSocketSettings {
  /** `undefined` where there is nothing to connect to. */
  readonly url: string | undefined;
  readonly protocols: readonly string[];
  readonly inbound: readonly string[];
  readonly outbound: readonly string[];
  readonly reconnectDelay: ReconnectDelay;
  readonly maxReconnectAttempts: number;
  readonly heartbeatInterval: number;
  /** The name of the outbox that outlives the page, if there is one. */
  readonly outbox: string | undefined;
  /** What is wrong with the attributes. Instead of what is wrong the defaults count. */
  readonly problems: readonly TallyError[];
}

export const DEFAULT_DELAY = '1000,15000';
export const DEFAULT_ATTEMPTS = 10;
/** In seconds. */
export const DEFAULT_HEARTBEAT = 30;

const TOKEN = /^[!#$%&'*+\-.^`|~\w]+$/;

/** Reads a connection's attributes. */
export function readSettings(
  attributes: WebSocketAttributes,
  baseUrl: string | undefined,
): WebSocketSettings {
  const { maxReconnectAttempts, heartbeat, inboundTopics, outboundTopics } = attributes;
  // A script may have set anything, or nothing.
  const reconnectDelay = attributes.reconnectDelay ?? DEFAULT_DELAY;
  const address = `${attributes.url ?? ''}`.trim();
  const offered = `${attributes.protocols ?? ''}`.split(',').map((name) => name.trim());
  const problems: TallyError[] = [];
  const checked = <Value>(good: boolean, name: string, value: Value, other: Value, use: string) => {
    if (good) return value;
    // Of what is written there is nothing left in a number that is none.
    const written = Number.isNaN(value) ? attributes.getAttribute(name) : undefined;
    problems.push(badAttribute(name, written ?? value, use));
    return other;
  };

  const names = [...new Set(offered)].filter(Boolean);
  const range = readDelayRange(reconnectDelay);
  const delay = checked(
    !!range,
    'reconnect-delay',
    reconnectDelay,
    DEFAULT_DELAY,
    'Use "min,max" in ms, or one number.',
  );
  const attempts = checked(
    maxReconnectAttempts >= 0,
    'max-reconnect-attempts',
    maxReconnectAttempts,
    DEFAULT_ATTEMPTS,
    'Use a number from 0, or Infinity.',
  );
  const seconds = checked(
    heartbeat >= 0 && heartbeat < Infinity,
    'heartbeat',
    heartbeat,
    DEFAULT_HEARTBEAT,
    'Use a number of seconds, or 0 for none.',
  );
  const outbox = checked(
    !attributes.outbox || attributes.outbox === 'durable',
    'outbox',
    attributes.outbox,
    '',
    'Use "durable", or leave it out.',
  );
  for (const name of names) {
    checked(TOKEN.test(name), 'protocols', name, '', 'Use tokens with commas between them.');
  }
  const usable = isSocketUrl(address, baseUrl);
  if (address && !usable) problems.push(badUrl(address));
  return {
    url: usable ? address : undefined,
    protocols: names.filter((name) => TOKEN.test(name)),
    inbound: readPatterns(inboundTopics),
    outbound: readPatterns(outboundTopics),
    reconnectDelay: fullJitter(readDelayRange(delay)!),
    maxReconnectAttempts: attempts,
    heartbeatInterval: seconds * 1000,
    outbox: outbox ? attributes.name || address : undefined,
    problems,
  };
}

function isSocketUrl(url: string, baseUrl: string | undefined): boolean {
  if (!URL.canParse(url, baseUrl)) return false;
  const { protocol, hash } = new URL(url, baseUrl);
  // A fragment has no place in a WebSocket's address (RFC 6455 § 3).
  return url !== '' && /^(?:ws|http)s?:$/.test(protocol) && !hash;
}
