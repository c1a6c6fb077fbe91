import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { textConverter } from '../../controllers/attribute-converters.js';
import { numberProperty } from '../../controllers/number-property.js';
import { RedrawController } from '../../controllers/redraw-controller.js';
import { RuntimeController } from '../../controllers/runtime-controller.js';
import { SourceController } from '../../controllers/source-controller.js';
import type { MessageSource } from '../../core/message-source.js';
import type { Runtime, Unsubscribe } from '../../core/runtime.js';
import type { Collaborator } from '../../documents/collaborator.js';
import type { DocumentEvents } from '../../documents/document-events.js';
import type { DocumentOptions } from '../../documents/document-options.js';
import type { SharedDocument } from '../../documents/shared-document.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { ClashNews, type Clash } from './clash.js';
import { DocumentChangeEvent, DocumentInvalidEvent } from './collaborative-editor.events.js';
import {
  collaborativeEditorStrings,
  type CollaborativeEditorStrings,
} from './collaborative-editor.strings.js';
import { styles } from './collaborative-editor.styles.js';
import { DocumentController } from './document-controller.js';
import { renderBadges, renderProblem, renderSkeleton, renderStatus } from './editor-head.js';
import { FormTextController } from './form-text-controller.js';
import { LeaveGuard } from './leave-guard.js';
import { PeopleController } from './people-controller.js';
import { StatusController } from './status-controller.js';
import { SurfaceChoice, plainSurface, type EditorKind } from './surface-choice.js';
import { SurfaceController } from './surface-controller.js';

/**
 * A text that several people write at once: a plain text area, or CodeMirror, with the carets of the
 * others over it.
 *
 * No letter of anybody is lost, whoever is offline for however long. The caret, the selection, the
 * scroll position and the steps of undo stay the reader's own. A field of its form in every respect.
 *
 * @fires document-change - The text has changed. Does not bubble.
 * @fires document-status - How safe the reader's own edits are has changed. Does not bubble.
 * @fires document-invalid - Something could not be taken, and all the rest was. Does not bubble.
 * @fires change - The reader has changed the text, and the focus left.
 * @csspart panel - Everything.
 * @csspart head - The line with people and status.
 * @csspart label - The label.
 * @csspart badges - The badges of those who are here.
 * @csspart badge - A badge, which goes to where its user is.
 * @csspart more - The number of those for whom there is no room.
 * @csspart typing - Who is typing.
 * @csspart locked - The word that the text can only be read.
 * @csspart status - The lamp, and how safe one's edits are.
 * @csspart problem - What has gone wrong.
 * @csspart retry - The button that tries again.
 * @csspart area - The field with the text: a text area, or the content of CodeMirror.
 * @csspart caret - The caret of somebody else.
 * @csspart tag - The name beside a caret.
 * @csspart margin - The initial in the margin of a line, where a name would hide something.
 * @csspart stretch - A line of what somebody else has selected.
 * @csspart skeleton - The shapes of lines that are on their way.
 * @cssproperty --tally-editor-font - The font of the text.
 */
export class CollaborativeEditorElement extends LitElement {
  static readonly formAssociated = true;

