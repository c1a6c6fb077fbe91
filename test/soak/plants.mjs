// Bugs that the soak has to find: each is a change of production code, made while it is bundled.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * @typedef {object} Plant
 * @property {string} file Which file of `src`.
 * @property {string} find What is replaced; has to be there exactly once.
 * @property {string} replace What replaces it.
 * @property {string} suite Which suite finds it.
 * @property {number} seeds Within how many seeds, at most.
 */

/** @type {Record<string, Plant>} */
export const PLANTS = {
  // The watchdog says goodbye in the user's name, and nobody reconnects.
  'public-close': {
    file: 'transports/socket-link.ts',
    find: "lose({ code: 1006, reason: 'Heartbeat timeout' })",
    replace: "lose({ code: 1000, reason: 'Heartbeat timeout' })",
    suite: 'websocket',
    seeds: 20,
  },
  // A timer that was late because the tab was frozen ends the watch: the old socket is believed in.
  'stale-after-freeze': {
    file: 'core/watchdog.ts',
    find: 'if (asked && (spared || !late)) onDead();',
    replace: 'if (late) return;\n      if (asked && (spared || !late)) onDead();',
    suite: 'websocket',
    seeds: 100,
  },
  'small-window': {
    file: 'core/deduper.ts',
    find: 'createDeduper(capacity = 1000)',
    replace: 'createDeduper(capacity = 8)',
    suite: 'repeated',
    seeds: 20,
  },
  // Every change of state listens to the page once more.
  'listener-leak': {
    file: 'transports/connection.ts',
    find: '    stopWakeUps?.();\n',
    replace: '',
    suite: 'websocket',
    seeds: 20,
  },
  // What comes last waits for one that comes after it.
  'lost-trailing-send': {
    file: 'core/memory-outbox.ts',
    find: 'for (const entry of waiting ? [...entries] : []) {',
    replace: 'for (const entry of entries.slice(0, -1)) {',
    suite: 'websocket',
    seeds: 100,
  },
  // A leader that was frozen, and whose lock was stolen meanwhile, believes that it still leads.
  'stale-lock': {
    file: 'transports/leadership.ts',
    find: 'else this.#fence();',
    replace: '',
    suite: 'shared',
    seeds: 60,
  },
  // Whoever finds what another page left sends it, whether that page is gone or not.
  'two-senders': {
    file: 'transports/outbox-journal.ts',
    find: 'if (granted) for (',
    replace: 'for (',
    suite: 'outbox',
    seeds: 60,
  },
  // The last writer wins: a text that comes is taken as it is.
  'last-writer-wins': {
    file: 'documents/plain-merging.ts',
    find: 'let known: Merge | undefined;',
    replace: 'return { changes: diffTexts(mine, update.content), isBehind: false };',
    suite: 'editor-plain',
    seeds: 20,
  },
  // What a batch holds is forgotten at the end.
  'lost-batch': {
    file: 'transports/codecs/batch-codec.ts',
    find: 'add.flush();',
    replace: '',
    suite: 'websocket',
    seeds: 100,
  },
};

/**
 * Bugs that the fuzz has to find: `suite` is its target, `seeds` the frames it may take.
 *
 * @type {Record<string, Plant>}
 */
export const FUZZ_PLANTS = {
  'null-message': {
    file: 'transports/tab-sync.ts',
    find: 'const { type, payload, tabId } = message ?? {};',
    replace: 'const { type, payload, tabId } = message!;',
    suite: 'tabs',
    seeds: 1000,
  },
  // What a codec cannot read is an error that nobody takes.
  'uncaught-frame': {
    file: 'core/codec.ts',
    find: 'value.then(asMessage).catch((cause) => rejected(undecodable(name, cause)))',
    replace: 'value.then(asMessage)',
    suite: 'gzip',
    seeds: 300,
  },
};

/**
 * Makes the bundler plant a bug.
 *
 * @param {string} name
 * @param {Record<string, Plant>} [plants]
 * @returns {import('esbuild').Plugin}
 */
export function plantPlugin(name, plants = { ...PLANTS, ...FUZZ_PLANTS }) {
  const plant = plants[name];
  if (!plant) {
    const names = Object.keys(plants).join(', ');
    throw new Error(`Failed to plant "${name}": there is no such bug. Use one of: ${names}.`);
  }
  const path = resolve('src', plant.file);
  const contents = planted(readFileSync(path, 'utf8'), name, plant);
  return {
    name: `plant ${name}`,
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, (file) =>
        file.path === path ? { contents, loader: 'ts' } : undefined,
      );
    },
  };
}

/**
 * @param {string} text
 * @param {string} name
 * @param {Plant} plant
 */
function planted(text, name, { file, find, replace }) {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(
      `Failed to plant "${name}": src/${file} has ${parts.length - 1} times what it replaces. ` +
        'Change the plant with the code.',
    );
  }
  return parts.join(replace);
}
