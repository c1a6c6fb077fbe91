import { TallyLampElement } from './tally-lamp.js';

if (!customElements.get('tally-lamp')) customElements.define('tally-lamp', TallyLampElement);
