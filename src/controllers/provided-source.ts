import type { MessageSource } from '../core/message-source.js';

/**
 * Makes what the elements inside a connection see of its client: all but the decision whether it is
 * connected, which is the connection's own. To want it is free, to ask for it goes to `connect`.
 */
export function providedSource(client: MessageSource, connect: () => Promise<void>): MessageSource {
  return {
    get connection() {
      return client.connection;
    },
    on: (type, handler, options) => client.on(type, handler, options),
    get tabs() {
      return client.tabs;
    },
    send: (...message) => client.send(...message),
    connect,
    retry: () => void connect(),
    retain: () => () => undefined,
    addEventListener: (...listener) => client.addEventListener(...listener),
    removeEventListener: (...listener) => client.removeEventListener(...listener),
  };
}
