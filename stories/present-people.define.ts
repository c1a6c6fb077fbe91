import { PresentPeopleElement } from './present-people.js';

customElements.define('present-people', PresentPeopleElement);
