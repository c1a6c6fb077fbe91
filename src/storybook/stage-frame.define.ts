import { StageBarElement } from './stage-bar.js';
import { StageFrameElement } from './stage-frame.js';

if (!customElements.get('stage-bar')) customElements.define('stage-bar', StageBarElement);
if (!customElements.get('stage-frame')) customElements.define('stage-frame', StageFrameElement);
