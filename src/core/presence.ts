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
  /** What they are called, if one of their sessions has said so; the newest decides. */
  readonly name?: string | undefined;
  /** Their colour, exactly as it came off the wire: to be parsed, never to be pasted. */
  readonly color?: string | undefined;
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
  /** Whether it has said goodbye, and stays for the time of grace only. */
  readonly leaving?: boolean;
  readonly name?: string | undefined;
  readonly color?: string | undefined;
}

/** The sessions of one user, by their ids. Never changed, only replaced. */
export type Sessions = ReadonlyMap<string, Session>;

/** How many users are known at most unless the limits say otherwise. */
export const MAX_USERS = 10_000;

/** Who is present. Never changed, only replaced; users keep the order in which they came. */
export type Presence = ReadonlyMap<string, Sessions>;

export const nobody: Presence = new Map();

/** Notes a sign of life of one session of a user. */
export function seen(
  presence: Presence,
  sign: PresenceSign,
  now: number,
  limits: PresenceLimits = {},
): Presence {
  const known = presence.get(sign.userId);
  if (!known && presence.size >= (limits.maxUsers ?? MAX_USERS)) return presence;
  return new Map(presence).set(sign.userId, seenAmong(known, sign, now, limits));
}

/** Notes a sign of life of one session among those of its user. */
export function seenAmong(
  known: Sessions | undefined,
  { session = '', status = 'online', name, color }: Omit<PresenceSign, 'userId'>,
  now: number,
  { ttl = 75_000, maxSessions = 20 }: PresenceLimits = {},
): Sessions {
  const sessions = new Map(known);
  if (!sessions.has(session) && sessions.size >= maxSessions) sessions.delete(firstToEnd(sessions));
  // A beat need not say again who it is from.
  const before = sessions.get(session);
  const named = { name: name ?? before?.name, color: color ?? before?.color };
  return sessions.set(session, { ...named, status, lastSeen: now, endsAt: now + ttl });
}

/** What a sign of life says. */
export interface PresenceSign {
  readonly userId: string;
  /** Which of the user's tabs or devices; absent where the server tells of users only. */
  readonly session?: string | undefined;
  readonly status?: PresenceStatus | undefined;
  readonly name?: string | undefined;
  readonly color?: string | undefined;
}

/** Notes that a session has gone, or without one all of them. They stay for the time of grace. */
export function gone(
  presence: Presence,
  { userId, session }: Pick<PresenceSign, 'userId' | 'session'>,
  now: number,
  limits: PresenceLimits = {},
): Presence {
  const known = presence.get(userId);
  if (!known) return presence;
  return new Map(presence).set(userId, goneFrom(known, session, now, limits));
}

/** Notes that a session of a user has gone, or without one all of them. */
export function goneFrom(
  known: Sessions,
  session: string | undefined,
  now: number,
  { grace = 5000 }: PresenceLimits = {},
): Sessions {
  const sessions = new Map(known);
  for (const [id, one] of known) {
    const endsAt = Math.min(one.endsAt, now + grace);
    if (session === undefined || session === id) {
      sessions.set(id, { ...one, endsAt, leaving: true });
    }
  }
  return sessions;
}

/** Forgets everybody whose time is over. */
export function expire(presence: Presence, now: number): Presence {
  if (nextExpiry(presence) > now) return presence;
  const left = new Map<string, Sessions>();
  for (const [userId, sessions] of presence) {
    const live = liveAmong(sessions, now);
    if (live.size > 0) left.set(userId, live);
  }
  return left;
}

/** Leaves out the sessions whose time is over. */
export function liveAmong(sessions: Sessions, now: number): Sessions {
  const all = [...sessions];
  const live = all.filter(([, { endsAt }]) => endsAt > now);
  return live.length === all.length ? sessions : new Map(live);
}

/** Gives everybody who has not left time anew, because for a while nobody could be heard. */
export function renew(
  presence: Presence,
  now: number,
  { ttl = 75_000 }: PresenceLimits = {},
): Presence {
  const renewed = (sessions: Sessions): Sessions =>
    new Map(
      [...sessions].map(([id, one]) => [id, one.leaving ? one : { ...one, endsAt: now + ttl }]),
    );
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

/**
 * Tells what is different: nothing of who came and went in between.
 *
 * @param users Who may be different: by default everybody.
 */
export function comparePresence(
  before: Presence,
  after: Presence,
  users: Iterable<string> = new Set([...before.keys(), ...after.keys()]),
): PresenceChanges {
  const changes = { joined: [], left: [], changed: [] } as Record<string, PresentUser[]>;
  for (const userId of users) {
    const [known, sessions] = [before.get(userId), after.get(userId)];
    if (known === sessions) continue;
    const old = known && describe(userId, known);
    const user = sessions && describe(userId, sessions);
    if (!user) changes['left']!.push(old!);
    else if (!old) changes['joined']!.push(user);
    else if (!isSameUser(old, user)) changes['changed']!.push(user);
  }
  return changes as unknown as PresenceChanges;
}

function describe(userId: string, sessions: Sessions): PresentUser {
  const all = [...sessions.values()].sort((a, b) => b.lastSeen - a.lastSeen);
  return {
    userId,
    status: all.some(({ status }) => status === 'online') ? 'online' : 'away',
    lastSeen: all[0]!.lastSeen,
    sessions: all.length,
    name: all.find(({ name }) => name !== undefined)?.name,
    color: all.find(({ color }) => color !== undefined)?.color,
  };
}

function isSameUser(a: PresentUser, b: PresentUser): boolean {
  const keys = ['status', 'sessions', 'name', 'color'] as const;
  return keys.every((key) => a[key] === b[key]);
}

function firstToEnd(sessions: Sessions): string {
  return [...sessions].reduce((a, b) => (b[1].endsAt < a[1].endsAt ? b : a))[0];
}
