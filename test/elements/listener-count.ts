import { onTestFinished } from 'vitest';

/**
 * Counts the listeners on `targets` from now on, as the platform does: the same listener twice is
 * one, a signal or a first call may end it.
 */
export function countListeners(...targets: EventTarget[]): () => number {
  const counts = targets.map(watch);
  return () => counts.reduce((sum, count) => sum + count(), 0);
}

function watch(target: EventTarget): () => number {
  const { addEventListener, removeEventListener } = target;
  const live = new Map<unknown, Set<string>>();
  const forget = (listener: unknown, key: string): void => void live.get(listener)?.delete(key);
  target.addEventListener = (type: string, listener: never, options?: never) => {
    const { capture, signal, once } = settings(options);
    const key = `${type} ${capture}`;
    addEventListener.call(target, type, listener, options);
    if (signal?.aborted) return;
    live.set(listener, (live.get(listener) ?? new Set()).add(key));
    signal?.addEventListener('abort', () => forget(listener, key));
    if (once) addEventListener.call(target, type, () => forget(listener, key), { once: true });
  };
  target.removeEventListener = (type: string, listener: never, options?: never) => {
    removeEventListener.call(target, type, listener, options);
    forget(listener, `${type} ${settings(options).capture}`);
  };
  onTestFinished(() => {
    Reflect.deleteProperty(target, 'addEventListener');
    Reflect.deleteProperty(target, 'removeEventListener');
  });
  return () => [...live.values()].reduce((sum, keys) => sum + keys.size, 0);
}

function settings(options: boolean | AddEventListenerOptions = {}) {
  const {
    capture = false,
    signal,
    once,
  } = typeof options === 'object' ? options : { capture: options };
  return { capture, signal, once };
}
