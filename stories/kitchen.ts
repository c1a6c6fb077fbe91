import type { Stage } from '../src/stage.js';
import type { StagedServerConnection } from '../src/stage/staged-server-connection.js';
import type { StageProgram } from '../src/storybook/scene.js';

/** A server that takes each order once, by its id, and acknowledges it: for stories only. */
export interface Kitchen {
  /** What was ordered, in order. */
  readonly dishes: readonly string[];
}

const kitchens = new WeakMap<Stage, Kitchen>();

/** Where the kitchen is reached. */
export const KITCHEN = 'wss://stage.test/kitchen';

/** Puts a kitchen on a stage that nobody reaches from one moment to another, in ms. */
export function kitchen(lostAt: number, backAt: number): StageProgram {
  return (stage) => {
    const dishes: string[] = [];
    const known = new Set<string>();
    const connections = new Set<StagedServerConnection>();
    kitchens.set(stage, { dishes });
    stage.websocket(KITCHEN, (server) => {
      if (stage.now >= lostAt && stage.now < backAt) return server.refuse();
      connections.add(server);
      server.onmessage((data) => {
        const { type, payload, id } = JSON.parse(data as string) as {
          type: string;
          payload: { dish: string };
          id: string;
        };
        const isOrder = type === 'order';
        if (isOrder && !known.has(id)) dishes.push(payload.dish);
        known.add(id);
        const [answer, about] = isOrder ? ['ack', { id }] : ['pong', {}];
        server.send(JSON.stringify({ type: answer, payload: about, timestamp: stage.now }));
      });
      server.accept();
    });
    stage.runtime.clock.setTimeout(() => {
      for (const server of connections) server.drop();
    }, lostAt);
  };
}

/** Finds a stage's kitchen. */
export function kitchenOf(stage: Stage | undefined): Kitchen | undefined {
  return stage && kitchens.get(stage);
}
