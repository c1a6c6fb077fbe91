import { afterAll, beforeAll, vi } from 'vitest';

/**
 * Silences what probes throw in listeners on purpose, in all tests of a file.
 *
 * The browser reports it to the window, and Vitest, as soon as a test listens itself, only to the
 * console.
 */
export function ignorePlannedErrors(): void {
  const planned = (error: unknown): boolean => String(error).includes('planned');
  const onError = (event: ErrorEvent): void => {
    if (!planned(event.message)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  let restore = (): void => undefined;

  beforeAll(() => {
    const { error } = console;
    const muted = vi.spyOn(console, 'error').mockImplementation((...data: unknown[]) => {
      if (!data.some(planned)) error(...data);
    });
    window.addEventListener('error', onError, { capture: true });
    restore = () => muted.mockRestore();
  });

  afterAll(() => {
    window.removeEventListener('error', onError, { capture: true });
    restore();
  });
}
