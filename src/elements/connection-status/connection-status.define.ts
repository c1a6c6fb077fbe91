import '../tally-lamp/tally-lamp.define.js';
import { ConnectionStatusElement } from './connection-status.js';

if (!customElements.get('connection-status')) {
  customElements.define('connection-status', ConnectionStatusElement);
}

// So that the tag has its type wherever it is registered.
export type { ConnectionStatusElement } from './connection-status.js';
