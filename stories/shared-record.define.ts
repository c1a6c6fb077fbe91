import { SharedRecordElement } from './shared-record.js';

customElements.define('shared-record', SharedRecordElement);
