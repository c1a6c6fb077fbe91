import type { Clock, TimerId } from '../core/runtime.js';
import { FrameQueue } from './frame-queue.js';
import { TimerHeap, type Timer } from './timer-heap.js';

/**
 * Whose work a timer is.
 *
 * `page` the component's own timers · `arrival` what the network brings to the page ·
 * `stage` the script and the far ends. A frozen page runs none of the first two.
 */
export type TimerOwner = Timer['owner'];

/** A clock that stands still until somebody moves it. Nothing global is involved. */
export class VirtualClock implements Clock {
  readonly frames: FrameQueue;
  readonly #timers = new TimerHeap();
  readonly #startsAt: number;
  #elapsed = 0;
  #jumped = 0;
  #frozen: Timer[] | undefined;

  constructor(startsAt: number, isHidden: () => boolean) {
    this.#startsAt = startsAt;
    this.frames = new FrameQueue(isHidden);
  }

  /** Tells how far the clock has been moved, in ms from 0. */
  get elapsed(): number {
    return this.#elapsed;
  }

  /** Counts the timers of the page that have not run. */
  get pendingTimers(): number {
    const frozen = this.#frozen?.filter((timer) => timer.owner === 'page' && timer.callback);
    return this.#timers.count('page') + (frozen?.length ?? 0);
  }

  now(): number {
    return this.#startsAt + this.#elapsed + this.#jumped;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  setTimeout(callback: () => void, delay: number): TimerId {
    return this.schedule(callback, delay, 'page');
  }

  clearTimeout(timer: TimerId | undefined): void {
    this.#timers.remove(timer);
    const held = this.#frozen?.find((frozen) => frozen === timer);
    if (held) held.callback = undefined;
  }

  requestFrame(callback: () => void): TimerId {
    return this.frames.request(callback, this.#elapsed);
  }

  cancelFrame(frame: TimerId | undefined): void {
    this.frames.cancel(frame);
  }

  /** Calls `callback` after `delay` ms; `lastInInstant` waits for everything else due then. */
  schedule(callback: () => void, delay: number, owner: TimerOwner, lastInInstant = false): TimerId {
    // Like the platform: a delay that is no positive number means "as soon as possible".
    const wait = delay > 0 ? delay : 0;
    return this.#timers.add(callback, this.#elapsed + wait, owner, lastInInstant);
  }

  /** Moves the wall clock alone, as a correction of the system time does. */
  jump(by: number): void {
    this.#jumped += by;
  }

  /** Finds the next moment at which something happens. */
  nextDue(): number {
    return Math.min(this.#timers.peek()?.due ?? Infinity, this.frames.nextDue(this.#elapsed));
  }

  /** Moves to `time` without running anything. */
  moveTo(time: number): void {
    this.#elapsed = time;
  }

  /** Takes the next timer that is due now off the list. */
  takeDue(): (() => void) | undefined {
    for (let timer = this.#timers.peek(); timer; timer = this.#timers.peek()) {
      if (timer.due > this.#elapsed) return undefined;
      this.#timers.take();
      if (!this.#frozen || timer.owner === 'stage') return timer.callback;
      this.#frozen.push(timer);
    }
    return undefined;
  }

  /** Holds back all timers of the page until `thaw`, as a frozen tab does. */
  freeze(): void {
    this.#frozen ??= [];
  }

  /** Lets the timers of the page run again; those overdue run at once, in their order. */
  thaw(): void {
    const held = this.#frozen ?? [];
    this.#frozen = undefined;
    for (const timer of held) this.#timers.restore(timer);
  }

  /** Forgets everything that was planned, and whatever anybody plans later. */
  close(): void {
    this.#frozen = undefined;
    this.#timers.close();
    this.frames.close();
  }
}
