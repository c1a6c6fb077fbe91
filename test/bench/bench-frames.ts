const TYPES = ['info', 'success', 'warning', 'error'] as const;
const TITLES = ['Build finished', 'Deploy started', 'Disk almost full', 'Payment refused'] as const;

/** Makes the text frame of notification `n`: 250 characters or so, as servers send them. */
export function notificationFrame(n: number, now: number): string {
  const index = n % TYPES.length;
  return JSON.stringify({
    type: 'notification',
    id: `message-${n}`,
    timestamp: now,
    payload: {
      id: `notification-${n}`,
      type: TYPES[index],
      title: `${TITLES[index]} on node ${n % 97}`,
      message: `Step ${n} took ${(n * 37) % 1000} ms and left ${(n * 11) % 64} jobs waiting.`,
      timestamp: now,
    },
  });
}

/** Makes `count` frames, numbered from `first`. */
export function notificationFrames(first: number, count: number): string[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => notificationFrame(first + index, now));
}
