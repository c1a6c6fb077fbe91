import { TallyLampElement } from './tally-lamp.js';

if (!customElements.get('tally-lamp')) customElements.define('tally-lamp', TallyLampElement);

// So that the tag has its type wherever it is registered.
export type { TallyLampElement } from './tally-lamp.js';
