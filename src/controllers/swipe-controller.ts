import type { LitElement, ReactiveController } from 'lit';

/** How far a swipe must go, as a share of the item's width. */
const FAR_ENOUGH = 0.4;
/** How fast a flick must be, in pixels per ms. */
const FAST_ENOUGH = 0.5;
/** How far a pointer wanders before it counts as a swipe, in pixels. */
const SLOP = 8;

interface Swipe {
  readonly item: HTMLElement;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly startedAt: number;
  moving: boolean;
}

/** Lets items marked with `data-key` be swiped away sideways, in either direction. */
export class SwipeController implements ReactiveController {
  readonly #onSwipe: (key: string) => void;
  #swipe: Swipe | undefined;

  constructor(host: LitElement, onSwipe: (key: string) => void) {
    this.#onSwipe = onSwipe;
    host.addEventListener('pointerdown', this.#onDown);
    host.addEventListener('pointermove', this.#onMove);
    host.addEventListener('pointerup', this.#onUp);
    host.addEventListener('pointercancel', this.#onCancel);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#onCancel();
  }

  readonly #onDown = (event: PointerEvent): void => {
    const path = event.composedPath() as Element[];
    const item = path.find((node) => node instanceof HTMLElement && node.dataset['key']);
    const onControl = path.some((node) => node instanceof HTMLButtonElement);
    // Text stays selectable with a mouse, so only touch and pen swipe.
    if (!item || onControl || event.pointerType === 'mouse') return;
    // A second finger must not leave the first one's item where it is.
    this.#onCancel();
    const { pointerId: pointer, clientX: x, clientY: y, timeStamp: startedAt } = event;
    this.#swipe = { item: item as HTMLElement, pointer, x, y, startedAt, moving: false };
  };

  readonly #onMove = (event: PointerEvent): void => {
    const swipe = this.#swipe;
    if (swipe?.pointer !== event.pointerId) return;
    // What was touched may have gone meanwhile.
    if (!swipe.item.isConnected) return this.#onCancel();
    const way = event.clientX - swipe.x;
    if (!swipe.moving) {
      if (Math.abs(event.clientY - swipe.y) > SLOP) this.#swipe = undefined;
      if (Math.abs(way) < SLOP || !this.#swipe) return;
      swipe.moving = true;
      swipe.item.setPointerCapture(event.pointerId);
    }
    swipe.item.style.translate = `${way}px`;
    swipe.item.style.opacity = String(Math.max(0.3, 1 - Math.abs(way) / swipe.item.offsetWidth));
  };

  readonly #onUp = (event: PointerEvent): void => {
    const swipe = this.#swipe;
    if (swipe?.pointer !== event.pointerId) return;
    const way = Math.abs(event.clientX - swipe.x);
    const speed = way / Math.max(1, event.timeStamp - swipe.startedAt);
    const away = way > swipe.item.offsetWidth * FAR_ENOUGH || (way > 40 && speed > FAST_ENOUGH);
    if (swipe.moving && away) this.#onSwipe(swipe.item.dataset['key'] as string);
    else this.#putBack(swipe.item);
    this.#swipe = undefined;
  };

  readonly #onCancel = (): void => {
    if (this.#swipe) this.#putBack(this.#swipe.item);
    this.#swipe = undefined;
  };

  #putBack(item: HTMLElement): void {
    item.style.translate = '';
    item.style.opacity = '';
  }
}
