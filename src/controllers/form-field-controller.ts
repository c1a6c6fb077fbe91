import type { LitElement, ReactiveController } from 'lit';

/** A form-associated element around one input. */
export type FormFieldHost = LitElement & {
  defaultValue: string;
  type: string;
  label: string;
  placeholder: string;
  required: boolean;
  disabled: boolean;
  readOnly: boolean;
};

/** What the host wants to hear about its input. */
export interface FormFieldListener {
  /** Somebody has changed the value, and does not compose it any more. */
  onInput(value: string): void;
  /** Somebody has finished with the value: the focus has left, or Enter was pressed. */
  onCommit(): void;
}

/** Attributes of the host that its input takes over as they are. */
export const PASSED_ON: readonly string[] = [
  'autocomplete',
  'enterkeyhint',
  'inputmode',
  'maxlength',
  'minlength',
  'pattern',
];

/**
 * Makes an element a field of its form: value, constraints and their messages are those of an input
 * in its shadow tree. What an input method still composes counts as value, but is no input yet.
 *
 * The input is made here and not by a template, so that constraints hold before the first picture.
 */
export class FormFieldController implements ReactiveController {
  readonly internals: ElementInternals;
  readonly input: HTMLInputElement;
  readonly #host: FormFieldHost;
  readonly #listener: FormFieldListener;
  /** What was typed or set; `undefined` while the default stands. */
  #value: string | undefined;
  #isComposing = false;
  #isSwitchedOff = false;
  #complains = false;

  constructor(host: FormFieldHost, listener: FormFieldListener) {
    this.#host = host;
    this.#listener = listener;
    this.internals = host.attachInternals();
    const input = (this.input = host.ownerDocument.createElement('input'));
    input.id = 'input';
    input.part.add('input');
    input.addEventListener('input', this.#onInput);
    input.addEventListener('compositionstart', () => (this.#isComposing = true));
    input.addEventListener('compositionend', this.#onCompositionEnd);
    input.addEventListener('change', this.#onChange);
    input.addEventListener('blur', this.#onBlur);
    host.addEventListener('keydown', this.#onKeydown);
    host.addEventListener('invalid', this.#complain);
    host.addController(this);
  }

  get value(): string {
    return this.#value ?? this.#host.defaultValue;
  }

  set value(value: string) {
    this.#value = value;
    this.sync();
  }

  /** What to say is wrong with the value: nothing before somebody could get it right. */
  get complaint(): string {
    return this.#complains ? this.internals.validationMessage : '';
  }

  /** Goes back to the default. Says whether that changes the value. */
  reset(): boolean {
    const before = this.value;
    this.#value = undefined;
    this.#complains = false;
    this.sync();
    return this.value !== before;
  }

  /** Notes that the form or a fieldset has switched the host off or on. */
  switchOff(off: boolean): void {
    this.#isSwitchedOff = off;
    this.sync();
  }

  /** Passes an attribute of the host on to the input. */
  passOn(name: string, text: string | null): void {
    if (text === null) this.input.removeAttribute(name);
    else this.input.setAttribute(name, text);
    this.sync();
  }

  /** Takes what is being composed as it is, because nobody will finish it. */
  endComposition(): void {
    if (this.#isComposing) this.#onCompositionEnd();
  }

  /** Brings the input, the form and the validity up to date. */
  sync(): void {
    this.hostUpdate();
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { input, value } = this;
    const { required, readOnly, placeholder, disabled, hasUpdated } = this.#host;
    const type = this.#host.type === 'search' ? 'search' : 'text';
    if (input.type !== type) input.type = type;
    // What is set, even to the same, was not typed, and what was not typed is never too short.
    if (input.value !== value && !this.#isComposing) input.value = value;
    Object.assign(input, { required, readOnly, placeholder });
    input.disabled = disabled || this.#isSwitchedOff;
    // Without any text the placeholder goes the way of the page.
    input.dir = value ? 'auto' : '';
    this.internals.setFormValue(value);
    const { validity, validationMessage } = input;
    this.internals.setValidity(validity, validationMessage, hasUpdated ? input : undefined);
    this.#describe();
  }

  #describe(): void {
    const { input, complaint } = this;
    const labels = [...this.internals.labels].map(({ textContent }) => textContent?.trim());
    input.ariaLabel = this.#host.label || labels.length === 0 ? null : labels.join(' ');
    input.ariaInvalid = String(complaint !== '');
    if (complaint) input.setAttribute('aria-describedby', 'error');
    else input.removeAttribute('aria-describedby');
  }

  #take(): void {
    this.value = this.input.value;
    if (!this.#isComposing) this.#listener.onInput(this.value);
  }

  readonly #onInput = (event: Event): void => {
    // Where a composition ends without an event of its own, the next input that is none tells.
    if (!(event as InputEvent).isComposing) this.#isComposing = false;
    this.#take();
  };

  readonly #onCompositionEnd = (): void => {
    this.#isComposing = false;
    this.#take();
  };

  readonly #onChange = (): void => {
    this.#listener.onCommit();
    this.#host.dispatchEvent(new Event('change', { bubbles: true }));
  };

  readonly #onBlur = (): void => {
    this.endComposition();
    this.#listener.onCommit();
    if (this.#value !== undefined) this.#complain();
  };

  readonly #complain = (): void => {
    this.#complains = true;
    this.sync();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.defaultPrevented) return;
    this.#listener.onCommit();
    const { form } = this.internals;
    const button = [...(form?.elements ?? [])].find((element) =>
      element.matches(':is(button, input)[type=submit], button:not([type]), input[type=image]'),
    );
    if (button?.matches(':enabled')) form?.requestSubmit(button as HTMLElement);
  };
}
