import type { LitElement, ReactiveController } from 'lit';
import type { AnnounceController } from '../../controllers/announce-controller.js';
import type { RuntimeController } from '../../controllers/runtime-controller.js';
import type { Unsubscribe } from '../../core/runtime.js';
import type { SharedDocument } from '../../documents/shared-document.js';
import { DocumentStatusEvent } from './collaborative-editor.events.js';
import type { CollaborativeEditorStrings } from './collaborative-editor.strings.js';
import { statusOf, type EditorStatus } from './editor-status.js';

/** What the host has to tell. */
export interface StatusView {
  words(): CollaborativeEditorStrings;
  /** How many UTF-16 units have no room in the document. */
  excess(): number;
  redraw(): void;
  redrawIn(delay: number): void;
}

type Failure = 'load-failed' | 'permission-denied' | 'read-only';

/** Follows how safe the reader's own edits are, and says so where it matters. */
export class StatusController implements ReactiveController {
  current: EditorStatus = 'loading';
  readonly #host: LitElement & { readonly grace: number };
  readonly #runtime: RuntimeController;
  readonly #announcer: AnnounceController;
  readonly #view: StatusView;
  #document: SharedDocument | undefined;
  #wasLoaded = false;
  #failure: Failure | undefined;
  /** Whether edits would not survive a reload, though they should. */
  #isUnkept = false;
  #lostAt: number | undefined;
  #wasOffline = false;
  #told = '';

  constructor(
    host: LitElement & { readonly grace: number },
    runtime: RuntimeController,
    announcer: AnnounceController,
    view: StatusView,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#announcer = announcer;
    this.#view = view;
    host.addController(this);
    // What one clock measured means nothing to another.
    runtime.follow(() => () => (this.#lostAt = undefined));
  }

  /** How many of the reader's own edits are not saved. */
  get waiting(): number {
    return (this.#document?.sync.waiting ?? 0) + (this.#view.excess() > 0 ? 1 : 0);
  }

  /** Whether the others can be heard. */
  get isOnline(): boolean {
    return this.#document !== undefined && this.#document.sync.state !== 'offline';
  }

  get label(): string {
    const words = this.#view.words();
    switch (this.current) {
      case 'offline':
        return words.offline(this.waiting);
      case 'full':
        return words.notSaved;
      case 'failed':
        return this.#failure === 'read-only' ? words.notSaved : words.notLoaded;
      default:
        return words[this.current];
    }
  }

  /** What has gone wrong, in words; empty if nothing has. */
  get problem(): string {
    const { failed, denied, refused, full, unkept } = this.#view.words();
    const words = { 'load-failed': failed, 'permission-denied': denied, 'read-only': refused };
    const excess = this.#view.excess();
    if (this.#failure) return words[this.#failure];
    return excess > 0 ? full(excess) : this.#isUnkept ? unkept : '';
  }

  get isRetryable(): boolean {
    return this.#failure !== undefined;
  }

  /** Follows a document until the returned function is called. */
  follow(document: SharedDocument): Unsubscribe {
    const onChange = (): void => {
      this.#noteLoaded(document);
      this.#view.redraw();
    };
    this.#document = document;
    this.#wasLoaded = this.#wasOffline = this.#isUnkept = false;
    this.#failure = this.#lostAt = undefined;
    document.addEventListener('syncchange', onChange);
    return () => {
      document.removeEventListener('syncchange', onChange);
      this.#document = undefined;
    };
  }

  /** Notes what could not be done, if it concerns the whole document. */
  fail(code: string): void {
    if (code === 'persistence-failed') {
      this.#isUnkept = true;
      this.#announcer.say(this.#view.words().unkept);
      this.#view.redraw();
    }
    const isKnown = code === 'load-failed' || code === 'permission-denied' || code === 'read-only';
    if (!isKnown || this.#failure === code) return;
    this.#failure = code;
    this.#announcer.say(this.problem, 'assertive');
    this.#view.redraw();
  }

  /** Forgets what could not be done, because it is tried again. */
  forgive(): void {
    this.#failure = undefined;
    this.#view.redraw();
  }

  /** Finds out what is to be said now. Call it while rendering. */
  read(): void {
    const sync = this.#document?.sync ?? { state: 'offline', waiting: 0 };
    const now = this.#runtime.clock.monotonic();
    if (this.#document) this.#noteLoaded(this.#document);
    this.#lostAt = sync.state === 'offline' ? (this.#lostAt ?? now) : undefined;
    const rest = (this.#lostAt ?? now) + this.#host.grace - now;
    const isHopeful = rest > 0;
    if (isHopeful && this.#lostAt !== undefined) this.#view.redrawIn(rest);
    this.current = statusOf({
      sync,
      wasLoaded: this.#wasLoaded,
      hasFailed: this.#failure !== undefined,
      isHopeful,
      hasExcess: this.#view.excess() > 0,
    });
    this.#announce();
  }

  hostUpdated(): void {
    const { current, waiting } = this;
    if (this.#told === (this.#told = `${current} ${waiting}`)) return;
    this.#host.dispatchEvent(new DocumentStatusEvent(current, waiting));
  }

  #announce(): void {
    const { current, waiting } = this;
    const words = this.#view.words();
    if (current === 'offline' && !this.#wasOffline) this.#announcer.say(words.offline(waiting));
    if (current === 'saved' && this.#wasOffline) this.#announcer.say(words.back);
    if (current === 'offline' || current === 'saved') this.#wasOffline = current === 'offline';
  }

  /** Notes that the document has been loaded, which ends a failure to do so. */
  #noteLoaded({ isLoaded }: SharedDocument): void {
    if (!isLoaded) return;
    this.#wasLoaded = true;
    if (this.#failure === 'load-failed') this.#failure = undefined;
  }
}
