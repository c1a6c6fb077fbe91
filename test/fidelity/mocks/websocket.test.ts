import { lookAt } from '../compare.js';
import { ignorePlannedErrors } from '../planned-errors.js';
import { knownDifferences } from '../websocket/known-differences.js';
import { websocketProbes } from '../websocket/websocket-probes.js';
import { mockSocket } from './mock-socket.js';
import { mswWebSocket } from './msw-websocket.js';
import { useMsw } from './msw-worker.js';

ignorePlannedErrors();
useMsw();

const probes = [...websocketProbes, ...knownDifferences.map(({ probe }) => probe)];
lookAt('WebSocket', probes, [mockSocket, mswWebSocket]);
