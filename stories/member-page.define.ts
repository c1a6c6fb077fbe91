import { MemberPageElement } from './member-page.js';

customElements.define('member-page', MemberPageElement);
