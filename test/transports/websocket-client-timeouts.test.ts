import { expect, test } from 'vitest';
import { every, outcome, scene } from './websocket-scene.js';

test.each([0, -1, NaN, Infinity])(
  'with a connection timeout of %d an attempt takes as long as it takes',
  async (connectionTimeout) => {
    const scenery = scene({ connectionTimeout });
    const { stage, client, server, told } = scenery;
    scenery.answer = 'hang';
    const opened = outcome(client.connect());
    await stage.advance(600_000);
    expect([opened.now, told, stage.pending.timers]).toEqual([
      'pending',
      ['connecting@0'],
      connectionTimeout === Infinity ? 1 : 0,
    ]);
    server().accept();
    await stage.advance(0);
    expect(opened.now).toBe('resolved');
  },
);

test.each([0, -1, NaN])(
  'with a heartbeat timeout of %d a server may stay silent for the interval',
  async (heartbeatTimeout) => {
    const scenery = scene({ heartbeatTimeout, reconnectDelay: every(1000) });
    const { stage, client, pings } = scenery;
    await Promise.all([client.connect(), stage.advance(30_000)]);
    scenery.pongs = false;
    await stage.advance(59_999);
    expect([client.state, pings]).toEqual(['open', [30_000, 60_000]]);
    await stage.advance(1);
    expect(client.state).toBe('waiting');
  },
);
