const DEEDS = ['commented on', 'pushed to', 'reviewed', 'closed'] as const;

/** What the contenders read of an activity. They trust it: the element does not. */
export interface ActivityData {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly action: string;
  readonly target: string;
  readonly timestamp: number;
}

/** Makes activity `n`, as servers send them. */
export function benchActivity(n: number, timestamp: number): ActivityData {
  const user = n % 97;
  const action = DEEDS[n % DEEDS.length] as string;
  return {
    ...{ id: `activity-${n}`, userId: `user-${user}`, userName: `User ${user}` },
    ...{ action, target: `Issue ${n}`, timestamp },
  };
}

/** Makes the text frames of `count` activities, numbered from `first`. */
export function activityFrames(first: number, count: number): string[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      ...{ type: 'activity', id: `message-${first + index}`, timestamp: now },
      payload: benchActivity(first + index, now),
    }),
  );
}
