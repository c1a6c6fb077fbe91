import type { WireMessage } from './envelope.js';
import type { MessageHandler, SubscribeOptions } from './message-source.js';
import { onAbort } from './on-abort.js';
import type { Unsubscribe } from './runtime.js';

/** Keeps handlers by message type and runs them. */
export interface HandlerRegistry {
  /** Adds a handler. Each registration counts, and ends, by itself. */
  add(type: string, handler: MessageHandler, options?: SubscribeOptions): Unsubscribe;
  /** Runs the handlers of `type` in the order they came. One that throws harms no other. */
  run(type: string, payload: unknown, message: WireMessage): void;
}

interface Registration {
  handler: MessageHandler | undefined;
}

/** Makes a registry without handlers. */
export function createHandlerRegistry(reportError: (error: unknown) => void): HandlerRegistry {
  // A list is never changed, only replaced, so that a run in progress is safe.
  const lists = new Map<string, readonly Registration[]>();
  return {
    add(type, handler, { signal } = {}) {
      const registration: Registration = { handler };
      lists.set(type, [...(lists.get(type) ?? []), registration]);
      const remove = (): void => {
        registration.handler = undefined;
        const rest = lists.get(type)?.filter((other) => other.handler);
        if (rest?.[0]) lists.set(type, rest);
        else lists.delete(type);
      };
      const forget = onAbort(signal, remove);
      return () => {
        remove();
        forget();
      };
    },
    run(type, payload, message) {
      for (const registration of lists.get(type) ?? []) {
        try {
          registration.handler?.(payload, message);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}
