import { ControlRoomElement } from './control-room.js';

customElements.define('control-room', ControlRoomElement);
