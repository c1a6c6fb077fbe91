import { initialOf } from '../core/initial.js';
import { nameOf, readPresenceSign } from '../core/presence-sign.js';
import { safeColour, type SafeColour } from '../core/safe-colour.js';

/** Somebody else who has the document open, in one tab. Never changed, only replaced. */
export interface Collaborator {
  /** Names the tab: a user with two tabs is here twice. */
  readonly key: string;
  readonly userId: string;
  /** Plain text of at most 80 characters; empty if there is nothing to be seen. */
  readonly name: string;
  /** The first sign of the name, in upper case. */
  readonly initial: string;
  readonly colour: SafeColour;
  /** Where their selection begins and where their caret is; `undefined` if they told of none. */
  readonly selection: { readonly anchor: number; readonly head: number } | undefined;
  readonly typing: boolean;
}

/** What one tells others of oneself. */
export interface Profile {
  readonly userId: string;
  readonly name?: string | undefined;
  /** Any colour that `safeColour` reads. By default it is made of the id. */
  readonly color?: string | undefined;
}

/** Who somebody is, as far as a wire knows. */
export type Identity = Pick<Collaborator, 'userId' | 'name' | 'initial' | 'colour'>;

/**
 * Reads who somebody is off the wire. Nothing there can break anything or be more than a name.
 *
 * @param fallback The id of who gives none.
 */
export function readIdentity(value: unknown, fallback: string): Identity {
  const fields = typeof value === 'object' && value !== null ? value : {};
  const { id, userId = id } = fields as Record<string, unknown>;
  const sign = readPresenceSign({ ...fields, userId: userId ?? fallback });
  const known = 'userId' in sign ? sign : { userId: fallback, name: undefined, color: undefined };
  const name = known.name ?? (known.userId === fallback ? '' : (nameOf(known.userId) ?? ''));
  return {
    userId: known.userId,
    name,
    initial: initialOf(name),
    colour: safeColour(known.color, known.userId),
  };
}
