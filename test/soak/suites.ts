import { channelSuite } from './channel-suite.js';
import { editorSuite } from './editor.js';
import { outboxSuite } from './outbox-suite.js';
import { sharedSuite } from './shared-suite.js';
import { soakSeed, type SoakFailure, type SoakSuite } from './soak.js';
import { transportSuite } from './transport.js';
import { fallback, polling, repeated, sse, websocket } from './transports.js';
import { workerSuite } from './worker-suite.js';

/** Runs one seed of a suite. */
export type Soak = (seed: number, shortens?: boolean) => Promise<SoakFailure | undefined>;

const WIRES = ['yjs', 'channel', 'plain', 'plain-strict'] as const;

/** What is soaked when no suite is named. */
export const ALL: Readonly<Record<string, Soak>> = {
  websocket: soak(transportSuite(websocket)),
  repeated: soak(transportSuite(repeated)),
  sse: soak(transportSuite(sse)),
  polling: soak(transportSuite(polling)),
  fallback: soak(transportSuite(fallback)),
  shared: soak(sharedSuite),
  outbox: soak(outboxSuite),
  channel: soak(channelSuite),
  worker: soak(workerSuite),
  editor: soak(editorSuite(...WIRES)),
};

/** The suites by name: `editor` for every wire, and `editor-<wire>` for one. */
export const SUITES: Readonly<Record<string, Soak>> = {
  ...ALL,
  ...Object.fromEntries(WIRES.map((wire) => [`editor-${wire}`, soak(editorSuite(wire))])),
};

function soak<Script>(suite: SoakSuite<Script>): Soak {
  return (seed, shortens) => soakSeed(suite, seed, shortens);
}
