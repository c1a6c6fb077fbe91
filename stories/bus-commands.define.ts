import { BusCommandsElement } from './bus-commands.js';

customElements.define('bus-commands', BusCommandsElement);
