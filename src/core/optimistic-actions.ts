import type { Item, Patch } from './optimistic-item.js';

/** What the reader does. `ref` is an id or a key; `key` names the new operation; `at` is when. */
export type LocalAction =
  | { readonly do: 'add'; readonly key: string; readonly patch: Patch; readonly at: number }
  /** `base` is what the reader saw before, where that may have changed meanwhile. */
  | {
      readonly do: 'edit';
      readonly ref: string;
      readonly key: string;
      readonly patch: Patch;
      readonly base?: Patch | undefined;
      readonly at: number;
    }
  | { readonly do: 'remove'; readonly ref: string; readonly key: string; readonly at: number }
  /** Sends what failed again; under its old key where the server may have done it. */
  | { readonly do: 'retry'; readonly ref: string; readonly key: string; readonly at: number }
  | { readonly do: 'discard'; readonly ref: string }
  | {
      readonly do: 'resolve';
      readonly ref: string;
      readonly take: 'mine' | 'theirs';
      readonly key: string;
      readonly at: number;
    }
  /** The reader begins or ends to work on a row. */
  | { readonly do: 'hold'; readonly ref: string; readonly isHeld: boolean };

/** What becomes of an operation. */
export type SendAction =
  | { readonly do: 'sent'; readonly key: string }
  | { readonly do: 'answered'; readonly key: string; readonly item?: Item | undefined }
  | { readonly do: 'wait'; readonly key: string; readonly for: 'connection' | 'server' }
  | {
      readonly do: 'fail';
      readonly key: string;
      readonly fate: 'failed' | 'expired';
      readonly mayHaveArrived: boolean;
    };

/** What the server tells. `origin` is the key of the operation that an echo repeats. */
export type RemoteAction =
  | { readonly do: 'heard'; readonly item: Item; readonly origin?: string | undefined }
  | {
      readonly do: 'lost';
      readonly id: string;
      readonly origin?: string | undefined;
      readonly version?: unknown;
    }
  | { readonly do: 'loaded'; readonly items: readonly Item[]; readonly since: number };

export type OptimisticAction = LocalAction | SendAction | RemoteAction;
