import type { StagedPage } from '../../src/stage/staged-page.js';
import { Stage } from '../../src/stage.js';
import type { TabRuntime } from '../../src/transports/tab-sync.js';
import { pageRuntime } from './page-runtime.js';
import { realTime } from './real-time.js';
import { LONGEST_WAIT, type World } from './world.js';

/** One tab of a browser. */
export interface Tab {
  readonly runtime: TabRuntime;
  readonly page: StagedPage;
  /** Ends it without a word. */
  crash(): void;
}

/** A browser with two tabs. */
export interface TabWorld extends Pick<World, 'errors' | 'until' | 'end'> {
  readonly tabs: readonly [Tab, Tab];
  /** A name that nobody else in this browser uses. */
  readonly channel: string;
}

/** Makes two tabs of virtual time. */
export function stagedTabs(): TabWorld {
  const stage = new Stage();
  const other = stage.tab();
  return {
    tabs: [{ runtime: stage.runtime, page: stage.page, crash: () => stage.dispose() }, other],
    channel: 'contract',
    errors: stage.errors,
    async until(done, missing) {
      const end = stage.now + LONGEST_WAIT;
      while (!done() && stage.now < end) await stage.advance(1);
      if (!done()) throw new Error(missing());
    },
    end: async () => stage.dispose(),
  };
}

/** Makes two tabs of a real browser: this page, and a frame, whose channels are of another world. */
export function realTabs(): TabWorld {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const { BroadcastChannel } = frame.contentWindow as unknown as typeof globalThis;
  const [one, other] = [pageRuntime(), pageRuntime({ BroadcastChannel })];
  return {
    tabs: [
      { ...one, page: one.page, crash: () => undefined },
      { ...other, page: other.page, crash: () => frame.remove() },
    ],
    channel: `contract ${crypto.randomUUID()}`,
    get errors() {
      return [...one.errors, ...other.errors];
    },
    until: realTime.until,
    end: async () => frame.remove(),
  };
}
