import type { CloseInfo } from '../core/close-policy.js';
import type { WireMessage } from '../core/envelope.js';
import type { TallyError } from '../core/errors.js';
import type { SequenceTurns } from '../core/sequencer.js';
import type { SchemaIssue } from '../core/standard-schema.js';

/** What handlers of lifecycle names receive. Frames from the server never reach these handlers. */
export interface LifecyclePayloads {
  connected: Record<string, never>;
  disconnected: CloseInfo;
  error: { readonly error: TallyError };
  'reconnect-failed': Record<string, never>;
}

/** A message whose payload is not what its schema says. */
export interface InvalidMessage {
  readonly message: WireMessage;
  readonly issues: readonly SchemaIssue[];
}

/** The events that every client fires. */
export type ClientEvents = {
  [Type in keyof LifecyclePayloads]: Event & LifecyclePayloads[Type];
} & {
  [Type in keyof SequenceTurns]: Event & SequenceTurns[Type];
} & {
  statechange: Event;
  outboxchange: Event;
  invalid: Event & InvalidMessage;
};
