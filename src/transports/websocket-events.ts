import type { SequenceTurns } from '../core/sequencer.js';
import type { ClientEvents } from './client-events.js';

/** The events a `WebSocketClient` fires. */
export type WebSocketClientEvents = ClientEvents & {
  [Type in keyof SequenceTurns]: Event & SequenceTurns[Type];
};
