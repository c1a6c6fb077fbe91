import { PanBusElement } from './pan-bus.js';

customElements.define('pan-bus', PanBusElement);
