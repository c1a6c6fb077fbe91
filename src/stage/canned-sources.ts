import { TallyError } from '../core/errors.js';
import type { SourceKind } from './cue-fields.js';
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

/** Throws because a stream declares a source that is something else already. */
export function refuseSecondPlace(stream: string, name: string, where: string): never {
  throw new TallyError<StreamErrorCode>(
    'stream-invalid',
    `Failed to load stream "${stream}": source "${name}" is on stage already, ` +
      `${where}. Give it another name.`,
  );
}
