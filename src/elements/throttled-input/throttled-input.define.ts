import '../tally-lamp/tally-lamp.define.js';
import { ThrottledInputElement } from './throttled-input.js';

if (!customElements.get('throttled-input')) {
  customElements.define('throttled-input', ThrottledInputElement);
}

// So that the tag has its type wherever it is registered.
export type { ThrottledInputElement } from './throttled-input.js';
