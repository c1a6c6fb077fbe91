import { decode, encode } from '@msgpack/msgpack';
import type { StagedServerConnection, Stage } from '../../src/stage.js';
import { Faults } from '../../src/stage/faults.js';
import { seededRandom } from '../../src/stage/random.js';
import { createBroker } from './broker.js';
import type { FeedMessage } from './feed.js';
import { tabOf } from './lines.js';
import type { SoakServer } from './soak-server.js';

interface Said {
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly id?: string;
}

/**
 * Lets the feed out by WebSocket: numbers, resumes after the last `seq`, answers pings, and notes
 * what is said to it. It speaks whatever subprotocol is offered first.
 *
 * @param repeats Whether it sends all that it remembers to whoever arrives, instead of waiting to
 * be asked.
 */
export function openSocketDoor(stage: Stage, server: SoakServer, repeats: boolean): void {
  const { feed, lines, script } = server;
  const chance = seededRandom(script.seed, 'broker');

  const welcome = (connection: StagedServerConnection): void => {
    const url = new URL(connection.url);
    const tab = tabOf(connection.url);
    const mode = lines.welcome(tab);
    if (mode === 'hang') return;
    if (mode === 'refuse' || !server.admits(tab, url.searchParams.get('token'))) {
      return connection.refuse();
    }
    connection.accept();
    const isPacked = connection.protocols[0] === 'tallylight.msgpack';
    const say = (message: unknown): void =>
      connection.send(isPacked ? encode(message) : JSON.stringify(message));
    const pass = createBroker<FeedMessage>(new Faults(server.faults, chance), say);
    const forget = lines.add(tab, connection);
    if (repeats) feed.history.forEach(say);
    const unfollow = feed.follow(pass);
    connection.onclose(() => {
      forget();
      unfollow();
    });
    const take = (message: Said): void => {
      const { type, payload, id } = message;
      if (type === 'ping') say({ type: 'pong', payload: {}, timestamp: 0 });
      else if (type === 'batch') (payload as unknown as Said[]).forEach(take);
      else if (type === 'resume') feed.since(Number(payload['after'])).forEach(pass);
      else if (type === 'say') server.hear(tab, id, Number(payload['n']));
      else if (type === 'ask') {
        const answer = server.answer(tab, id!, Number(payload['n']));
        if (answer) say(answer);
      }
    };
    connection.onmessage((data) =>
      take((typeof data === 'string' ? JSON.parse(data) : decode(data)) as Said),
    );
  };
  stage.websocket('*', welcome, { latency: script.latency, jitter: script.jitter });
}
