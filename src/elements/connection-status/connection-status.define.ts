import '../tally-lamp/tally-lamp.define.js';
import { ConnectionStatusElement } from './connection-status.js';

if (!customElements.get('connection-status')) {
  customElements.define('connection-status', ConnectionStatusElement);
}
