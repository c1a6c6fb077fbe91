import { PanSSEElement } from './pan-sse.js';

if (!customElements.get('pan-sse')) customElements.define('pan-sse', PanSSEElement);

// So that the tag has its type wherever it is registered.
export type { PanSSEElement } from './pan-sse.js';
