import { readDelayRange, type DelayRange } from '../../core/delay-range.js';
import type { TallyError } from '../../core/errors.js';
import { failure } from '../../core/failure.js';

/** What live data's attributes say. */
export interface LiveDataAttributes {
  readonly src: string;
  readonly interval: number;
  readonly maxItems: number;
  readonly retryDelay: string;
}

/** What they come to. */
export interface LiveDataSettings {
  /** The address as it was given; `undefined` where there is none. */
  readonly href: string | undefined;
  /** In ms; 0 for no polling. */
  readonly interval: number;
  readonly cap: number;
  readonly retryDelay: DelayRange;
  /** What is wrong with the attributes. Instead of what is wrong the defaults count. */
  readonly problems: readonly TallyError[];
}

export const DEFAULT_RETRY_DELAY = '3000,30000';
export const DEFAULT_MAX_ITEMS = 100;
/** The shortest time between two questions, in ms. */
const MIN_INTERVAL = 1000;

/** Reads live data's attributes. */
export function readSettings(attributes: LiveDataAttributes): LiveDataSettings {
  const { src, interval, maxItems, retryDelay } = attributes;
  const problems: TallyError[] = [];
  const complain = (name: string, value: unknown, remedy: string): void => {
    const detail = `"${String(value).slice(0, 100)}"`;
    problems.push(failure(`read ${name}`, 'invalid-attribute', detail, undefined, remedy));
  };
  const range = readDelayRange(retryDelay ?? DEFAULT_RETRY_DELAY);
  if (!range) {
    complain('retry-delay', retryDelay, `Use "min,max" in ms; ${DEFAULT_RETRY_DELAY} is used.`);
  }
  if (!(interval >= 0)) complain('interval', interval, 'Use ms, or 0 for no polling; 0 is used.');
  if (!(maxItems >= 0))
    complain('max-items', maxItems, `Use a number; ${DEFAULT_MAX_ITEMS} is used.`);
  return {
    // A script may have set anything, or nothing.
    href: `${src ?? ''}`.trim() || undefined,
    interval: interval > 0 ? Math.max(MIN_INTERVAL, interval) : 0,
    cap: maxItems >= 0 ? Math.floor(maxItems) : DEFAULT_MAX_ITEMS,
    retryDelay: range ?? readDelayRange(DEFAULT_RETRY_DELAY)!,
    problems,
  };
}
