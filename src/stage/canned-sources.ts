import { TallyError } from '../core/errors.js';
import type { SourceKind } from './cue-fields.js';
import { Faults } from './faults.js';
import { seededRandom } from './random.js';
import type { Action, CannedStream, SourceDeclaration, StreamErrorCode } from './stream.js';

/** The sources of canned streams that share a transport. */
export interface CannedSources {
  /** Names and kinds of the sources that cues may act on, the oldest first. */
  readonly kinds: ReadonlyArray<readonly [name: string, kind: SourceKind]>;
  /** Puts a source on stage. Says `false` when it is not of this transport. */
  declare(stream: CannedStream, name: string, declaration: SourceDeclaration): boolean;
  /** Carries out an action on a source that is among `kinds`. */
  act(name: string, action: Action, n: number): void;
}

/**
 * Finds the source that a declaration speaks of, if it is on stage already, and draws the faults
 * that the stream gives it.
 */
export function takePlace<Source extends { readonly url: string; faults: Faults }>(
  stream: CannedStream,
  name: string,
  address: string,
  known: Source | undefined,
  seed: number | string,
): { readonly known: Source | undefined; readonly faults: Faults } {
  if (known && known.url !== address) refuseSecondPlace(stream.name, name, `at ${known.url}`);
  const settings = stream.faults?.[name];
  const faults = new Faults(settings ?? {}, seededRandom(seed, `faults of ${name}`));
  if (known && settings) known.faults = faults;
  return { known, faults };
}

/** Throws because a stream declares a source that is something else already. */
export function refuseSecondPlace(stream: string, name: string, where: string): never {
  throw new TallyError<StreamErrorCode>(
    'stream-invalid',
    `Failed to load stream "${stream}": source "${name}" is on stage already, ` +
      `${where}. Give it another name.`,
  );
}
