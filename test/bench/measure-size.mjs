// What applications download.
import { gzipSize } from './bundle.mjs';

const SRC = '../../src';
const ELEMENTS = [
  'activity-feed',
  'connection-status',
  'notification-feed',
  'optimistic-list',
  'pan-live-data',
  'pan-sse',
  'pan-websocket',
  'presence-list',
  'throttled-input',
];
/** How much an element may add to lit, in bytes. */
const MOST = 8000;

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
        ...(await elementSizes()),
        await size('every element with lit', `import '${SRC}/define.js'`, 40_000),
      ],
    },
  ];
}

/** @returns {Promise<import('./report.mjs').Row[]>} */
async function elementSizes() {
  const lit = await gzipSize(`export * from 'lit'; export * from '@lit/context'`);
  /** @type {import('./report.mjs').Row[]} */
  const rows = [{ figure: 'lit and @lit/context', value: lit, unit: 'bytes' }];
  for (const name of ELEMENTS) {
    const whole = await gzipSize(`import '${SRC}/elements/${name}/${name}.define.js'`);
    rows.push({ figure: `${name} beyond lit`, value: whole - lit, unit: 'bytes', most: MOST });
  }
  return rows;
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
