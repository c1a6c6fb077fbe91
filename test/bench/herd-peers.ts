import type { ReconnectDelay } from '../../src/core/backoff.js';

/** Makes the schedule of one client: some draw once for good. */
export type ClientSchedule = (random: () => number) => ReconnectDelay;

/**
 * How other clients wait before attempt `attempt` (from 1) by default, as their published sources
 * have it: the formulas, in ms, for a server that was connected and then refuses at once.
 */
export const PEERS: Readonly<Record<string, ClientSchedule>> = {
  'partysocket 1.3.0': () => (attempt) => Math.min(3000 * 1.3 ** (attempt - 1), 10_000),
  'reconnecting-websocket 4.4.0': (random) => {
    const first = 1000 + 4000 * random();
    return (attempt) => Math.min(first * 1.3 ** (attempt - 1), 10_000);
  },
  'socket.io-client 4.8.4': () => (attempt, random) => {
    const window = 1000 * 2 ** (attempt - 1);
    const draw = random();
    // One draw gives both how far and, by its first decimal, which way.
    const off = Math.floor(draw * 0.5 * window) * (Math.floor(draw * 10) % 2 ? 1 : -1);
    return Math.min(window + off, 5000);
  },
  'phoenix 1.8.16': () => (attempt) =>
    [10, 50, 100, 150, 200, 250, 500, 1000, 2000][attempt - 1] ?? 5000,
  'centrifuge 5.8.0': () => (attempt, random) => {
    const window = Math.min(20_000, 500 * 2 ** Math.min(attempt - 1, 31));
    return Math.min(20_000, 500 + Math.floor(random() * (window + 1)));
  },
  '@hocuspocus/provider 4.8.0': () => (attempt, random) => {
    // The first try comes after a second, and each failure of it begins the back-off proper.
    const window = Math.min(1000 * 2 ** Math.max(attempt - 2, 0), 30_000);
    return Math.floor(random() * (window - 1000 + 1)) + 1000;
  },
  'y-websocket 3.1.0': () => (attempt) => Math.min(100 * 2 ** attempt, 2500),
  '@liveblocks/core 3.24.2': () => (attempt) =>
    [250, 500, 1000, 2000, 4000, 8000][attempt - 1] ?? 10_000,
  'eventsource 4.1.1': () => () => 3000,
};
