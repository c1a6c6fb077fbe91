import type { Stage } from '../stage/stage.js';

/** What stands between a page and a stage: begun with the stage, ended before it. */
export interface Attachment {
  begin(): Promise<void>;
  end(): void;
}

export type MakeAttachment = (stage: Stage) => Attachment;

/** All that stands between one scene's page and its stage, made anew for every stage. */
export class Attachments {
  readonly #makers = new Set<MakeAttachment>();
  readonly #onChange: () => void;
  #current = new Set<Attachment>();
  #begun: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #problem: Error | undefined;

  /** @param onChange Is called when `ready` or `problem` has changed. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Whether the page may open its connections. */
  get ready(): boolean {
    return this.#waiting === 0;
  }

  /** Why something could not begin. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  /** Resolves when everything has begun, or rejects with the problem. */
  async begun(): Promise<void> {
    await this.#begun;
    if (this.#problem) throw this.#problem;
  }

  /** Adds what `make` makes, once however often it is asked to, and tells whether it did. */
  add(make: MakeAttachment, stage: Stage): boolean {
    if (this.#makers.has(make)) return false;
    this.#makers.add(make);
    this.#begin(make, stage);
    return true;
  }

  /** Begins everything anew on another stage. */
  begin(stage: Stage): void {
    for (const make of this.#makers) this.#begin(make, stage);
  }

  end(): void {
    for (const attachment of this.#current) attachment.end();
    this.#current = new Set();
    this.#waiting = 0;
    this.#problem = undefined;
  }

  #begin(make: MakeAttachment, stage: Stage): void {
    const all = this.#current;
    const attachment = make(stage);
    all.add(attachment);
    this.#waiting++;
    const begun = attachment.begin().then(undefined, (error: unknown) => {
      if (all === this.#current) this.#problem ??= error as Error;
    });
    const done = begun.then(() => {
      if (all !== this.#current) return;
      this.#waiting--;
      this.#onChange();
    });
    this.#begun = Promise.all([this.#begun, done]);
    // Time stands still until the page can be there.
    stage.hold(done);
  }
}
