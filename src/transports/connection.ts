import { createAlarm } from '../core/alarm.js';
import { type ReconnectDelay, spreadingBackoff } from '../core/backoff.js';
import { type CloseInfo, type ClosePolicy, reconnectUnlessGoodbye } from '../core/close-policy.js';
import type { ConnectionSnapshot, ConnectionState } from '../core/connection-state.js';
import { type Deferred, deferred } from '../core/deferred.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import type { PageSignal, Runtime, Unsubscribe } from '../core/runtime.js';
import { onWakeUp } from '../core/wake-ups.js';
import type { LifecyclePayloads } from './client-events.js';
import { createDemand } from './demand.js';

/** However eagerly a page wakes up, attempts are this many ms apart. */
const MIN_RETRY_GAP = 1000;

/** Replaces a delay that makes no sense, in ms. */
const FALLBACK_DELAY = 10000;

/** How a connection comes back. */
export interface ReconnectOptions {
  readonly reconnectInterval?: number | undefined;
  readonly maxReconnectDelay?: number | undefined;
  readonly maxReconnectAttempts?: number | undefined;
  readonly reconnectDelay?: ReconnectDelay | undefined;
  readonly shouldReconnect?: ClosePolicy | undefined;
  readonly stableAfter?: number | undefined;
  /** Whether a new lease may begin again what has ended. Default true. */
  readonly restart?: boolean | undefined;
  /** The moment, by the monotonic clock, before which nobody who wakes up may try. */
  readonly earliest?: (() => number) | undefined;
}

/** One socket or stream, as its connection sees it. */
export interface Link {
  /** Asks for a sign of life now. */
  probe(): void;
  /** Lets go at once, whatever the state. Reports nothing. */
  close(code?: number, reason?: string): void;
}

/** What a link knows better than the policy. */
export interface LossVerdict {
  /** Ends the connection instead of trying again. */
  readonly next: 'closed' | 'failed';
}

/** What outlives its sockets. */
export interface Connection<Of extends Link = Link> {
  /** Where it stands, all but the outbox. */
  read(): Omit<ConnectionSnapshot, 'unsent'>;
  /** Connects now, whatever was scheduled. */
  connect(signal: AbortSignal | undefined): Promise<void>;
  /** Tries again now if the connection is gone, whoever ended it, and somebody holds it. */
  retry(): void;
  /** Takes a lease; connects unless that is under way. */
  retain(): Unsubscribe;
  /** Ends the connection, or the attempt to make one. */
  leave(): void;
  /** The link through which messages flow, if there is one. */
  link(): Of | undefined;
}

/**
 * Makes and replaces links, one at a time: the state machine.
 *
 * @param open Starts one attempt. Its callbacks come later, never from within the call; after
 *   `onLost` it reports nothing.
 * @param tell Announces a turn of the connection.
 * @param onChange Learns that `read()` gives something new.
 * @param onReady May send now what has waited.
 */
export function createConnection<Of extends Link>(
  runtime: Runtime,
  options: ReconnectOptions,
  open: (
    onOpen: () => void,
    onLost: (close: CloseInfo, error?: TallyError, verdict?: LossVerdict) => void,
  ) => Of,
  tell: <Type extends keyof LifecyclePayloads>(
    type: Type,
    payload: LifecyclePayloads[Type],
  ) => void,
  onChange: () => void,
  onReady?: () => void,
): Connection<Of> {
  const {
    maxReconnectAttempts = 10,
    shouldReconnect = reconnectUnlessGoodbye,
    stableAfter = 5000,
    restart = true,
    earliest,
    reconnectDelay = spreadingBackoff(options.reconnectInterval, options.maxReconnectDelay),
  } = options;
  const { clock } = runtime;
  const alarm = createAlarm(clock);
  let state: ConnectionState = 'idle';
  let attempt = 0;
  let retryAt: number | undefined;
  let triedAt = 0;
  let openedAt = 0;
  let link: Of | undefined;
  // Comes and goes with the link.
  let opening: Deferred<void> | undefined;
  let stopWakeUps: Unsubscribe | undefined;

  const enter = (next: ConnectionState, delay?: number): void => {
    state = next;
    retryAt = delay === undefined ? delay : clock.now() + delay;
    alarm(delay === undefined ? delay : dial, delay);
    stopWakeUps?.();
    stopWakeUps = /closed|failed/.test(next) ? undefined : onWakeUp(runtime.page, wake);
    onChange();
  };

  const dial = (): Deferred<void> => {
    const mine = (opening = deferred<void>());
    triedAt = clock.monotonic();
    const current = (link = open(onOpen, onLost));
    enter('connecting');
    return mine;

    function onOpen(): void {
      openedAt = clock.monotonic();
      enter('open');
      // Handlers come first, so that joins go out before what waited. Any may end the connection.
      if (link === current) tell('connected', {});
      if (link === current) onReady?.();
      mine.resolve();
    }
  };

  const start = (): Deferred<void> => {
    if (opening) return opening;
    attempt = 0;
    return dial();
  };

  const end = (
    next: ConnectionState,
    close: CloseInfo,
    error: TallyError,
    delay?: number,
  ): void => {
    const wasOpen = state === 'open';
    const mine = opening;
    link = opening = undefined;
    enter(next, delay);
    mine?.reject(error);
    if (wasOpen) tell('disconnected', close);
    else if (error.code !== 'closed') tell('error', { error });
  };

  const onLost = (
    close: CloseInfo,
    error = failure('connect', 'connection-failed'),
    verdict?: LossVerdict,
  ): void => {
    const lost = link;
    let again = true;
    let delay = FALLBACK_DELAY;
    if (state === 'open' && clock.monotonic() - openedAt >= stableAfter) attempt = 0;
    try {
      again = shouldReconnect(close);
      delay = reconnectDelay(attempt + 1, () => runtime.random());
    } catch (thrown) {
      runtime.reportError(thrown);
    }
    // Either policy may have ended the connection.
    if (link !== lost) return;
    if (!again || verdict?.next === 'closed') end('closed', close, error);
    else if (!verdict && attempt < maxReconnectAttempts) {
      attempt++;
      end('waiting', close, error, delay >= 0 ? delay : FALLBACK_DELAY);
    } else {
      end('failed', close, error);
      tell('reconnect-failed', {});
    }
  };

  const leave = (): void => {
    const close = { code: 1000, reason: 'Client disconnect' };
    demand.forget();
    attempt = 0;
    link?.close(close.code, close.reason);
    if (!/idle|closed/.test(state)) end('closed', close, failure('connect', 'closed'));
  };

  const wake = (signal: PageSignal): void => {
    const rest = Math.max(triedAt + MIN_RETRY_GAP, earliest?.() ?? 0) - clock.monotonic();
    const delay = Math.max(Math.min(rest, retryAt! - clock.now()), 0);
    if (state === 'open') link?.probe();
    if (state !== 'waiting' || signal === 'focus') return;
    enter('waiting', delay);
  };

  const demand = createDemand(clock, {
    start,
    isCurrent: (mine) => mine === opening,
    lease: () => void ((state === 'idle' || (restart && state !== 'waiting')) && start()),
    leave,
  });

  return {
    read: () => ({
      state,
      attempt: state === 'open' ? 0 : attempt,
      maxAttempts: maxReconnectAttempts,
      retryAt,
    }),
    connect: demand.connect,
    retry: () => void (demand.any && start()),
    retain: demand.retain,
    leave,
    link: () => (state === 'open' ? link : undefined),
  };
}
