import type { LitElement } from 'lit';
import type { ActivityRow } from '../core/activity-list.js';
import type { ActivitiesController } from './activities-controller.js';
import type { FadeController } from './fade-controller.js';
import type { FeedController } from './feed-controller.js';
import type { SeenController } from './seen-controller.js';
import type { WindowController } from './window-controller.js';

/** What takes part in reading. */
export interface ReadingParts {
  readonly activities: ActivitiesController;
  readonly window: WindowController<ActivityRow>;
  readonly feed: FeedController<ActivityRow>;
  readonly seen: SeenController;
  readonly fade: FadeController;
}

/**
 * Lets new activities in without getting in the way of whoever reads.
 *
 * While the reader is idle at the top they come as they come. Who scrolls back to the top finds them
 * above, and goes on reading where they were; who asks for them is taken to the newest.
 */
export class ReadingController {
  readonly #host: LitElement;
  readonly #parts: ReadingParts;

  constructor(host: LitElement, parts: ReadingParts) {
    this.#host = host;
    this.#parts = parts;
  }

  /** Lets in what has waited, as if it came now: the reader is idle again. */
  letIn(): void {
    const { activities, fade } = this.#parts;
    const count = activities.takeIn();
    for (const { key } of activities.list.rows.slice(0, count)) fade.arrived(key);
  }

  /** Lets in what has waited and goes to the newest, with the focus if `takesFocus`. */
  async goToNewest(takesFocus: boolean): Promise<void> {
    const { activities, feed, window } = this.#parts;
    window.keepTop();
    activities.takeIn();
    await this.#host.updateComplete;
    const view = this.#host.ownerDocument.defaultView;
    const isCalm = view?.matchMedia('(prefers-reduced-motion: reduce)').matches;
    window.scroller?.scrollTo({ top: 0, behavior: isCalm ? 'instant' : 'smooth' });
    if (takesFocus) await feed.focus(0);
  }

  readonly onScroll = (): void => {
    const { activities, window, seen } = this.#parts;
    const { scroller } = window;
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const isDown = scrollTop > 1;
    if (!isDown && activities.hold.isScrolled) {
      window.keepTop();
      activities.takeIn();
    }
    activities.hold.scrolled(isDown);
    window.noteScroll();
    seen.look();
    if (window.isPart) activities.redraw.soon();
    const left = scrollHeight - scrollTop - clientHeight;
    if (!isDown || left > clientHeight || activities.loads.older.problem !== undefined) return;
    void activities.loads.loadOlder();
  };
}
