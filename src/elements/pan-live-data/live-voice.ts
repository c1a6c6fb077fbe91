import type { LitElement, TemplateResult } from 'lit';
import { AnnounceController } from '../../controllers/announce-controller.js';
import type { LiveDataStatus } from '../../controllers/live-data-controller.js';
import type { RuntimeController } from '../../controllers/runtime-controller.js';
import type { LiveRow } from '../../core/live-row.js';
import type { PanLiveDataStrings } from './pan-live-data.strings.js';

/** Says to screen readers how many items came and went, and when things become worse or well again. */
export class LiveVoice {
  readonly #announcer: AnnounceController;
  readonly #words: () => PanLiveDataStrings;
  #status: LiveDataStatus = 'idle';
  #text = '';
  #added = 0;
  #removed = 0;
  #count = 0;
  #isFirst = true;

  constructor(host: LitElement, runtime: RuntimeController, words: () => PanLiveDataStrings) {
    this.#announcer = new AnnounceController(host, runtime, (_, latest) => latest);
    this.#words = words;
  }

  /** Renders the live regions. */
  render(): TemplateResult {
    return this.#announcer.render();
  }

  /** Notes what has changed, and gives the keys of what came. */
  note(before: readonly LiveRow[], after: readonly LiveRow[]): readonly string[] {
    const added = missingIn(before, after);
    const removed = missingIn(after, before);
    this.#added += added.length;
    this.#removed += removed.length;
    this.#count = after.length;
    if (this.#isFirst || added.length + removed.length > 0) {
      this.#announcer.say(() => this.#sayNews());
    }
    return added;
  }

  /** Notes how things stand; `text` says so. Call it while rendering, before `render`. */
  noteStatus(status: LiveDataStatus, text: string): void {
    const before = this.#status;
    this.#status = status;
    this.#text = text;
    if (status === before) return;
    if (isBad(status)) this.repeat();
    else if (status === 'live' && isBad(before)) this.#announcer.say(text);
  }

  /** Says once more what is wrong: who has asked again waits to hear of it. */
  repeat(): void {
    if (this.#status === 'error') this.#announcer.say(this.#words().failed, 'assertive');
    else if (isBad(this.#status)) this.#announcer.say(this.#text);
  }

  #sayNews(): string {
    const words = this.#words();
    const [added, removed, isFirst] = [this.#added, this.#removed, this.#isFirst];
    this.#added = this.#removed = 0;
    this.#isFirst = false;
    if (this.#count === 0) return words.empty;
    return isFirst ? words.items(this.#count) : words.news(added, removed, this.#count);
  }
}

function isBad(status: LiveDataStatus): boolean {
  return /stale|offline|error/.test(status);
}

function missingIn(some: readonly LiveRow[], others: readonly LiveRow[]): string[] {
  const keys = new Set(some.map(({ key }) => key));
  return others.map(({ key }) => key).filter((key) => !keys.has(key));
}
