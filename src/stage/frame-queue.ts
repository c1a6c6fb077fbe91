import type { TimerId } from '../core/runtime.js';

interface Frame {
  callback: () => void;
  due: number;
}

/** Milliseconds between two pictures of a running animation. */
const FRAME_INTERVAL = 16;

/**
 * Keeps the requested frames.
 *
 * A picture is painted at the end of the instant that asked for it. One asked for while painting
 * comes 16 ms later, so that an animation loop takes time. A hidden page paints nothing.
 */
export class FrameQueue {
  readonly #frames = new Set<Frame>();
  readonly #isHidden: () => boolean;
  #painting = false;
  #closed = false;

  constructor(isHidden: () => boolean) {
    this.#isHidden = isHidden;
  }

  get size(): number {
    return this.#frames.size;
  }

  request(callback: () => void, now: number): TimerId {
    const frame = { callback, due: this.#painting ? now + FRAME_INTERVAL : now };
    if (!this.#closed) this.#frames.add(frame);
    return frame;
  }

  cancel(frame: TimerId | undefined): void {
    this.#frames.delete(frame as Frame);
  }

  nextDue(now: number): number {
    if (this.#isHidden()) return Infinity;
    let next = Infinity;
    for (const { due } of this.#frames) next = Math.min(next, due);
    return Math.max(next, now);
  }

  /** Takes the frames of the next picture, if one is due; end with `painted`. */
  takeDue(now: number): Array<() => void> {
    if (this.#isHidden()) return [];
    const due = [...this.#frames].filter((frame) => frame.due <= now);
    this.#painting = due.length > 0;
    // A frame may cancel another one of the same picture.
    return due.map((frame) => () => {
      if (this.#frames.delete(frame)) frame.callback();
    });
  }

  painted(): void {
    this.#painting = false;
  }

  close(): void {
    this.#closed = true;
    this.#frames.clear();
  }
}
