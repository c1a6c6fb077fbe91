import { BusMonitorElement } from './bus-monitor.js';

customElements.define('bus-monitor', BusMonitorElement);
