import '../src/elements/connection-status/connection-status.define.js';
import '../src/elements/pan-websocket/pan-websocket.define.js';
import { OrderDeskElement } from './order-desk.js';
import { OrderPageElement } from './order-page.js';

customElements.define('order-desk', OrderDeskElement);
customElements.define('order-page', OrderPageElement);
