import type { WireMessage } from '../../src/core/envelope.js';
import {
  type Gap,
  sequencer,
  type SequencerOptions,
  type StreamReset,
} from '../../src/core/sequencer.js';
import { Stage } from '../../src/stage/stage.js';

/** A sequencer with a client around it that writes down what comes out. */
export interface Sequenced {
  readonly stage: Stage;
  /** Turns and deliveries in their order: `1`, `gap 2-3`, `resume 1`, `recovered 2-3`, `reset`. */
  readonly told: string[];
  /** Hands over messages by `seq`. */
  arrive(...seqs: number[]): void;
  take(message: Partial<WireMessage>): void;
  connected(): Promise<void>;
  disconnected(): void;
}

/** Sets up a sequencer that is connected. */
export async function sequenced(options: SequencerOptions = {}): Promise<Sequenced> {
  const stage = new Stage();
  const told: string[] = [];
  const handlers = new Map<string, () => void>();
  const client = Object.assign(new EventTarget(), {
    on: (type: string, handler: unknown) => {
      handlers.set(type, handler as () => void);
      return () => {};
    },
    send: (type: string, payload?: unknown) =>
      told.push(`${type} ${(payload as { after: number }).after}`),
  });
  const range = ({ from, to }: Gap): string => `${from}-${to}`;
  for (const type of ['gap', 'recovered']) {
    client.addEventListener(type, (event) => told.push(`${type} ${range(event as Event & Gap)}`));
  }
  client.addEventListener('reset', (event) => {
    const { reason, gap } = event as Event & StreamReset;
    told.push(`reset ${gap ? range(gap) : reason}`);
  });
  const take = sequencer(options)(client, stage.runtime.clock, ({ seq, type }) =>
    told.push(String(seq ?? type)),
  );
  const result: Sequenced = {
    stage,
    told,
    arrive: (...seqs) => {
      for (const seq of seqs) result.take({ seq });
    },
    take: (message) =>
      take({ type: 'note', payload: {}, timestamp: 0, id: `m${message.seq}`, ...message }),
    async connected() {
      handlers.get('connected')?.();
      await stage.advance(0);
    },
    disconnected: () => handlers.get('disconnected')?.(),
  };
  await result.connected();
  return result;
}
