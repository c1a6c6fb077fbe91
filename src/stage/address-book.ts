import { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import { Faults } from './faults.js';
import { StagedSource, type FarEnd } from './staged-source.js';
import { socketUrl } from './websocket-rules.js';

export type AddressErrorCode = 'no-far-end' | 'bad-url';

/** Knows which far end stands behind which URL. */
export class AddressBook {
  readonly #baseUrl: string;
  readonly #report: (error: unknown) => void;
  /** The latest first: whoever comes later wins. */
  readonly #sources: StagedSource[] = [];

  constructor(baseUrl: string, report: (error: unknown) => void) {
    this.#baseUrl = baseUrl;
    this.#report = report;
  }

  get sources(): readonly StagedSource[] {
    return this.#sources;
  }

  named(name: string): StagedSource | undefined {
    return this.#sources.find((source) => source.name === name);
  }

  /** Makes a URL absolute, in the form in which sockets state theirs; `*` stays. */
  normalize(url: string): string {
    return url === '*' ? url : socketUrl(url, this.#baseUrl).href;
  }

  add(source: StagedSource): Unsubscribe {
    this.#sources.unshift(source);
    return () => {
      const index = this.#sources.indexOf(source);
      if (index >= 0) this.#sources.splice(index, 1);
    };
  }

  /**
   * Finds the source behind a URL.
   *
   * An exact match comes first, then one that leaves the query open (tokens travel there), then
   * `*`. A URL that nobody answers is refused and reported.
   */
  find(url: URL): StagedSource {
    const bare = new URL(url);
    bare.search = '';
    return (
      this.#sources.find((source) => source.url === url.href) ??
      this.#sources.find((source) => source.url === bare.href) ??
      this.#sources.find((source) => source.url === '*') ??
      new StagedSource(url.href, url.href, new Faults({}, () => 0), this.#nobody)
    );
  }

  readonly #nobody: FarEnd = (server) => {
    server.refuse();
    const known = this.#sources.map((source) => source.url).reverse();
    this.#report(
      new TallyError<AddressErrorCode>(
        'no-far-end',
        `Failed to connect to ${server.url}: nobody on this stage answers there. ` +
          (known.length > 0
            ? `Use one of: ${known.join(', ')}.`
            : 'Load a stream with a source, or call stage.websocket(url, …).'),
      ),
    );
  };
}
