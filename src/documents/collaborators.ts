import type { Text as YText } from 'yjs';
import type { Collaborator, Identity } from './collaborator.js';
import { findSelection, type RelativeSelection } from './positions.js';

/** More at once are not shown: whoever invents people shall not fill the memory. */
const MOST = 1000;

/** What is known of somebody. */
export interface KnownCollaborator extends Identity {
  readonly selection: RelativeSelection | undefined;
  readonly typing: boolean;
}

/** Remembers who else has the document open, whichever wire told of them. */
export class Collaborators {
  readonly #text: YText;
  readonly #onChange: () => void;
  readonly #known = new Map<string, KnownCollaborator>();

  constructor(text: YText, onChange: () => void) {
    this.#text = text;
    this.#onChange = onChange;
  }

  /** Lists everybody in the order in which they came, with where they are now. */
  get list(): readonly Collaborator[] {
    return [...this.#known].map(([key, known]) => ({
      ...known,
      key,
      selection: findSelection(this.#text, known.selection),
    }));
  }

  get keys(): readonly string[] {
    return [...this.#known.keys()];
  }

  get(key: string): KnownCollaborator | undefined {
    return this.#known.get(key);
  }

  set(key: string, known: KnownCollaborator): void {
    if (!this.#known.has(key) && this.#known.size >= MOST) return;
    this.#known.set(key, known);
    this.#onChange();
  }

  remove(key: string): void {
    if (this.#known.delete(key)) this.#onChange();
  }
}
