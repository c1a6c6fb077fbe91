import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { createAlarm } from '../core/alarm.js';
import type { Clock, Unsubscribe } from '../core/runtime.js';

export type { Awareness };

/** How often one says that one is still there, in ms: others count 30 s as gone. */
const BEAT = 15_000;
/** After how long a silence somebody is gone, in ms. A hidden tab beats once a minute. */
const PATIENCE = 75_000;

/** Who was added, updated and removed, by client id. */
export interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/**
 * Makes an `Awareness` of `y-protocols` that lives by the runtime's clock.
 *
 * Its own timer is set when it is made and reads the platform's clock, so it is stopped, and both of
 * its duties, to beat and to forget the silent, are done here. Call what is returned to end.
 */
export function clockedAwareness(doc: Doc, clock: Clock): [Awareness, Unsubscribe] {
  const awareness = new Awareness(doc);
  clearInterval(awareness._checkInterval as number);
  const heard = new Map<number, number>();
  const alarm = createAlarm(clock);

  const onUpdate = ({ added, updated, removed }: AwarenessChange): void => {
    for (const id of [...added, ...updated]) heard.set(id, clock.monotonic());
    for (const id of removed) heard.delete(id);
  };
  const check = (): void => {
    alarm(check, BEAT);
    const now = clock.monotonic();
    const silent = [...heard].filter(([id, at]) => id !== doc.clientID && now - at >= PATIENCE);
    const ids = silent.map(([id]) => id);
    forgetPeers(awareness, ids, 'timeout');
    if (awareness.getLocalState()) awareness.setLocalState(awareness.getLocalState());
  };

  awareness.on('update', onUpdate);
  alarm(check, BEAT);
  return [
    awareness,
    () => {
      alarm();
      awareness.off('update', onUpdate);
      awareness.destroy();
    },
  ];
}

/** Removes others so that the next word from them brings them back. */
export function forgetPeers(awareness: Awareness, ids: readonly number[], origin: unknown): void {
  removeAwarenessStates(awareness, [...ids], origin);
  // With the clock of before, the same state would be taken for old news.
  for (const id of ids) awareness.meta.delete(id);
}
