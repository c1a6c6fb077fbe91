import {
  LitElement,
  html,
  nothing,
  svg,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { textConverter } from '../../controllers/attribute-converters.js';
import { FormFieldController, PASSED_ON } from '../../controllers/form-field-controller.js';
import { numberProperty } from '../../controllers/number-property.js';
import { PacedValueController, type PacedState } from '../../controllers/paced-value-controller.js';
import { RuntimeController } from '../../controllers/runtime-controller.js';
import type { MessageSource } from '../../core/message-source.js';
import type { Runtime } from '../../core/runtime.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { InputUpdateEvent } from './throttled-input.events.js';
import { throttledInputStrings, type ThrottledInputStrings } from './throttled-input.strings.js';
import { styles } from './throttled-input.styles.js';

/** How the lamp shows each state. */
const LAMPS = { pending: 'connecting', sent: 'open', unsent: 'idle', failed: 'failed' } as const;

/**
 * A text field that sends its value while somebody types: regularly, or once they pause, and the last
 * value always.
 *
 * A field of its form in every respect. What an input method still composes is not sent.
 *
 * @fires input-update - The value has changed, and is sent now.
 * @fires change - The value was changed and the focus left, or Enter was pressed.
 * @attr {string} autocomplete - As of an input.
 * @attr {string} enterkeyhint - As of an input.
 * @attr {string} inputmode - As of an input.
 * @attr {number} maxlength - As of an input.
 * @attr {number} minlength - As of an input.
 * @attr {string} pattern - As of an input.
 * @csspart head - The line with the label and the state.
 * @csspart label - The label.
 * @csspart state - How far the value got.
 * @csspart box - The frame around the input.
 * @csspart input - The input.
 * @csspart error - What is wrong with the value.
 */
export class ThrottledInputElement extends LitElement {
  static readonly formAssociated = true;

  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  static override styles: CSSResultGroup = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    runtime: { attribute: false },
    name: { converter: textConverter(), reflect: true },
    defaultValue: { attribute: 'value', converter: textConverter() },
    value: { noAccessor: true, attribute: false },
    type: { converter: textConverter('text') },
    label: { converter: textConverter() },
    placeholder: { converter: textConverter() },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    readOnly: { type: Boolean, reflect: true, attribute: 'readonly' },
    message: { converter: textConverter('input-update') },
    pace: { converter: textConverter('throttle') },
    delay: numberProperty(300),
    maxWait: numberProperty(Infinity, 'max-wait'),
    status: { converter: textConverter('unsent') },
    strings: { attribute: false },
  };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...PASSED_ON];
  }

  /** The source that the value is sent to; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The runtime to take time from; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** The name in the form, which goes with the message as well. */
  name = '';

  /** The value to begin with, and after a reset. */
  defaultValue = '';

  /** What kind of input it is. */
  type: 'text' | 'search' = 'text';

  /** What the field is for. A `<label>` in the page serves as well. */
  label = '';

  /** An example of a value. */
  placeholder = '';

  /** Whether the form needs a value. */
  required = false;

  /** Whether it is switched off. */
  disabled = false;

  /** Whether the value can only be read. */
  readOnly = false;

  /** The type of the message, whose payload is `{value}`, and `name` if there is one. */
  message = 'input-update';

  /** Whether the value goes out regularly, or once nobody types. */
  pace: 'throttle' | 'debounce' = 'throttle';

  /** In ms: the shortest time between two messages, or how long nobody must type. */
  delay = 300;

  /** For how many ms a `debounce` holds back the value at most, however busily somebody types. */
  maxWait = Infinity;

  /** When it says how far the value got: while that is in doubt, or at all times. */
  status: 'unsent' | 'always' | 'never' = 'unsent';

  /** Words in another language. What is left out stays in English. */
  strings: Partial<ThrottledInputStrings> = {};

  #saidState: PacedState = 'idle';

  readonly #runtime = new RuntimeController(this);
  readonly #paced = new PacedValueController(this, this.#runtime, {
    messageOf: (value) => ({
      type: this.message,
      payload: this.name ? { name: this.name, value } : { value },
    }),
    onValue: (value) => this.dispatchEvent(new InputUpdateEvent(value)),
    onChange: () => this.#onProgress(),
  });
  readonly #announcer = new AnnounceController(this, this.#runtime, (_, latest) => latest);

  readonly #field = new FormFieldController(this, {
    onInput: (value) => this.#paced.push(value),
    onCommit: () => this.#paced.flush(),
  });

  /** The value. Setting it sends nothing: whoever sets it knows it. */
  get value(): string {
    return this.#field.value;
  }

  set value(value: string) {
    this.#field.value = String(value ?? '');
  }

  /** How far the newest value got. */
  get state(): PacedState {
    return this.#paced.state;
  }

  /** The form that it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#field.internals.form;
  }

  /** What is wrong with the value, as of an input. */
  get validity(): ValidityState {
    return this.#field.internals.validity;
  }

  /** What is wrong with the value, in words of the browser. */
  get validationMessage(): string {
    return this.#field.internals.validationMessage;
  }

  /** Whether the form checks the value. */
  get willValidate(): boolean {
    return this.#field.internals.willValidate;
  }

  /** Tells whether the value is all right. */
  checkValidity(): boolean {
    this.#field.sync();
    return this.#field.internals.checkValidity();
  }

  /** Tells whether the value is all right, and the reader what is not. */
  reportValidity(): boolean {
    this.#field.sync();
    return this.#field.internals.reportValidity();
  }

  /** Says what else is wrong with the value; an empty text takes that back. */
  setCustomValidity(message: string): void {
    this.#field.input.setCustomValidity(message);
    this.#field.sync();
  }

  /** Selects the value. */
  select(): void {
    this.#field.input.select();
  }

  /** Sends now what is held back. */
  flush(): void {
    this.#paced.flush();
  }

  override attributeChangedCallback(name: string, old: string | null, text: string | null): void {
    super.attributeChangedCallback(name, old, text);
    if (PASSED_ON.includes(name)) this.#field.passOn(name, text);
  }

  formResetCallback(): void {
    if (!this.#field.reset()) return;
    this.#paced.push(this.value);
    this.#paced.flush();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#field.switchOff(disabled);
  }

  formStateRestoreCallback(state: string | File | FormData | null, mode: string): void {
    if (typeof state !== 'string') return;
    this.value = state;
    // What the browser fills in for the reader is news to everybody else, what it had is not.
    if (mode === 'autocomplete') this.#paced.push(state);
  }

  override disconnectedCallback(): void {
    this.#field.endComposition();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { complaint, input } = this.#field;
    return html`
      ${this.#announcer.render()} ${this.#renderHead()}
      <div class="box" part="box">${this.type === 'search' ? SEARCH : nothing} ${input}</div>
      ${
        complaint
          ? html`<p class="error" part="error" id="error">${WRONG}<span>${complaint}</span></p>`
          : nothing
      }
    `;
  }

  #renderHead(): TemplateResult | typeof nothing {
    const state = this.#renderState();
    if (!this.label && state === nothing) return nothing;
    return html`<div class="head" part="head">
      ${
        this.label
          ? html`<label for="input" part="label"
              ><bdi>${this.label}</bdi>${
                this.required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing
              }</label
            >`
          : nothing
      }
      ${state}
    </div>`;
  }

  #renderState(): TemplateResult | typeof nothing {
    const { state } = this.#paced;
    const isQuiet = state === 'pending' || state === 'sent';
    if (state === 'idle' || this.status === 'never') return nothing;
    if (isQuiet && this.status !== 'always') return nothing;
    return html`<span class="state" part="state" data-state=${state} aria-hidden="true"
      ><tally-lamp .state=${LAMPS[state]}></tally-lamp>${this.#words[state]}</span
    >`;
  }

  get #words(): ThrottledInputStrings {
    return { ...throttledInputStrings, ...this.strings };
  }

  #onProgress(): void {
    const { state } = this.#paced;
    this.requestUpdate();
    if (state === this.#saidState || state === 'pending') return;
    // That all is well is worth a word only after it was not.
    const wasInDoubt = this.#saidState === 'unsent' || this.#saidState === 'failed';
    if (state !== 'idle' && (state !== 'sent' || wasInDoubt)) {
      if (this.status !== 'never') this.#announcer.say(this.#words[state]);
    }
    this.#saidState = state;
  }
}

const SEARCH = svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3.5 3.5" /></svg>`;
const WRONG = svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path d="M8 4.5v4M8 11v.5" /></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'throttled-input': ThrottledInputElement;
  }
}
