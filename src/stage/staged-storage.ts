import type { Runtime } from '../core/runtime.js';

/** Makes a storage that begins empty and ends with its stage. */
export function stagedStorage(): NonNullable<Runtime['storage']> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(String(key)) ?? null,
    setItem: (key, value) => void items.set(String(key), String(value)),
    removeItem: (key) => void items.delete(String(key)),
  };
}
