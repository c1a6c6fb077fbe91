import { type AnyClient, Reporter } from './reporter.js';
import type { Level, SourceName, World } from './world.js';

/** What a scene has to act with. */
export interface Cast<Client extends AnyClient> {
  readonly client: Client;
  readonly reporter: Reporter;
  readonly world: World;
}

/** A level at which something of a scene is not the same, for a reason that is no mistake of ours. */
export interface Deviation {
  readonly why: string;
  /** Makes what is reported there of what is reported on the stage. */
  instead(staged: Report): Report;
}

/** What clients reported in a scene, and what the server noticed. */
export interface Report {
  readonly client: readonly string[];
  readonly server: readonly string[];
}

/** Something that happens to a client, at any level. */
export interface Scene<Client extends AnyClient = AnyClient> {
  readonly name: string;
  /** Makes the client that the scene is about. */
  make(this: void, world: World): Client;
  run(this: void, cast: Cast<Client>): Promise<void>;
  /** How many times as fast canned streams are played in real time. Default 1. */
  readonly speed?: number;
  readonly deviates?: Partial<Readonly<Record<Level, Deviation>>>;
}

/** The scenes of one kind of client. */
export interface Program<Client extends AnyClient> {
  readonly scenes: readonly Scene<Client>[];
  /** What the clients connect to. */
  readonly sources: readonly SourceName[];
  /** Whether what servers noticed is compared as well. Default true. */
  readonly comparesServers?: boolean;
  /** Puts a report into the form that all levels share. */
  readonly comparable?: (lines: readonly string[]) => string[];
}

/** Plays a scene and ends its world. */
export async function playScene<Client extends AnyClient>(
  scene: Scene<Client>,
  world: World,
): Promise<Report> {
  const client = scene.make(world);
  const reporter = new Reporter(world);
  try {
    reporter.follow(client);
    await scene.run({ client, reporter, world });
    // Whatever is too much has come by the time the server has told what it noticed.
    const server = await reporter.noticed();
    client.disconnect();
    await Promise.resolve();
    if (world.errors.length > 0) throw new AggregateError(world.errors, 'Nobody caught an error.');
    return { client: reporter.lines, server };
  } finally {
    client.disconnect();
    await world.end();
  }
}

/** Connects and waits until that is done. */
export async function connected({ client, reporter }: Cast<AnyClient>): Promise<void> {
  reporter.followConnect(client.connect());
  await reporter.until('connect resolved');
}

/**
 * Retries after these delays in ms, the last one again and again. A long one gives the scene the
 * time to change the world before the client looks again.
 */
export function retryAfter(...delays: readonly number[]): (attempt: number) => number {
  return (attempt) => delays[attempt - 1] ?? delays.at(-1) ?? 0;
}

/** A first retry that comes soon, and a second one that leaves time. */
export const SOON = 30;
export const LATER = 500;

/** Makes tokens that are never the same, with letters that an address has to quote. */
export function countingTokens(): () => string {
  let count = 0;
  return () => `token ${++count}/ä&?`;
}

/** Notes whether what happens takes at least `ms`. */
export async function noteWait(
  { reporter, world }: Cast<AnyClient>,
  ms: number,
  happening: () => Promise<void>,
): Promise<void> {
  const { clock } = world.runtime;
  const start = clock.monotonic();
  await happening();
  const took = clock.monotonic() - start;
  reporter.note(took < ms ? `came after ${took} ms instead of ${ms}` : 'came as late as asked');
}
