import { expect, test } from 'vitest';
import { PresenceService } from '../../src/transports/presence-service.js';
import { twoWays } from './fallback-scene.js';

test('behind a source that only listens no beats pile up', async () => {
  const { stage, source } = twoWays({ websocket: false });
  const presence = new PresenceService(source, { runtime: stage.runtime });
  source.retain();
  await stage.advance(200_000);
  expect([source.state, source.connection.unsent]).toEqual(['open', 1]);
  presence.close();
});
