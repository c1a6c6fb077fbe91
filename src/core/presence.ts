/** Whether somebody is looking, or only there. */
export type PresenceStatus = 'online' | 'away';

/** One user, however many tabs and devices they have. */
export interface PresentUser {
  readonly userId: string;
  /** `online` if at least one of their sessions is. */
  readonly status: PresenceStatus;
  /** When they last gave a sign of life, in the ms of the clock that is used. */
  readonly lastSeen: number;
  /** How many tabs and devices they have. */
  readonly sessions: number;
}

/** Who has come, gone, or changed between two readings: everybody once. */
export interface PresenceChanges {
  readonly joined: readonly PresentUser[];
  readonly left: readonly PresentUser[];
  readonly changed: readonly PresentUser[];
}

/** How long people count as present. */
export interface PresenceLimits {
  /**
   * For how many ms a sign of life lasts. Hidden tabs may beat once a minute only, so anything
   * below 60 s makes people flap. Default 75000.
   */
  readonly ttl?: number | undefined;
  /** For how many ms somebody who has left stays, because a reload is no leave. Default 5000. */
  readonly grace?: number | undefined;
  /** How many users are known at most; later ones are ignored. Default 10000. */
  readonly maxUsers?: number | undefined;
  /** How many sessions a user has at most; the one that ends first gives way. Default 20. */
  readonly maxSessions?: number | undefined;
}

interface Session {
  readonly status: PresenceStatus;
  readonly lastSeen: number;
  readonly endsAt: number;
}

type Sessions = ReadonlyMap<string, Session>;

/** Who is present. Never changed, only replaced; users keep the order in which they came. */
export type Presence = ReadonlyMap<string, Sessions>;

export const nobody: Presence = new Map();

/** Notes a sign of life of one session of a user. */
export function seen(
  presence: Presence,
  { userId, session = '', status = 'online' }: PresenceSign,
  now: number,
  { ttl = 75_000, maxUsers = 10_000, maxSessions = 20 }: PresenceLimits = {},
): Presence {
  const known = presence.get(userId);
  if (!known && presence.size >= maxUsers) return presence;
  const sessions = new Map(known);
  if (!sessions.has(session) && sessions.size >= maxSessions) sessions.delete(firstToEnd(sessions));
  sessions.set(session, { status, lastSeen: now, endsAt: now + ttl });
  return new Map(presence).set(userId, sessions);
}

/** What a sign of life says. */
export interface PresenceSign {
  readonly userId: string;
  /** Which of the user's tabs or devices; absent where the server tells of users only. */
  readonly session?: string | undefined;
  readonly status?: PresenceStatus | undefined;
}

/** Notes that a session has gone, or without one all of them. They stay for the time of grace. */
export function gone(
  presence: Presence,
  { userId, session }: Omit<PresenceSign, 'status'>,
  now: number,
  { grace = 5000 }: PresenceLimits = {},
): Presence {
  const known = presence.get(userId);
  if (!known) return presence;
  const sessions = new Map(known);
  for (const [id, one] of known) {
    const endsAt = Math.min(one.endsAt, now + grace);
    if (session === undefined || session === id) sessions.set(id, { ...one, endsAt });
  }
  return new Map(presence).set(userId, sessions);
}

/** Forgets everybody whose time is over. */
export function expire(presence: Presence, now: number): Presence {
  if (nextExpiry(presence) > now) return presence;
  const left = new Map<string, Sessions>();
  for (const [userId, sessions] of presence) {
    const live = new Map([...sessions].filter(([, { endsAt }]) => endsAt > now));
    if (live.size > 0) left.set(userId, live);
  }
  return left;
}

/** Gives everybody time anew, because for a while nobody could be heard. */
export function renew(
  presence: Presence,
  now: number,
  { ttl = 75_000 }: PresenceLimits = {},
): Presence {
  const renewed = (sessions: Sessions): Sessions =>
    new Map([...sessions].map(([id, one]) => [id, { ...one, endsAt: now + ttl }]));
  return new Map([...presence].map(([userId, sessions]) => [userId, renewed(sessions)]));
}

/** Tells when somebody's time is over next; `Infinity` for nobody. */
export function nextExpiry(presence: Presence): number {
  let next = Infinity;
  for (const sessions of presence.values()) {
    for (const { endsAt } of sessions.values()) next = Math.min(next, endsAt);
  }
  return next;
}

/** Lists who is present, in the order in which they came. */
export function presentUsers(presence: Presence): PresentUser[] {
  return [...presence].map(([userId, sessions]) => describe(userId, sessions));
}

/** Tells what is different: nothing of who came and went in between. */
export function comparePresence(before: Presence, after: Presence): PresenceChanges {
  const added = presentUsers(after).filter(({ userId }) => !before.has(userId));
  const left = presentUsers(before).filter(({ userId }) => !after.has(userId));
  const changed = presentUsers(after).filter(({ userId, status }) => {
    const known = before.get(userId);
    return known && describe(userId, known).status !== status;
  });
  return { joined: added, left, changed };
}

function describe(userId: string, sessions: Sessions): PresentUser {
  const all = [...sessions.values()];
  return {
    userId,
    status: all.some(({ status }) => status === 'online') ? 'online' : 'away',
    lastSeen: Math.max(...all.map(({ lastSeen }) => lastSeen)),
    sessions: all.length,
  };
}

function firstToEnd(sessions: Sessions): string {
  return [...sessions].reduce((a, b) => (b[1].endsAt < a[1].endsAt ? b : a))[0];
}
