import type { Stage, StagedServerConnection } from '../../src/stage.js';
import { seededRandom } from '../../src/stage/random.js';
import type { OutboxScript } from './outbox-script.js';

/** Which share of what it is asked to acknowledge the server refuses. */
const REFUSED = 0.1;

/** What the server has read. */
export interface Read {
  readonly at: number;
  readonly isRefused: boolean;
  count: number;
}

/** A server that knows by their ids what it has read, and acknowledges, or does not. */
export class OutboxServer {
  /** By type, in the order in which it was read first. */
  readonly read = new Map<string, Read>();
  welcome: 'accept' | 'refuse' | 'hang' = 'accept';
  /** After how many ms it acknowledges; `undefined`: not at all. */
  acks: number | undefined = 0;
  readonly #open = new Set<StagedServerConnection>();

  constructor(stage: Stage, { seed, latency, jitter, isOffline }: OutboxScript) {
    const chance = seededRandom(seed, 'refusals');
    if (isOffline) this.welcome = 'refuse';
    const farEnd = (connection: StagedServerConnection): void => {
      if (this.welcome === 'hang') return;
      if (this.welcome === 'refuse') return connection.refuse();
      this.#open.add(connection);
      connection.onclose(() => this.#open.delete(connection));
      const say = (type: string, payload: object): void =>
        connection.send(JSON.stringify({ type, payload, timestamp: 0 }));
      connection.onmessage((data) => {
        const { type, id } = JSON.parse(data as string) as { type: string; id: string };
        if (type === 'ping') return say('pong', {});
        const isAsked = type.startsWith('ask');
        const known = this.read.get(type);
        const isRefused = known?.isRefused ?? (isAsked && chance() < REFUSED);
        if (known) known.count++;
        else this.read.set(type, { at: stage.now, isRefused, count: 1 });
        if (!isAsked || this.acks === undefined) return;
        const answer = { id, ...(isRefused && { error: 'no' }) };
        stage.runtime.clock.setTimeout(() => say('ack', answer), this.acks);
      });
      connection.accept();
    };
    stage.websocket('*', farEnd, { latency, jitter });
  }

  drop(): void {
    for (const connection of [...this.#open]) connection.drop();
  }

  stall(): void {
    for (const connection of this.#open) connection.stall();
  }
}
