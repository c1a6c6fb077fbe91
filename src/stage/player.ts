import { refuseSecondPlace, type CannedSources } from './canned-sources.js';
import type { SourceKind } from './cue-fields.js';
import type { StagedPage } from './staged-page.js';
import type { Action, CannedStream, Cue, PageAction } from './stream.js';
import type { VirtualClock } from './virtual-clock.js';
import type { WireLog } from './wire-log.js';

/** What a player plays on. */
export interface PlayerParts {
  readonly clock: VirtualClock;
  readonly page: StagedPage;
  readonly log: WireLog;
  /** The sources by transport. */
  readonly sources: readonly CannedSources[];
}

/** Carries out the cues of canned streams. */
export class Player {
  readonly #parts: PlayerParts;

  constructor(parts: PlayerParts) {
    this.#parts = parts;
  }

  /** The names that a cue may use, and what they name. */
  get kinds(): Map<string, SourceKind> {
    const kinds = this.#parts.sources.flatMap((sources) => sources.kinds);
    return new Map([...kinds, ['page', 'page'], ['clock', 'clock']]);
  }

  /** Puts the sources of a checked stream on stage and plans its cues from now on. */
  load(stream: CannedStream): void {
    const { kinds } = this;
    for (const [name, declaration] of Object.entries(stream.sources ?? {})) {
      const kind = kinds.get(name);
      if (kind && kind !== declaration.kind)
        refuseSecondPlace(stream.name, name, `of kind ${kind}`);
      this.#parts.sources.some((sources) => sources.declare(stream, name, declaration));
    }
    for (const cue of stream.cues) this.#plan(cue);
  }

  /** Carries out an action now. */
  act(source: string, action: Action, n = 1): void {
    const mine = ({ kinds }: CannedSources): boolean => kinds.some(([name]) => name === source);
    if (source === 'page') this.#page(action as PageAction);
    else if (action.do === 'jump') this.#jump(action.by);
    else this.#parts.sources.find(mine)?.act(source, action, n);
  }

  #plan(cue: Cue): void {
    const { times, every } = cue.repeat ?? { times: 1, every: 0 };
    for (let n = 1; n <= times; n++) {
      const act = (): void => this.act(cue.source, cue, n);
      this.#parts.clock.schedule(act, cue.at + (n - 1) * every, 'stage');
    }
  }

  #page({ do: verb }: PageAction): void {
    const { clock, log, page } = this.#parts;
    log.note(clock.elapsed, 'page', 'page', verb);
    if (verb === 'offline') page.goOffline();
    else if (verb === 'online') page.goOnline();
    else page[verb]();
  }

  #jump(by: number): void {
    const { clock, log } = this.#parts;
    log.note(clock.elapsed, 'clock', 'clock', String(by));
    clock.jump(by);
  }
}
