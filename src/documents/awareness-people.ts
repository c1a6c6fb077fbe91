import type { Unsubscribe } from '../core/runtime.js';
import { readIdentity } from './collaborator.js';
import type { Collaborators } from './collaborators.js';
import type { Awareness, AwarenessChange } from './document-awareness.js';
import { readSelection } from './positions.js';

/** Puts those whom an awareness tells of among the collaborators, until what is returned is called. */
export function followAwareness(awareness: Awareness, people: Collaborators): Unsubscribe {
  const read = (id: number): void => {
    const state = awareness.states.get(id) as Record<string, unknown> | undefined;
    const key = `client ${id}`;
    // Servers and observers have states without a user.
    if (id === awareness.clientID || !state?.['user']) return people.remove(key);
    people.set(key, {
      ...readIdentity(state['user'], key),
      selection: readSelection(state['cursor']),
      typing: state['typing'] === true,
    });
  };
  const onChange = ({ added, updated, removed }: AwarenessChange): void =>
    [...added, ...updated, ...removed].forEach(read);
  awareness.on('change', onChange);
  [...awareness.states.keys()].forEach(read);
  return () => awareness.off('change', onChange);
}
