import { initialOf } from './initial.js';
import { safeColour, type SafeColour } from './safe-colour.js';

/** What stands for somebody's picture. */
export interface Face {
  /** The first sign of the name, in upper case. */
  readonly initial: string;
  readonly colour: SafeColour;
}

/** What stands before a name without being part of it. */
const NOT_INITIAL = /^[^\p{L}\p{N}\p{S}]+/u;

/**
 * Makes the face of a user, who has the same one wherever they are shown.
 *
 * @param locale Whose upper case counts.
 */
export function faceOf(userId: string, name: string, color?: unknown, locale?: string): Face {
  return {
    initial: initialOf(name.replace(NOT_INITIAL, ''), locale),
    colour: safeColour(color, userId),
  };
}
