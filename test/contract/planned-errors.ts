import { vi } from 'vitest';

/**
 * Silences what probes throw in listeners on purpose.
 *
 * The browser reports it to the window, and Vitest, as soon as the test listens itself, only to the
 * console.
 */
export function ignorePlannedErrors(onEnd: (restore: () => void) => void): void {
  const planned = (error: unknown): boolean => String(error).includes('planned by a probe');
  const onError = (event: ErrorEvent): void => {
    if (planned(event.message)) event.preventDefault();
  };
  const { error } = console;
  const muted = vi.spyOn(console, 'error').mockImplementation((...data: unknown[]) => {
    if (!data.some(planned)) error(...data);
  });
  window.addEventListener('error', onError);
  onEnd(() => {
    window.removeEventListener('error', onError);
    muted.mockRestore();
  });
}
