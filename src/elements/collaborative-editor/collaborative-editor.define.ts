import '../tally-lamp/tally-lamp.define.js';
import { CollaborativeEditorElement } from './collaborative-editor.js';

if (!customElements.get('collaborative-editor')) {
  customElements.define('collaborative-editor', CollaborativeEditorElement);
}

// So that the tag has its type wherever it is registered. No other door leads to this element,
// because it needs Yjs.
export type { CollaborativeEditorElement } from './collaborative-editor.js';
export type {
  DocumentChangeEvent,
  DocumentInvalidEvent,
  DocumentStatusEvent,
} from './collaborative-editor.events.js';
export type { CollaborativeEditorStrings } from './collaborative-editor.strings.js';
export type { EditorStatus } from './editor-status.js';
