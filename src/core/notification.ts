import { cutText, nameOfValue } from './wire-text.js';

export type NotificationType = 'info' | 'success' | 'warning' | 'error';

/** One thing the reader can do about a notification, such as Undo. */
export interface NotificationAction {
  readonly id: string;
  readonly label: string;
}

/** A notification that has been checked and cut to size. All text is plain text. */
export interface Notification {
  readonly id: string;
  readonly type: NotificationType;
  readonly title: string;
  readonly message: string;
  /** When it was made, in wall-clock ms. */
  readonly timestamp: number;
  /** How long it stays, in ms; 0 stays until dismissed; `undefined` leaves it to the feed. */
  readonly duration: number | undefined;
  readonly action: NotificationAction | undefined;
}

/** What a host page or a server may give for a notification: everything but `id` is optional. */
export interface NotificationInput {
  readonly id: string | number;
  readonly type?: NotificationType;
  readonly title?: string;
  readonly message?: string;
  /** Wall-clock ms or an ISO 8601 string. */
  readonly timestamp?: number | string;
  readonly duration?: number;
  readonly action?: { readonly label: string; readonly id?: string };
}

/** Why something is not a notification: cause and remedy in two sentences. */
export interface NotificationProblem {
  readonly problem: string;
}

export const MAX_TITLE_LENGTH = 256;
export const MAX_MESSAGE_LENGTH = 2048;
const MAX_ID_LENGTH = 256;
const MAX_LABEL_LENGTH = 40;
const MAX_DURATION = 2 ** 31 - 1;
const TYPES: ReadonlySet<unknown> = new Set(['info', 'success', 'warning', 'error']);

/**
 * Reads a notification from whatever came off the wire.
 *
 * Unknown types become `info`, unreadable times become `now`, overlong text is cut with an ellipsis.
 * Only a payload without an id or without any text is refused.
 */
export function parseNotification(
  payload: unknown,
  now: number,
): Notification | NotificationProblem {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return {
      problem: `The payload is ${nameOfValue(payload)}. Send an object with "id" and "title".`,
    };
  }
  const raw = payload as Record<string, unknown>;
  const id = typeof raw['id'] === 'number' ? String(raw['id']) : raw['id'];
  if (typeof id !== 'string' || id === '') {
    return {
      problem: `"id" is ${nameOfValue(raw['id'])}. Give each notification a string or a number.`,
    };
  }
  const title = cutText(raw['title'], MAX_TITLE_LENGTH);
  const message = cutText(raw['message'], MAX_MESSAGE_LENGTH);
  if (title === '' && message === '') {
    return { problem: '"title" and "message" are both empty. Send text in at least one of them.' };
  }
  return {
    id: id.slice(0, MAX_ID_LENGTH),
    type: TYPES.has(raw['type']) ? (raw['type'] as NotificationType) : 'info',
    title,
    message,
    timestamp: timeOf(raw['timestamp']) ?? now,
    duration: durationOf(raw['duration']),
    action: actionOf(raw['action']),
  };
}

/** Reads a time in ms or ISO 8601; `undefined` for what is neither. */
export function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : value;
  // Beyond ±8.64e15 ms a date has no text.
  return typeof time === 'number' && Math.abs(time) <= 8.64e15 ? time : undefined;
}

function durationOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? Math.min(value, MAX_DURATION) : undefined;
}

function actionOf(value: unknown): NotificationAction | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, label } = value as Record<string, unknown>;
  const text = cutText(label, MAX_LABEL_LENGTH);
  if (text === '') return undefined;
  return { id: typeof id === 'string' ? id.slice(0, MAX_ID_LENGTH) : 'default', label: text };
}
