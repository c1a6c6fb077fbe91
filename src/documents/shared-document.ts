import { Doc, type Text as YText, type Transaction, type UndoManager } from 'yjs';
import type { TallyError } from '../core/errors.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { TypedEventTarget } from '../core/typed-event-target.js';
import { followAwareness } from './awareness-people.js';
import type { Collaborator, Profile } from './collaborator.js';
import { Collaborators } from './collaborators.js';
import { type Awareness, clockedAwareness } from './document-awareness.js';
import type { ChangeSource, DocumentEvents, SyncState } from './document-events.js';
import type { DocumentOptions } from './document-options.js';
import { EditHistory } from './edit-history.js';
import { OwnPresence } from './own-presence.js';
import { keepDocument } from './persistence.js';
import { SharedText } from './shared-text.js';
import type { TextChange } from './text-change.js';
import { diffTexts } from './text-diff.js';
import type { ConnectWire, WireHost } from './wire.js';
import { Wires } from './wires.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

/**
 * A text that several people write at once, without losing a letter of anybody.
 *
 * The page makes its edits with `edit` or `setText`, and takes over those of others by `change`
 * events; how they travel is up to the wires that are connected. Only the runtime gives time and
 * chance: the client id, awareness and undo steps included. What Yjs draws by itself is a new client
 * id in the one case that somebody else uses the same.
 */
export class SharedDocument extends TypedEventTarget<DocumentEvents> {
  readonly docId: string;
  /** The document of Yjs, for surfaces and providers that want it. */
  readonly doc: Doc;
  /** The text in it. */
  readonly source: YText;
  readonly awareness: Awareness;
  /** Resolves when what was kept over a reload is there. */
  readonly ready: Promise<void>;
  readonly #origin = Symbol('own edit');
  readonly #text: SharedText;
  readonly #history: EditHistory;
  readonly #people: Collaborators;
  readonly #self: OwnPresence;
  readonly #wires: Wires;
  readonly #host: WireHost;
  readonly #stops: Unsubscribe[];

  constructor(options: DocumentOptions) {
    super();
    const { runtime, docId = 'default', field = 'content', maxLength = 1_000_000 } = options;
    const { clock } = runtime;
    this.docId = docId;
    this.doc = options.doc ?? newDoc(docId, runtime);
    this.source = this.doc.getText(field);
    const [awareness, endAwareness] = options.awareness
      ? [options.awareness, () => undefined]
      : clockedAwareness(this.doc, clock);
    this.awareness = awareness;
    this.#text = new SharedText(this.source, maxLength);
    this.#history = new EditHistory(this.source, this.#origin, clock, () =>
      this.#fire('historychange'),
    );
    this.#people = new Collaborators(this.source, () => this.#fire('people'));
    this.#self = new OwnPresence(this.source, awareness, clock);
    this.#wires = new Wires(() => this.#fire('syncchange'));
    const invalid = (error: TallyError): void => this.#fire('invalid', { error });
    const keep = keepDocument(options, this.doc, invalid);
    this.ready = keep.ready;
    this.#host = this.#makeHost(options, invalid);
    this.#stops = [
      () => this.#wires.stop(),
      keep.stop,
      this.#text.observe((changes, transaction) => this.#onChange(changes, transaction)),
      followAwareness(awareness, this.#people),
      () => this.#self.stop(),
      endAwareness,
      () => this.#history.stop(),
      () => (options.doc ? undefined : this.doc.destroy()),
    ];
  }

  get text(): string {
    return this.#text.text;
  }

  /** The most UTF-16 units that one's own edits may lead to. */
  get maxLength(): number {
    return this.#text.maxLength;
  }

  set maxLength(maxLength: number) {
    this.#text.maxLength = maxLength;
  }

  /** How safe one's own edits are. */
  get sync(): SyncState {
    return this.#wires.sync;
  }

  /** Whether it is known what the far end keeps. A `syncchange` tells when that changes. */
  get isLoaded(): boolean {
    return this.#wires.isLoaded;
  }

  /** Who else is here, in the order in which they came. */
  get people(): readonly Collaborator[] {
    return this.#people.list;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** For surfaces that bring their own keys for undo. */
  get undoManager(): UndoManager {
    return this.#history.manager;
  }

  /**
   * Changes the text. Positions out of range are moved to the end, those inside a character to its
   * edge.
   *
   * @throws TallyError `document-full` if it would grow beyond `maxLength`: nothing is changed.
   */
  edit(...changes: readonly TextChange[]): void {
    this.#text.edit(changes, this.#origin);
  }

  /**
   * Makes the text what a text field has now, by the smallest change.
   *
   * @param caret Where the caret is in `text`: of two equal letters it tells which is the new one.
   * @throws TallyError `document-full`, as `edit` does.
   */
  setText(text: string, caret?: number): void {
    this.edit(...diffTexts(this.text, text, caret));
  }

  /** Takes back one's own latest step, and nothing of anybody else. */
  undo(): void {
    this.#history.undo();
  }

  redo(): void {
    this.#history.redo();
  }

  /** Says who one is. Others see nobody before. */
  introduce(profile: Profile): void {
    this.#self.introduce(profile);
  }

  /** Tells others where one's selection begins and where the caret is; without arguments nowhere. */
  select(anchor?: number, head = anchor): void {
    this.#self.select(anchor, head);
  }

  /**
   * Puts a wire to the document until the returned function is called, which says goodbye.
   *
   * @throws TallyError `wire-conflict` for a wire of whole texts next to another.
   */
  connect(wire: ConnectWire): Unsubscribe {
    return this.#wires.connect(wire, this.#host);
  }

  /** Says goodbye on every wire and lets go of everything. */
  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Closes, at the end of a `using` block. */
  [dispose](): void {
    this.close();
  }

  #onChange(changes: readonly TextChange[], { origin }: Transaction): void {
    const isOwn = this.#history.owns(origin);
    const by: ChangeSource =
      origin === this.#origin ? 'edit' : origin === this.undoManager ? 'history' : 'remote';
    if (isOwn) {
      this.#wires.note(this.#history.note() || by === 'history');
      this.#self.noteTyping();
    }
    this.#fire('change', { changes, by });
  }

  #makeHost({ runtime, persist }: DocumentOptions, invalid: WireHost['invalid']): WireHost {
    const [wires, self] = [this.#wires, this.#self];
    return {
      ...{ docId: this.docId, runtime, doc: this.doc, source: this.source, text: this.#text },
      ...{
        awareness: this.awareness,
        people: this.#people,
        persisted: !!persist,
        ready: this.ready,
        invalid,
      },
      get revision() {
        return wires.revision;
      },
      get caret() {
        return self.caret;
      },
      noteEdit: () => wires.note(true),
      changed: () => wires.changed(),
    };
  }

  #fire(type: keyof DocumentEvents, fields: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), fields));
  }
}

/** Makes a document that draws its client id, and nothing else, by the runtime's chance. */
function newDoc(docId: string, runtime: Runtime): Doc {
  const doc = new Doc({ guid: docId });
  doc.clientID = Math.floor(runtime.random() * 2 ** 32);
  return doc;
}
