import type { Text as YText } from 'yjs';
import { type Alarm, createAlarm } from '../core/alarm.js';
import type { Clock } from '../core/runtime.js';
import type { Profile } from './collaborator.js';
import type { Awareness } from './document-awareness.js';
import { findSelection, type RelativeSelection, tieSelection } from './positions.js';

/** How long after the last letter one counts as typing, in ms. */
const TYPING_FOR = 2000;

/** Tells the others who one is, where one's caret is, and that one is typing. */
export class OwnPresence {
  readonly #text: YText;
  readonly #awareness: Awareness;
  readonly #rest: Alarm;
  #selection: RelativeSelection | undefined;
  #isTyping = false;

  constructor(text: YText, awareness: Awareness, clock: Clock) {
    this.#text = text;
    this.#awareness = awareness;
    this.#rest = createAlarm(clock);
  }

  get caret(): number | undefined {
    return findSelection(this.#text, this.#selection)?.head;
  }

  introduce({ userId, name, color }: Profile): void {
    // What others that follow `y-codemirror.next` look for.
    this.#awareness.setLocalStateField('user', { id: userId, name: name ?? userId, color });
  }

  select(anchor?: number, head = anchor): void {
    const isNowhere = anchor === undefined || head === undefined;
    this.#selection = isNowhere ? undefined : tieSelection(this.#text, anchor, head);
    this.#awareness.setLocalStateField('cursor', this.#selection ?? null);
  }

  noteTyping(): void {
    this.#type(true);
    this.#rest(() => this.#type(false), TYPING_FOR);
  }

  stop(): void {
    this.#rest();
  }

  #type(isTyping: boolean): void {
    if (isTyping === this.#isTyping) return;
    this.#isTyping = isTyping;
    this.#awareness.setLocalStateField('typing', isTyping);
  }
}
