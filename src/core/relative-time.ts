/** The words for times gone by. */
export interface RelativeTimeStrings {
  readonly justNow: string;
  readonly minutesAgo: (minutes: number) => string;
  readonly hoursAgo: (hours: number) => string;
}

/** A relative time in words, and when the words go out of date. */
export interface RelativeTime {
  readonly text: string;
  /** In how many ms the text changes; `Infinity` for a date. */
  readonly changesIn: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Says how long ago `timestamp` was: just now, minutes, hours, and from a day on the date.
 *
 * A timestamp in the future (a server whose clock is ahead) counts as just now.
 */
export function relativeTime(
  timestamp: number,
  now: number,
  strings: RelativeTimeStrings,
  formatDate: (timestamp: number) => string,
): RelativeTime {
  const age = now - timestamp;
  if (age < MINUTE) return { text: strings.justNow, changesIn: MINUTE - age };
  if (age < HOUR) return step(age, MINUTE, strings.minutesAgo);
  if (age < DAY) return step(age, HOUR, strings.hoursAgo);
  return { text: formatDate(timestamp), changesIn: Infinity };
}

function step(age: number, unit: number, say: (units: number) => string): RelativeTime {
  return { text: say(Math.floor(age / unit)), changesIn: unit - (age % unit) };
}

/**
 * Makes the words for times gone by in the language of a tag, with its own plurals.
 *
 * @param locale A language tag. Without one they are English.
 */
export function relativeTimeWords(locale = 'en'): RelativeTimeStrings {
  const format = new Intl.RelativeTimeFormat(locale);
  const now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    justNow: /^en\b/.test(locale) ? 'Just now' : now.format(0, 'second'),
    minutesAgo: (minutes) => format.format(-minutes, 'minute'),
    hoursAgo: (hours) => format.format(-hours, 'hour'),
  };
}
