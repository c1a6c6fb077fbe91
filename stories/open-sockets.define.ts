import { OpenSocketsElement } from './open-sockets.js';

customElements.define('open-sockets', OpenSocketsElement);
