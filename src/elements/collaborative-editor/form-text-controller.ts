import type { LitElement, ReactiveController } from 'lit';
import type { Surface } from './surface.js';

/** A form-associated element around one text field. */
export type FormTextHost = LitElement & {
  label: string;
  required: boolean;
  disabled: boolean;
};

/** What a form may complain about, in words. */
export interface FormTextWords {
  readonly label: string;
  readonly required: string;
  /** What is too long about the text; empty if nothing is. */
  readonly excess: string;
}

/** Makes an element with a text field a field of its form. */
export class FormTextController implements ReactiveController {
  readonly internals: ElementInternals;
  readonly #host: FormTextHost;
  readonly #surface: () => Surface;
  readonly #words: () => FormTextWords;
  #isSwitchedOff = false;
  #isEdited = false;
  #value: string | undefined;

  constructor(host: FormTextHost, surface: () => Surface, words: () => FormTextWords) {
    this.#host = host;
    this.#surface = surface;
    this.#words = words;
    this.internals = host.attachInternals();
    // What a label in the page does is a click on the host.
    host.addEventListener('click', (event) => {
      if (event.composedPath()[0] === host) surface().field.focus();
    });
    host.addController(this);
  }

  /** Whether the host, a fieldset or the form has switched it off. */
  get isOff(): boolean {
    return this.#host.disabled || this.#isSwitchedOff;
  }

  /** Notes that the form or a fieldset has switched the host off or on. */
  switchOff(off: boolean): void {
    this.#isSwitchedOff = off;
    this.#host.requestUpdate();
  }

  /** What the field is called: by the host, by a label in the page, or by default. */
  get label(): string {
    const labels = [...this.internals.labels].map(({ textContent }) => textContent?.trim());
    return this.#host.label || labels.join(' ') || this.#words().label;
  }

  /** Brings the form and the validity up to date. */
  sync(): void {
    const { internals } = this;
    const { value, field } = this.#surface();
    const words = this.#words();
    if (this.#value !== value) internals.setFormValue((this.#value = value));
    const anchor = field.isConnected ? field : undefined;
    if (words.excess) internals.setValidity({ tooLong: true }, words.excess, anchor);
    else if (this.#host.required && value === '') {
      internals.setValidity({ valueMissing: true }, words.required, anchor);
    } else internals.setValidity({});
  }

  hostUpdate(): void {
    this.sync();
  }

  /** Notes that the reader has changed the text. */
  noteInput(): void {
    this.#isEdited = true;
  }

  /** Notes that the focus has left. A field's own `change` forgets what others wrote over. */
  noteBlur(): void {
    if (!this.#isEdited) return;
    this.#isEdited = false;
    this.#host.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
