import type { MessageSource } from '../core/message-source.js';
import {
  type PresenceEvents,
  type PresenceOptions,
  PresenceTracker,
} from '../core/presence-tracker.js';
import type { Runtime } from '../core/runtime.js';
import { browserRuntime } from './browser-runtime.js';

export interface PresenceServiceOptions extends PresenceOptions {
  readonly runtime?: Runtime | undefined;
}

/** The events a `PresenceService` fires. */
export type PresenceServiceEvents = PresenceEvents;

/**
 * Follows who is present, by `presence-update {userId, status, session?, name?, color?}` and
 * `presence-offline {userId, session?}`, and tells the server that this tab is there.
 *
 * Sends `presence-heartbeat {}` at every interval, at every reconnect, and at once when the page is
 * hidden or shown; while it is hidden, with `{status: 'away'}`. Joins and leaves are told once, in
 * batches. Without a connection nobody leaves, because nobody can be heard.
 */
export class PresenceService extends PresenceTracker {
  constructor(source: MessageSource, options: PresenceServiceOptions = {}) {
    super(source, options.runtime ?? browserRuntime, options);
  }
}
