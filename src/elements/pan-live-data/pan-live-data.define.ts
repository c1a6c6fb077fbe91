import '../tally-lamp/tally-lamp.define.js';
import { PanLiveDataElement } from './pan-live-data.js';

if (!customElements.get('pan-live-data')) {
  customElements.define('pan-live-data', PanLiveDataElement);
}

// So that the tag has its type wherever it is registered.
export type { PanLiveDataElement } from './pan-live-data.js';
