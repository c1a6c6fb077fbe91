import { StageTabElement } from './stage-tab.js';

if (!customElements.get('stage-tab')) customElements.define('stage-tab', StageTabElement);
