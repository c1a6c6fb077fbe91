import type { ThrottledInputElement } from '../src/elements/throttled-input/throttled-input.js';
import { need } from './scene-parts.js';

/** Finds the story's input. */
export function inputIn(canvas: HTMLElement): ThrottledInputElement {
  const input = canvas.querySelector('throttled-input');
  if (!input) throw new Error('The story shows no <throttled-input>.');
  return input;
}

/** Finds the input inside the element. */
export function innerInput(element: ThrottledInputElement): HTMLInputElement {
  return need(element, 'input') as HTMLInputElement;
}

/** Adds to the value what somebody types, sign by sign. */
export function type(element: ThrottledInputElement, text: string): void {
  for (const sign of text) write(element, element.value + sign);
}

/** Makes something else of the value, as one keystroke. */
export function write(element: ThrottledInputElement, value: string, isComposing = false): void {
  const input = innerInput(element);
  input.value = value;
  const bubbles = { bubbles: true, composed: true };
  input.dispatchEvent(new InputEvent('input', { ...bubbles, isComposing }));
}

/** Lets an input method begin, or end with what it has made of the value. */
export function compose(element: ThrottledInputElement, phase: 'start' | 'end'): void {
  const event = new CompositionEvent(`composition${phase}`, { bubbles: true, composed: true });
  innerInput(element).dispatchEvent(event);
}
