import type { Clock, TimerId } from '../core/runtime.js';
import { FrameQueue } from './frame-queue.js';
import { timerDelay } from './timer-delay.js';
import { TimerHeap, type Timer, type TimerHolder } from './timer-heap.js';

/**
 * Whose work a timer is.
 *
 * `page` the component's own timers · `arrival` what the network brings to the page ·
 * `stage` the script and the far ends. A frozen page runs none of the first two.
 */
export type TimerOwner = Timer['owner'];

/** What the clocks of all tabs of one stage share. */
interface Timeline {
  readonly timers: TimerHeap;
  readonly clocks: Set<VirtualClock>;
  readonly startsAt: number;
  elapsed: number;
  jumped: number;
}

/** A clock that stands still until somebody moves it. Nothing global is involved. */
export class VirtualClock implements Clock, TimerHolder {
  readonly #timeline: Timeline;
  readonly #frames: FrameQueue;
  #frozen: Timer[] | undefined;
  #left = false;

  constructor(startsAt: number, isHidden: () => boolean, sharing?: VirtualClock) {
    this.#timeline = sharing
      ? sharing.#timeline
      : {
          ...{ timers: new TimerHeap(), clocks: new Set() },
          ...{ startsAt, elapsed: 0, jumped: 0 },
        };
    this.#timeline.clocks.add(this);
    this.#frames = new FrameQueue(isHidden);
  }

  /** Makes the clock of another tab: the same time, but frozen and hidden by itself. */
  tab(isHidden: () => boolean): VirtualClock {
    return new VirtualClock(0, isHidden, this);
  }

  /** Tells how far the clock has been moved, in ms from 0. */
  get elapsed(): number {
    return this.#timeline.elapsed;
  }

  /** Counts the timers of all tabs that have not run. */
  get pendingTimers(): number {
    const { timers, clocks } = this.#timeline;
    const frozen = [...clocks].flatMap((clock) => clock.#frozen ?? []);
    const held = frozen.filter((timer) => timer.owner === 'page' && timer.callback);
    return timers.count('page') + held.length;
  }

  /** Counts the requested frames of all tabs. */
  get pendingFrames(): number {
    return [...this.#timeline.clocks].reduce((count, clock) => count + clock.#frames.size, 0);
  }

  now(): number {
    const { startsAt, elapsed, jumped } = this.#timeline;
    return startsAt + elapsed + jumped;
  }

  monotonic(): number {
    return this.elapsed;
  }

  setTimeout(callback: () => void, delay: number): TimerId {
    return this.schedule(callback, timerDelay(delay), 'page');
  }

  clearTimeout(timer: TimerId | undefined): void {
    this.#timeline.timers.remove(timer);
    const held = this.#frozen?.find((frozen) => frozen === timer);
    if (held) held.callback = undefined;
  }

  requestFrame(callback: () => void): TimerId {
    return this.#frames.request(callback, this.elapsed);
  }

  cancelFrame(frame: TimerId | undefined): void {
    this.#frames.cancel(frame);
  }

  /** Calls `callback` after `delay` ms; `lastInInstant` waits for everything else due then. */
  schedule(callback: () => void, delay: number, owner: TimerOwner, lastInInstant = false): TimerId {
    if (this.#left && owner !== 'stage') return {};
    // Like the platform: a delay that is no positive number means "as soon as possible".
    const wait = delay > 0 ? delay : 0;
    const { timers, elapsed } = this.#timeline;
    return timers.add(callback, elapsed + wait, owner, lastInInstant, this);
  }

  /** Moves the wall clock alone, as a correction of the system time does. */
  jump(by: number): void {
    this.#timeline.jumped += by;
  }

  /** Finds the next moment at which something happens in any tab. */
  nextDue(): number {
    const { timers, clocks, elapsed } = this.#timeline;
    const frames = [...clocks].map((clock) => clock.#frames.nextDue(elapsed));
    return Math.min(timers.peek()?.due ?? Infinity, ...frames);
  }

  /** Moves to `time` without running anything. */
  moveTo(time: number): void {
    this.#timeline.elapsed = time;
  }

  /** Takes the next timer that is due now off the list. */
  takeDue(): (() => void) | undefined {
    const { timers, elapsed } = this.#timeline;
    for (let timer = timers.peek(); timer; timer = timers.peek()) {
      if (timer.due > elapsed) return undefined;
      timers.take();
      if (timer.owner === 'stage' || !timer.holder?.hold(timer)) return timer.callback;
    }
    return undefined;
  }

  /** Takes the frames of the next picture, if one is due in any tab; end with `painted`. */
  takeFrames(): Array<() => void> {
    const { clocks, elapsed } = this.#timeline;
    return [...clocks].flatMap((clock) => clock.#frames.takeDue(elapsed));
  }

  painted(): void {
    for (const clock of this.#timeline.clocks) clock.#frames.painted();
  }

  /** Holds back all timers of the page until `thaw`, as a frozen tab does. */
  freeze(): void {
    this.#frozen ??= [];
  }

  hold(timer: Timer): boolean {
    return this.#frozen !== undefined && this.#frozen.push(timer) > 0;
  }

  /** Lets the timers of the page run again; those overdue run at once, in their order. */
  thaw(): void {
    const held = this.#frozen ?? [];
    this.#frozen = undefined;
    for (const timer of held) this.#timeline.timers.restore(timer);
  }

  /** Forgets what this tab has planned, and whatever it plans later. */
  leave(): void {
    this.#frozen = undefined;
    this.#left = true;
    this.#timeline.timers.removeAll(this);
    this.#timeline.clocks.delete(this);
    this.#frames.close();
  }

  /** Forgets everything that was planned, and whatever anybody plans later. */
  close(): void {
    for (const clock of this.#timeline.clocks) clock.leave();
    this.#timeline.timers.close();
  }
}