  static override styles: CSSResultGroup = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    runtime: { attribute: false },
    document: { attribute: false },
    docId: { attribute: 'doc-id', converter: textConverter('default') },
    src: { converter: textConverter() },
    wire: { converter: textConverter('plain') },
    tabs: { type: Boolean },
    persist: { attribute: false },
    self: { converter: textConverter() },
    selfName: { attribute: 'self-name', converter: textConverter() },
    selfColor: { attribute: 'self-color', converter: textConverter() },
    name: { converter: textConverter(), reflect: true },
    value: { noAccessor: true, attribute: false },
    label: { converter: textConverter() },
    placeholder: { converter: textConverter() },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    readOnly: { type: Boolean, reflect: true, attribute: 'readonly' },
    maxLength: numberProperty(1_000_000, 'maxlength'),
    editor: { converter: textConverter('textarea') },
    extensions: { attribute: false },
    codemirror: { attribute: false },
    rows: numberProperty(10),
    max: numberProperty(5),
    grace: numberProperty(2000),
    strings: { attribute: false },
  };

  /** The source that the document travels by; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The runtime to take time from; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** A document of the page's own, with wires of its own, to be shown instead of one made here. */
  document: SharedDocument | undefined;

  /** Names the document on every wire. Another one leaves the old document and joins the new. */
  docId = 'default';

  /** Where a server of whole texts keeps the text. Default `/api/documents/` and the id. */
  src = '';

  /** Whether whole texts travel, or frames of Yjs. */
  wire: 'plain' | 'yjs' = 'plain';

  /** Whether the tabs of this browser tell each other, too. Not beside whole texts. */
  tabs = false;

  /**
   * What keeps the document over a reload, as of `SharedDocument`. Another function changes nothing
   * before there is another document.
   */
  persist: DocumentOptions['persist'];

  /** The reader's user id, which others need to see them where frames of Yjs travel. */
  self = '';

  /** The reader's name. */
  selfName = '';

  /** The reader's colour. By default it is made of the id. */
  selfColor = '';

  /** The name in the form. */
  name = '';

  /** What the text is. A `<label>` in the page serves as well. */
  label = '';

  /** What is there while nothing is. By default a word of `strings`. */
  placeholder = '';

  /** Whether the form needs a text. */
  required = false;

  /** Whether it is switched off. */
  disabled = false;

  /** Whether the text can only be read. */
  readOnly = false;

  /** The most UTF-16 units that may be typed. What does not fit is kept, and not shared. */
  maxLength = 1_000_000;

  /** What the text is written on: a text area, or CodeMirror once it has been loaded. */
  editor: EditorKind = 'textarea';

  /** Extensions of CodeMirror, such as a language. Other ones make the editor anew. */
  extensions: readonly object[] = [];

  /** Loads `{ state, view, commands }` of CodeMirror, where no bundler finds its packages. */
  codemirror: (() => Promise<object>) | undefined;

  /** How many lines it is high, unless it is given a height. */
  rows = 10;

  /** How many badges are shown; the others are counted. */
  max = 5;

  /** How much downtime is passed over, in ms. */
  grace = 2000;

  /** Words in another language. What is left out stays in English. */
  strings: Partial<CollaborativeEditorStrings> = {};

  #merged: { strings?: object; words: CollaborativeEditorStrings } = {
    words: collaborativeEditorStrings,
  };
  #hadFocus = false;
  readonly #clashes = new ClashNews();

  readonly #runtime = new RuntimeController(this);
  readonly #source = new SourceController(this, (source) => {
    const onState = (): void => this.#redraw.soon();
    source.addEventListener('statechange', onState);
    return () => source.removeEventListener('statechange', onState);
  });
  readonly #announcer = new AnnounceController(this, this.#runtime, (_, latest) => latest);
  readonly #surface: SurfaceController = new SurfaceController(this, plainSurface(this), {
    onChange: () => this.#onSurface(),
    onInput: () => this.#form.noteInput(),
    onBlur: () => this.#form.noteBlur(),
    onClash: (clash) => this.#onClash(clash),
    onFull: (error) => {
      this.dispatchEvent(new DocumentInvalidEvent(error));
      this.#announcer.say(this.#words.full(this.#surface.excess), 'assertive');
    },
  });
  readonly #choice = new SurfaceChoice(this, this.#surface, (error) => {
    this.dispatchEvent(new DocumentInvalidEvent(error));
    this.#announcer.say(this.#words.editorFailed);
    this.requestUpdate();
  });
  readonly #form = new FormTextController(
    this,
    () => this.#surface.current,
    () => ({
      label: this.#words.label,
      required: this.#words.required,
      excess: this.#surface.excess > 0 ? this.#words.full(this.#surface.excess) : '',
    }),
  );
  readonly #status: StatusController = new StatusController(this, this.#runtime, this.#announcer, {
    words: () => this.#words,
    excess: () => this.#surface.excess,
    redraw: () => this.#redraw.soon(),
    redrawIn: (delay) => this.#redraw.in(delay),
  });
  readonly #people = new PeopleController(this, this.#surface, this.#announcer, {
    words: () => this.#words,
    now: () => this.#runtime.clock.monotonic(),
    isHeard: () => this.#status.isOnline,
    redraw: () => this.#redraw.soon(),
    redrawIn: (delay) => this.#redraw.in(delay),
  });
  /** After those who say while they are updated when the next update is due. */
  readonly #redraw = new RedrawController(this, this.#runtime);
  readonly #document = new DocumentController(this, this.#runtime, this.#source, {
    follow: (document) => this.#follow(document),
    onInvalid: (error) => {
      this.#status.fail(error.code);
      this.dispatchEvent(new DocumentInvalidEvent(error));
    },
  });
  readonly #guard = new LeaveGuard(this, () => this.#status.waiting > 0);

  /** The text. Setting it is an edit of one's own, of no more than what is different. */
  get value(): string {
    return this.#surface.current.value;
  }

  set value(value: string) {
    this.#surface.write(String(value ?? ''));
  }

  /** How many of one's own edits are not saved yet. */
  get waiting(): number {
    return this.#status.waiting;
  }

  /** The form that it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#form.internals.form;
  }

  /** What is wrong with the text, as of a text area. */
  get validity(): ValidityState {
    return this.#form.internals.validity;
  }

  /** What is wrong with the text, in words. */
  get validationMessage(): string {
    return this.#form.internals.validationMessage;
  }

  /** Whether the form checks the text. */
  get willValidate(): boolean {
    return this.#form.internals.willValidate;
  }

  /** Tells whether the text is all right. */
  checkValidity(): boolean {
    this.#form.sync();
    return this.#form.internals.checkValidity();
  }

  /** Tells whether the text is all right, and the reader what is not. */
  reportValidity(): boolean {
    this.#form.sync();
    return this.#form.internals.reportValidity();
  }

  /** Takes back one's own latest step, and nothing of anybody else. */
  undo(): void {
    this.#surface.undo();
  }

  /** Does again what was taken back. */
  redo(): void {
    this.#surface.redo();
  }

  /** Connects anew, and asks again for what could not be loaded. */
  retry(): void {
    this.#choice.retry();
    this.#status.forgive();
    this.#document.retry();
  }

  override focus(options?: FocusOptions): void {
    this.#surface.current.field.focus(options);
  }

  /** A reset takes back what the reader wrote, and nothing of anybody else. */
  formResetCallback(): void {
    this.#surface.undoAll();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#form.switchOff(disabled);
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  protected override updated(): void {
    this.#guard.check();
    // When the problem goes, so does the button that had the focus.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.focus();
  }

  override render(): TemplateResult {
    this.#status.read();
    this.#people.read();
    const { current } = this.#surface;
    const isLoading = this.#status.current === 'loading' && current.value === '';
    current.show({
      label: this.#form.label,
      placeholder: isLoading ? '' : this.placeholder || this.#words.placeholder,
      rows: Math.max(1, Math.floor(this.rows)),
      readOnly: this.readOnly,
      disabled: this.#form.isOff,
      required: this.required,
      invalid: this.#surface.excess > 0,
      describedBy: this.#problem ? 'problem' : '',
    });
    return html`
      ${this.#announcer.render()}
      <div class="panel" part="panel" data-status=${this.#status.current}>
        ${this.#renderHead()} ${this.#renderProblem()}
        <div class="field">${current.nodes} ${isLoading ? renderSkeleton() : nothing}</div>
      </div>
    `;
  }

  #renderHead(): TemplateResult {
    const words = this.#words;
    const { users } = this.#people;
    const typing = users.filter((person) => person.typing);
    return html`<div class="head" part="head">
      ${this.label ? html`<label class="label" part="label" for="area"><bdi>${this.label}</bdi></label>` : nothing}
      ${renderBadges(users, this.max, { words, onGo: this.#onGo }, this.#people.list(users))}
      <span class="typing" part="typing"
        >${typing.length > 0 ? words.typing(this.#people.list(typing), typing.length) : nothing}</span
      >
      ${this.readOnly ? html`<span class="locked" part="locked">${words.readOnly}</span>` : nothing}
      ${renderStatus(this.#status.current, this.#status.label)}
    </div>`;
  }

  #renderProblem(): TemplateResult | typeof nothing {
    const problem = this.#problem;
    if (!problem) return nothing;
    const isRetryable = this.#status.isRetryable || this.#choice.hasFailed;
    return renderProblem(problem, this.#words.retry, isRetryable ? this.#onRetry : undefined);
  }

  /** What is to be read about, the text first. */
  get #problem(): string {
    return this.#status.problem || (this.#choice.hasFailed ? this.#words.editorFailed : '');
  }

  get #words(): CollaborativeEditorStrings {
    const { strings } = this;
    if (this.#merged.strings !== strings) {
      this.#merged = { strings, words: { ...collaborativeEditorStrings, ...strings } };
    }
    return this.#merged.words;
  }

  #follow(document: SharedDocument): Unsubscribe {
    const followers = [this.#surface, this.#status, this.#people];
    const stops = followers.map((follower) => follower.follow(document));
    const onChange = ({ by }: DocumentEvents['change']): void => {
      this.#onSurface();
      this.dispatchEvent(new DocumentChangeEvent(document.text, by));
    };
    document.addEventListener('change', onChange);
    return () => {
      document.removeEventListener('change', onChange);
      for (const stop of stops) stop();
    };
  }

  #onClash(clash: Clash): void {
    if (!this.#clashes.isDue(this.#runtime.clock.monotonic())) return;
    this.#announcer.say(this.#words[clash]);
  }

  #onSurface(): void {
    this.#form.sync();
    this.#redraw.soon();
  }

  readonly #onGo = ({ selection }: Collaborator): void => {
    if (selection) this.#surface.goTo(selection.head);
  };

  readonly #onRetry = (): void => this.retry();
}

declare global {
  interface HTMLElementTagNameMap {
    'collaborative-editor': CollaborativeEditorElement;
  }
}
