import { KitchenBoardElement } from './kitchen-board.js';

customElements.define('kitchen-board', KitchenBoardElement);
