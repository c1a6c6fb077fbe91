import type { Page, PageSignal, Unsubscribe } from './runtime.js';

/** The moments at which a page may have slept through the death of its connections. */
const WAKE_UPS = ['focus', 'online', 'pageshow', 'resume', 'visibilitychange'] as const;

/** Calls `listener` whenever the page comes back to life: not when it goes. */
export function onWakeUp(page: Page, listener: (signal: PageSignal) => void): Unsubscribe {
  const stops = WAKE_UPS.map((signal) =>
    page.on(signal, () => {
      if (signal !== 'visibilitychange' || !page.hidden) listener(signal);
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
