import type { Faults } from '../../src/stage/faults.js';

/**
 * Stands between a server and one of its connections, and loses, doubles and swaps messages. What
 * the server says by itself, such as a pong, does not come this way: sockets lose nothing.
 */
export function createBroker<Item>(faults: Faults, deliver: (item: Item) => void) {
  let held: Item | undefined;
  return (item: Item): void => {
    const fate = faults.fate();
    const overtaken = held;
    held = fate === 'overtaken' ? item : undefined;
    if (fate === 'arrives' || fate === 'twice') deliver(item);
    if (fate === 'twice') deliver(item);
    if (overtaken !== undefined) deliver(overtaken);
  };
}
