import '../tally-lamp/tally-lamp.define.js';
import { OptimisticListElement } from './optimistic-list.js';

if (!customElements.get('optimistic-list')) {
  customElements.define('optimistic-list', OptimisticListElement);
}

// So that the tag has its type wherever it is registered.
export type { OptimisticListElement } from './optimistic-list.js';
