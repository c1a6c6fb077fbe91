import type { Unsubscribe } from './runtime.js';

/** The tabs that a user has open at the same place, for sources that know of them. */
export interface UserTabs {
  /** Whether the user looks at another tab: then this one shows and says nothing by itself. */
  readonly elsewhere: boolean;
  /** Tells the same elements in all other tabs. Nobody hears a payload that cannot be cloned. */
  tell(topic: string, payload: unknown): void;
  /** Calls `handler` for what another tab tells. It is data of another version, perhaps: check it. */
  on(topic: string, handler: (payload: unknown) => void): Unsubscribe;
}
