import type { LitElement, ReactiveController } from 'lit';

/** A form-associated element around one text area. */
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

/** Makes an element with a text area a field of its form. */
export class FormTextController implements ReactiveController {
  readonly internals: ElementInternals;
  readonly #host: FormTextHost;
  readonly #area: HTMLTextAreaElement;
  readonly #words: () => FormTextWords;
  #isSwitchedOff = false;
  #isEdited = false;
  #value: string | undefined;

  constructor(host: FormTextHost, area: HTMLTextAreaElement, words: () => FormTextWords) {
    this.#host = host;
    this.#area = area;
    this.#words = words;
    this.internals = host.attachInternals();
    area.addEventListener('input', () => (this.#isEdited = true));
    area.addEventListener('blur', () => this.#onBlur());
    // What a label in the page does is a click on the host.
    host.addEventListener('click', (event) => {
      if (event.composedPath()[0] === host) area.focus();
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

  /** Brings the form and the validity up to date. */
  sync(): void {
    const { internals } = this;
    const { value } = this.#area;
    const words = this.#words();
    // Without any text the placeholder goes the way of the page.
    const dir = value ? 'auto' : '';
    if (this.#area.dir !== dir) this.#area.dir = dir;
    if (this.#value !== value) internals.setFormValue((this.#value = value));
    const anchor = this.#host.hasUpdated ? this.#area : undefined;
    if (words.excess) internals.setValidity({ tooLong: true }, words.excess, anchor);
    else if (this.#host.required && value === '') {
      internals.setValidity({ valueMissing: true }, words.required, anchor);
    } else internals.setValidity({});
  }

  hostUpdate(): void {
    const area = this.#area;
    const words = this.#words();
    const labels = [...this.internals.labels].map(({ textContent }) => textContent?.trim());
    const label = this.#host.label || labels.join(' ') || words.label;
    if (area.ariaLabel !== label) area.ariaLabel = label;
    area.disabled = this.isOff;
    area.required = this.#host.required;
    area.ariaInvalid = String(words.excess !== '');
    this.sync();
  }

  /** The area's own `change` is not to be trusted: what others write makes it forget. */
  #onBlur(): void {
    if (!this.#isEdited) return;
    this.#isEdited = false;
    this.#host.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
