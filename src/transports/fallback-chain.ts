import { createAlarm } from '../core/alarm.js';
import type { MessageSource } from '../core/message-source.js';
import type { Clock, Unsubscribe } from '../core/runtime.js';
import type { FallbackOptions } from './fallback-options.js';

/** A row of sources, of which one at a time is used. */
export interface FallbackChain {
  /** The source in use. */
  readonly active: MessageSource;
  /** Begins with the best source. */
  start(): void;
  /** Tries the better sources now. */
  climb(): void;
  /** Lets go of all sources. */
  stop(): void;
}

/**
 * Moves down when the source in use does not get through, and tries to move up later.
 *
 * @param sources The best one first.
 * @param listen Follows a source for as long as it is held.
 * @param onChange Learns that another source is in use, or that the one in use has changed its state.
 */
export function createFallbackChain(
  sources: readonly MessageSource[],
  clock: Clock,
  { giveUpAfter = 3, climbAfter = 60000, overlap = 10000 }: FallbackOptions,
  listen: (source: MessageSource) => Unsubscribe,
  onChange: () => void,
): FallbackChain {
  const climbing = createAlarm(clock);
  const overlapping = createAlarm(clock);
  const held = new Map<number, Unsubscribe>();
  let active = 0;
  /** The better source that is being tried. */
  let candidate: number | undefined;

  /** Takes hold of a source, and judges how it stands. */
  const hold = (index: number): void => {
    if (held.has(index)) return turned(index);
    const source = sources[index]!;
    let told = false;
    let release: Unsubscribe = () => {};
    const check = (): void => {
      told = true;
      turned(index);
    };
    const forget = listen(source);
    const letGo = (): void => {
      source.removeEventListener('statechange', check);
      release();
      forget();
    };
    source.addEventListener('statechange', check);
    held.set(index, letGo);
    release = source.retain();
    // It may have been dropped by what it said meanwhile.
    if (held.get(index) !== letGo) release();
    else if (!told) turned(index);
  };

  const drop = (index: number): void => {
    const release = held.get(index);
    held.delete(index);
    release?.();
  };

  const dropOthers = (): void => {
    for (const index of [...held.keys()]) if (index !== active && index !== candidate) drop(index);
  };

  const rest = (): void => {
    candidate = undefined;
    climbing(active > 0 ? climb : undefined, climbAfter);
  };

  /** Tries the sources above the one in use, from the best on. */
  const tryFrom = (index: number): void => {
    if (index >= active) return rest();
    candidate = index;
    hold(index);
  };

  const climb = (): void => {
    if (!held.size) return;
    sources[active]!.retry();
    if (candidate === undefined) tryFrom(0);
  };

  const moveDown = (): void => {
    active++;
    overlapping();
    rest();
    hold(active);
    dropOthers();
  };

  const moveUp = (index: number): void => {
    active = index;
    rest();
    overlapping(dropOthers, overlap);
    onChange();
  };

  const turned = (index: number): void => {
    const { state, attempt } = sources[index]!.connection;
    const lost = /closed|failed/.test(state);
    if (index === active) {
      const stuck = lost || (state !== 'open' && attempt >= giveUpAfter);
      if (stuck && active < sources.length - 1) moveDown();
      else onChange();
    } else if (index === candidate) {
      if (state === 'open') moveUp(index);
      else if (lost || state === 'waiting') {
        drop(index);
        tryFrom(index + 1);
      }
    }
  };

  return {
    get active() {
      return sources[active]!;
    },
    start() {
      active = 0;
      hold(0);
    },
    climb,
    stop() {
      candidate = undefined;
      climbing();
      overlapping();
      for (const index of [...held.keys()]) drop(index);
    },
  };
}
