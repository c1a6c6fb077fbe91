/** The words of a connection badge. */
export interface ConnectionStatusStrings {
  readonly connected: string;
  readonly disconnected: string;
  readonly connecting: string;
  readonly reconnecting: (attempt: number, maxAttempts: number) => string;
  readonly reconnectingIn: (seconds: number, attempt: number, maxAttempts: number) => string;
  readonly failed: string;
  readonly retry: string;
  readonly unsent: (count: number) => string;
}

export const connectionStatusStrings: ConnectionStatusStrings = {
  connected: 'Connected',
  disconnected: 'Disconnected',
  connecting: 'Connecting…',
  reconnecting: (attempt, maxAttempts) => `Reconnecting… (${ofAttempts(attempt, maxAttempts)})`,
  reconnectingIn: (seconds, attempt, maxAttempts) =>
    `Reconnecting in ${seconds} s (${ofAttempts(attempt, maxAttempts)})`,
  failed: 'Connection failed',
  retry: 'Retry',
  unsent: (count) => `${count} unsent`,
};

function ofAttempts(attempt: number, maxAttempts: number): string {
  return maxAttempts === Infinity ? `attempt ${attempt}` : `attempt ${attempt} of ${maxAttempts}`;
}
