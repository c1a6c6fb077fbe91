import {
  applyUpdate,
  decodeStateVector,
  Doc,
  encodeStateAsUpdate,
  encodeStateVector,
  encodeStateVectorFromUpdate,
  getState,
} from 'yjs';
import { fingerprint } from '../core/fingerprint.js';
import type { Runtime } from '../core/runtime.js';
import { fromBase64, toBase64 } from './bytes.js';
import { nameOfText } from './plain-messages.js';
import { SharedText } from './shared-text.js';
import type { TextChange } from './text-change.js';
import { diffTexts } from './text-diff.js';

/**
 * What a text is made of, letter by letter, in a document of Yjs of its own: two who have it merge
 * theirs without guessing. It begins with a text that all know, and that is in every state the same.
 */
export class TextState {
  /** The name of the text that it begins with. States of different beginnings do not fit. */
  readonly root: string;
  readonly #doc = new Doc();
  readonly #text: SharedText;
  #changes: readonly TextChange[] = [];

  private constructor(root: string, update: Uint8Array | undefined, runtime: Runtime) {
    this.root = root;
    this.#doc.clientID = Math.floor(runtime.random() * 2 ** 32);
    if (update) applyUpdate(this.#doc, update);
    this.#text = new SharedText(this.#doc.getText(), Infinity);
    this.#text.observe((changes) => (this.#changes = changes));
  }

  /** Makes the state of a text that has just begun. */
  static of(text: string, runtime: Runtime): TextState {
    return new TextState(nameOfText(text), text ? begin(text) : undefined, runtime);
  }

  /**
   * Takes over the state of somebody else.
   *
   * @param root The name of the text that it begins with.
   * @throws if it is no state.
   */
  static from(root: string, state: string, runtime: Runtime): TextState {
    return new TextState(root, fromBase64(state), runtime);
  }

  get text(): string {
    return this.#text.text;
  }

  /** Makes the text what it has become elsewhere. */
  become(text: string): void {
    this.#text.edit(diffTexts(this.text, text), undefined, false);
  }

  /** Gives the whole of it as base64. */
  encode(): string {
    return toBase64(encodeStateAsUpdate(this.#doc));
  }

  /**
   * Merges another state of the same beginning, and gives what that changes in the text.
   *
   * @throws if it is no state: then this one is none any more.
   */
  take(state: string): readonly TextChange[] {
    this.#changes = [];
    applyUpdate(this.#doc, fromBase64(state));
    return this.#changes;
  }

  /** Whether another state has letters by the client id of this one that are not from here. */
  isForged(state: string): boolean {
    const { clientID } = this.#doc;
    return (vectorOf(state).get(clientID) ?? 0) > getState(this.#doc.store, clientID);
  }

  /**
   * Whether another state that has been taken is what it says. Where two have written by one client
   * id, the same letters make another text.
   */
  isSound(state: string, text: string): boolean {
    if (this.text === text || this.exceeds(state)) return true;
    const doc = new Doc();
    applyUpdate(doc, fromBase64(state));
    if (textOf(doc) !== text) return false;
    applyUpdate(doc, encodeStateAsUpdate(this.#doc));
    return textOf(doc) === this.text;
  }

  /** Whether another state lacks anything written in this one. */
  exceeds(state: string): boolean {
    const theirs = vectorOf(state);
    const ours = decodeStateVector(encodeStateVector(this.#doc));
    return [...ours].some(([client, count]) => (theirs.get(client) ?? 0) < count);
  }
}

/** Makes a text into the same letters for everybody. */
function begin(text: string): Uint8Array {
  const doc = new Doc();
  doc.clientID = fingerprint(text) >>> 0;
  doc.getText().insert(0, text);
  return encodeStateAsUpdate(doc);
}

function textOf(doc: Doc): string {
  return new SharedText(doc.getText(), Infinity).text;
}

function vectorOf(state: string): Map<number, number> {
  return decodeStateVector(encodeStateVectorFromUpdate(fromBase64(state)));
}
