import { afterAll, beforeAll } from 'vitest';
import { openRig, type RigClient } from '../contract/rig-client.js';
import { compare } from './compare.js';
import { ignorePlannedErrors } from './planned-errors.js';
import { knownDifferences } from './websocket/known-differences.js';
import { nativeWebSocket } from './websocket/native-websocket.js';
import { stagedWebSocket } from './websocket/staged-websocket.js';
import { websocketProbes } from './websocket/websocket-probes.js';

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

ignorePlannedErrors();

compare(
  'WebSocket',
  websocketProbes,
  [nativeWebSocket(() => rig), stagedWebSocket],
  knownDifferences,
);
