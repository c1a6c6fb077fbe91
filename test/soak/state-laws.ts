import type { ConnectionState } from '../../src/core/connection-state.js';
import type { SoakClient } from './transport-client.js';

/** What may follow what. */
const MOVES: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  idle: ['connecting'],
  connecting: ['open', 'waiting', 'closed', 'failed'],
  open: ['waiting', 'closed', 'failed'],
  waiting: ['connecting', 'closed', 'failed'],
  closed: ['connecting'],
  failed: ['connecting', 'closed'],
};

/** What has happened that allows a client to end. */
export interface Permits {
  readonly closed: boolean;
  readonly failed: boolean;
}

/** The most messages that an outbox keeps by default. */
const OUTBOX = 100;

/**
 * Follows the states of a client and holds them against the laws: they follow each other as they
 * should, `closed` and `failed` have a reason, a retry has a moment, and the outbox has its bound.
 *
 * @param leaps Whether states may be passed over.
 * @param most How many messages may wait.
 */
export function watchStates(
  client: SoakClient,
  leaps: boolean,
  permits: () => Permits,
  most = OUTBOX,
): { readonly broken: string[]; stop(): void } {
  const broken: string[] = [];
  let last = client.state;
  const look = (): void => {
    const { state, attempt, maxAttempts, retryAt, unsent } = client.connection;
    if (state !== last && !leaps && !MOVES[last].includes(state)) {
      broken.push(`${last} became ${state}.`);
    }
    if (state !== last && (state === 'closed' || state === 'failed') && !permits()[state]) {
      broken.push(`It ${state === 'closed' ? 'closed' : 'failed'}, and nobody knows why.`);
    }
    if (!leaps && (state === 'waiting') !== (retryAt !== undefined)) {
      broken.push(`${state} has ${retryAt === undefined ? 'no' : 'a'} moment to try again.`);
    }
    if (attempt > maxAttempts) broken.push(`Attempt ${attempt} of ${maxAttempts}.`);
    if (unsent > most) broken.push(`${unsent} messages wait.`);
    last = state;
  };
  client.addEventListener('statechange', look);
  client.addEventListener('outboxchange', look);
  return {
    broken,
    stop() {
      client.removeEventListener('statechange', look);
      client.removeEventListener('outboxchange', look);
    },
  };
}
