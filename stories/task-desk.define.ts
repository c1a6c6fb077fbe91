import { TaskDeskElement } from './task-desk.js';

customElements.define('task-desk', TaskDeskElement);
