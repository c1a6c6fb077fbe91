import type { LiveDataStatus } from '../../controllers/live-data-controller.js';
import type { TallyError } from '../../core/errors.js';
import type { LiveItem } from '../../core/live-row.js';
import type { UpdateSource } from '../../core/live-store.js';

/** What is shown has changed, or an answer has confirmed it. */
export class LiveDataUpdateEvent extends Event {
  constructor(
    readonly items: readonly LiveItem[],
    /** Whether it was asked for or came by itself. */
    readonly source: UpdateSource,
  ) {
    super('live-data-update');
  }
}

/** Something went wrong; what else goes on, goes on. */
export class LiveDataErrorEvent extends Event {
  constructor(readonly error: TallyError) {
    super('live-data-error');
  }
}

/** What is shown has become fresh, or old, or impossible. */
export class LiveDataStatusEvent extends Event {
  constructor(readonly status: LiveDataStatus) {
    super('live-data-status');
  }
}

declare global {
  interface HTMLElementEventMap {
    'live-data-update': LiveDataUpdateEvent;
    'live-data-error': LiveDataErrorEvent;
    'live-data-status': LiveDataStatusEvent;
  }
}
