import { timeOf } from './notification.js';
import { nameOf } from './presence-sign.js';
import { cutText, nameOfValue } from './wire-text.js';

/** Something that somebody has done, checked and cut to size. All text is plain text. */
export interface Activity {
  readonly id: string;
  /** Who it was; empty where nobody says. */
  readonly userId: string;
  /** Their name; empty if there is nothing to be seen. */
  readonly userName: string;
  readonly action: string;
  readonly target: string;
  /** When it was, in wall-clock ms: never later than when it came. */
  readonly timestamp: number;
  /** When it was by the sender's word, which puts what came at once in order. */
  readonly sentAt: number;
  /** The user's own colour, unchecked, as in presence messages. */
  readonly color: unknown;
  /** Whether the reader knows it already; `undefined` where the server does not say. */
  readonly read: boolean | undefined;
}

/** Why something is no activity: cause and remedy in two sentences. */
export interface ActivityProblem {
  readonly problem: string;
}

const MAX_ID_LENGTH = 256;
const MAX_ACTION_LENGTH = 120;
const MAX_TARGET_LENGTH = 256;

/**
 * Reads an activity from whatever came off the wire.
 *
 * A time that is yet to come, because the server's clock is ahead, counts as `now`. Only a payload
 * without an id or without an action is refused.
 *
 * @param now When it came, in wall-clock ms.
 * @param sent When it was if it does not say so itself; by default `now`.
 */
export function parseActivity(
  payload: unknown,
  now: number,
  sent?: number | string,
): Activity | ActivityProblem {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return {
      problem: `The payload is ${nameOfValue(payload)}. Send an object with "id" and "action".`,
    };
  }
  const raw = payload as Record<string, unknown>;
  const id = idOf(raw['id']);
  if (!id) {
    return {
      problem: `"id" is ${nameOfValue(raw['id'])}. Give each activity a string or a number.`,
    };
  }
  const action = cutText(raw['action'], MAX_ACTION_LENGTH);
  if (!action) {
    return { problem: `"action" is ${nameOfValue(raw['action'])}. Say in words what was done.` };
  }
  const userName = nameOf(raw['userName']);
  const userId = idOf(raw['userId']) || (userName ?? '');
  const sentAt = timeOf(raw['timestamp']) ?? timeOf(sent) ?? now;
  return {
    id,
    userId,
    userName: userName ?? nameOf(userId) ?? '',
    action,
    target: cutText(raw['target'], MAX_TARGET_LENGTH),
    timestamp: Math.min(sentAt, now),
    sentAt,
    color: raw['color'],
    read: typeof raw['read'] === 'boolean' ? raw['read'] : undefined,
  };
}

/** Tells whether two activities say the same, whenever that was. */
export function saysTheSame(a: Activity, b: Activity): boolean {
  return (
    a.userId === b.userId &&
    a.userName === b.userName &&
    a.action === b.action &&
    a.target === b.target
  );
}

function idOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, MAX_ID_LENGTH) : '';
}
