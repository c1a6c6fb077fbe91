import { PanWebSocketElement } from './pan-websocket.js';

if (!customElements.get('pan-websocket')) {
  customElements.define('pan-websocket', PanWebSocketElement);
}

// So that the tag has its type wherever it is registered.
export type { PanWebSocketElement } from './pan-websocket.js';
