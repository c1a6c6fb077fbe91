// What applications download.
import { gzipSize } from './bundle.mjs';

const SRC = '../../src';

/** @returns {Promise<import('./report.mjs').Section[]>} */
export async function measureSize() {
  return [
    {
      title: 'size, bundled and minified by esbuild, gzip -9',
      rows: [
        await size(
          'WebSocketClient alone',
          `export { WebSocketClient } from '${SRC}/transports/websocket-client.js'`,
          4000,
        ),
        await size(
          'SSEClient alone, parser included',
          `export { SSEClient } from '${SRC}/transports/sse-client.js'`,
          4000,
        ),
        await size(
          'PollingClient alone',
          `export { PollingClient } from '${SRC}/transports/polling-client.js'`,
        ),
        await size(
          'TabSyncService alone',
          `export { TabSyncService } from '${SRC}/transports/tab-sync.js'`,
          1500,
        ),
        await size(
          'WorkerManager alone',
          `export { WorkerManager } from '${SRC}/transports/worker-manager.js'`,
          2500,
        ),
        await size('partysocket', `export { default } from 'partysocket/ws'`),
        await size('reconnecting-websocket', `export { default } from 'reconnecting-websocket'`),
        await size(
          'notification-feed with lit',
          `import '${SRC}/elements/notification-feed/notification-feed.define.js'`,
          14_000,
        ),
        await size(
          'connection-status with lit',
          `import '${SRC}/elements/connection-status/connection-status.define.js'`,
        ),
        await size(
          'presence-list with lit',
          `import '${SRC}/elements/presence-list/presence-list.define.js'`,
        ),
        await size(
          'throttled-input with lit',
          `import '${SRC}/elements/throttled-input/throttled-input.define.js'`,
        ),
        await size(
          'pan-websocket with lit',
          `import '${SRC}/elements/pan-websocket/pan-websocket.define.js'`,
        ),
        await size('pan-sse with lit', `import '${SRC}/elements/pan-sse/pan-sse.define.js'`),
        await size('every element with lit', `import '${SRC}/define.js'`, 40_000),
      ],
    },
  ];
}

/**
 * @param {string} figure
 * @param {string} line
 * @param {number} [most]
 * @returns {Promise<import('./report.mjs').Row>}
 */
async function size(figure, line, most) {
  const value = await gzipSize(line);
  return { figure, value, unit: 'bytes', ...(most === undefined ? {} : { most }) };
}
