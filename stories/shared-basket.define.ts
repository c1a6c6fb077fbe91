import { SharedBasketElement } from './shared-basket.js';

customElements.define('shared-basket', SharedBasketElement);
