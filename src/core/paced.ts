import { type Alarm, createAlarm } from './alarm.js';
import { onAbort } from './on-abort.js';
import type { Clock, Unsubscribe } from './runtime.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

/** What every paced function needs. */
export interface PaceOptions {
  /** Whose time counts: `runtime.clock`. */
  readonly clock: Clock;
  /** Ends it when aborted, as `dispose()` does. */
  readonly signal?: AbortSignal | undefined;
}

/** A function that hands on what it is given at its own pace. */
export interface Paced<Value> {
  (value: Value): void;
  /** Whether something waits to be handed on. */
  readonly pending: boolean;
  /** Hands on at once what waits. */
  flush(): void;
  /** Forgets what waits. */
  cancel(): void;
  /** Forgets what waits, and all that comes later. */
  dispose(): void;
  [dispose](): void;
}

/** How one kind of pacing differs from another. */
export interface Pace<Value, Held> {
  /** Makes room for a value. */
  readonly prepare?: (value: Value, flush: () => void) => void;
  /** Puts a value to what waits. */
  readonly hold: (value: Value, held: Held | undefined) => Held;
  /** Sees to it that what waits is handed on in time. */
  readonly plan: (alarm: Alarm, flush: () => void, held: Held) => void;
  /** Nothing waits any more: it is about to be handed on (`sent`), or was forgotten. */
  readonly rest: (alarm: Alarm, flush: () => void, sent: boolean) => void;
}

/** Makes a paced function; `deliver` gets what it hands on. */
export function paced<Value, Held>(
  { clock, signal }: PaceOptions,
  deliver: (held: Held) => void,
  { prepare, hold, plan, rest }: Pace<Value, Held>,
): Paced<Value> {
  const alarm = createAlarm(clock);
  // In a box, because `undefined` is a value too.
  let waiting: { readonly held: Held } | undefined;
  let over = false;
  let forget: Unsubscribe = () => {};

  const clear = (sent: boolean): void => {
    waiting = undefined;
    rest(alarm, flush, sent);
  };
  const flush = (): void => {
    const due = waiting;
    if (!due) return;
    clear(true);
    deliver(due.held);
  };
  const end = (): void => {
    over = true;
    clear(false);
    alarm();
    forget();
  };
  const take = (value: Value): void => {
    if (!over) prepare?.(value, flush);
    if (over) return;
    waiting = { held: hold(value, waiting?.held) };
    plan(alarm, flush, waiting.held);
  };
  forget = onAbort(signal, end);
  return Object.defineProperties(take, {
    pending: { get: () => waiting !== undefined },
    flush: { value: flush },
    cancel: { value: () => clear(false) },
    dispose: { value: end },
    [dispose]: { value: end },
  }) as Paced<Value>;
}
