import '../tally-lamp/tally-lamp.define.js';
import { PresenceListElement } from './presence-list.js';

if (!customElements.get('presence-list')) {
  customElements.define('presence-list', PresenceListElement);
}

// So that the tag has its type wherever it is registered.
export type { PresenceListElement } from './presence-list.js';
