import type { LitElement, ReactiveController } from 'lit';
import type { RuntimeController } from '../../controllers/runtime-controller.js';
import type { SourceController } from '../../controllers/source-controller.js';
import type { TallyError } from '../../core/errors.js';
import type { MessageSource } from '../../core/message-source.js';
import type { Runtime, Unsubscribe } from '../../core/runtime.js';
import { documentFailure, wordsOf } from '../../documents/document-failure.js';
import type { DocumentOptions } from '../../documents/document-options.js';
import { SharedDocument } from '../../documents/shared-document.js';
import type { ConnectWire } from '../../documents/wire.js';
import { wiresFor } from './document-wires.js';

/** An element that shows a shared document, its own or the page's. */
export type DocumentHost = LitElement & {
  runtime: Runtime | undefined;
  source: MessageSource | undefined;
  document: SharedDocument | undefined;
  docId: string;
  src: string;
  wire: 'plain' | 'yjs';
  tabs: boolean;
  maxLength: number;
  persist: DocumentOptions['persist'];
  self: string;
  selfName: string;
  selfColor: string;
};

/** What the host wants to hear about its document. */
export interface DocumentListener {
  /** Takes the document that is shown from now on. What is returned is called when it is left. */
  follow(document: SharedDocument): Unsubscribe;
  onInvalid(error: TallyError): void;
}

/** Finds the host's document, or makes one, and connects it for as long as the host is in a page. */
export class DocumentController implements ReactiveController {
  readonly #host: DocumentHost;
  readonly #runtime: RuntimeController;
  readonly #source: SourceController;
  readonly #listener: DocumentListener;
  #document: SharedDocument | undefined;
  #close: Unsubscribe[] = [];
  #disconnect: Unsubscribe[] = [];
  /** What the document, its wires and its profile were made of. */
  #made: readonly unknown[] = [];
  #connected: readonly unknown[] = [];
  #introduced: readonly unknown[] = [];

  constructor(
    host: DocumentHost,
    runtime: RuntimeController,
    source: SourceController,
    listener: DocumentListener,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#source = source;
    this.#listener = listener;
    host.addController(this);
  }

  get current(): SharedDocument | undefined {
    return this.#document;
  }

  /** Connects anew, and asks again for what could not be loaded. */
  retry(): void {
    this.#connected = [];
    this.#source.current?.retry();
    this.#sync();
  }

  hostConnected(): void {
    this.#sync();
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#sync();
  }

  hostDisconnected(): void {
    // Whoever is only moved is back by then.
    queueMicrotask(() => this.#host.isConnected || this.#leave());
  }

  #sync(): void {
    const { document, docId, maxLength, persist } = this.#host;
    // A function made anew, as templates make them, is no reason to leave a document.
    const made = [document, ...(document ? [] : [docId, !persist, this.#runtime.current])];
    if (!isSame(this.#made, made)) this.#open(made);
    if (!document) this.#document!.maxLength = maxLength;
    this.#introduce();
    this.#connect();
  }

  #open(made: readonly unknown[]): void {
    const { document: given, docId: id, maxLength, persist } = this.#host;
    const docId = id || 'default';
    const old = this.#document;
    const { text = '', docId: oldId } = old ?? {};
    // What was typed before anybody could be told goes along when only the runtime comes late.
    const isUnheard = !given && oldId === docId && this.#disconnect.length === 0;
    this.#leave();
    const runtime = this.#runtime.current;
    const document = given ?? new SharedDocument({ runtime, docId, maxLength, persist });
    this.#made = made;
    this.#document = document;
    if (isUnheard && text.length <= maxLength) document.setText(text);
    const unfollow = this.#listener.follow(document);
    const onInvalid = ({ error }: { error: TallyError }): void => this.#listener.onInvalid(error);
    document.addEventListener('invalid', onInvalid);
    this.#close = [
      unfollow,
      () => document.removeEventListener('invalid', onInvalid),
      () => (given ? document.select() : document.close()),
    ];
  }

  #introduce(): void {
    const { self, selfName, selfColor } = this.#host;
    const profile = [this.#document, self, selfName, selfColor];
    if (isSame(this.#introduced, profile)) return;
    this.#introduced = profile;
    const [name, color] = [selfName || undefined, selfColor || undefined];
    if (self) this.#document?.introduce({ userId: self, name, color });
  }

  #connect(): void {
    const { document: given, wire, src, tabs } = this.#host;
    const source = given ? undefined : this.#source.current;
    const connected = [this.#document, source, wire, src, tabs];
    if (isSame(this.#connected, connected)) return;
    for (const stop of this.#disconnect.splice(0)) stop();
    this.#connected = connected;
    const wires = wiresFor({ source, wire, url: src || undefined, tabs: tabs && !given });
    if (Array.isArray(wires)) return this.#put(wires);
    // Whatever else is wanted meanwhile has been connected by itself.
    const isWanted = (): boolean => this.#connected === connected;
    wires.then(
      (late) => isWanted() && this.#put(late),
      (cause) => {
        const error = documentFailure('load the wire', 'load-failed', wordsOf(cause), cause);
        if (isWanted()) this.#listener.onInvalid(error);
      },
    );
  }

  #put(wires: readonly ConnectWire[]): void {
    for (const wire of wires) {
      try {
        this.#disconnect.push(this.#document!.connect(wire));
      } catch (error) {
        this.#listener.onInvalid(error as TallyError);
      }
    }
  }

  #leave(): void {
    for (const stop of [...this.#disconnect.splice(0), ...this.#close.splice(0)]) stop();
    this.#document = undefined;
    this.#made = this.#connected = this.#introduced = [];
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
