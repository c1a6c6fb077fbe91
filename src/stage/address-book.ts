import { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import { Faults } from './faults.js';
import { StagedSource, type FarSide } from './staged-source.js';
import type { StagedServerConnection } from './staged-server-connection.js';

export type AddressErrorCode = 'no-far-end' | 'bad-url';

/** Tells the address books of one stage apart. */
export interface AddressRules {
  readonly baseUrl: string;
  /** Makes a URL absolute, in the form in which the page states it, or throws. */
  parse(url: string, baseUrl: string): URL;
  /** How to put somebody behind a URL. */
  readonly remedy: string;
  report(error: unknown): void;
}

/** Knows which far end stands behind which URL. */
export class AddressBook<
  Side extends FarSide & { readonly url: string } = StagedServerConnection,
  Source extends StagedSource<Side> = StagedSource<Side>,
> {
  readonly #rules: AddressRules;
  /** The latest first: whoever comes later wins. */
  readonly #sources: Source[] = [];

  constructor(rules: AddressRules) {
    this.#rules = rules;
  }

  get sources(): readonly Source[] {
    return this.#sources;
  }

  named(name: string): Source | undefined {
    return this.#sources.find((source) => source.name === name);
  }

  /** Makes a URL absolute; `*` stays. */
  normalize(url: string): string {
    return url === '*' ? url : this.#rules.parse(url, this.#rules.baseUrl).href;
  }

  add(source: Source): Unsubscribe {
    this.#sources.unshift(source);
    return () => {
      const index = this.#sources.indexOf(source);
      if (index >= 0) this.#sources.splice(index, 1);
    };
  }

  /**
   * Finds the source behind a URL, among those that fit.
   *
   * An exact match comes first, then one that leaves the query open (tokens travel there), then
   * `*`. A URL that nobody answers is refused and reported.
   */
  find(url: URL, fits: (source: Source) => boolean = () => true): StagedSource<Side> {
    const bare = new URL(url);
    bare.search = '';
    for (const address of [url.href, bare.href, '*']) {
      const found = this.#sources.find((source) => source.url === address && fits(source));
      if (found) return found;
    }
    return new StagedSource(url.href, url.href, new Faults({}, () => 0), this.#nobody);
  }

  readonly #nobody = (side: Side): void => {
    side.refuse();
    const known = this.#sources.map((source) => source.url).reverse();
    this.#rules.report(
      new TallyError<AddressErrorCode>(
        'no-far-end',
        `Failed to connect to ${side.url}: nobody on this stage answers there. ` +
          (known.length > 0 ? `Use one of: ${known.join(', ')}.` : this.#rules.remedy),
      ),
    );
  };
}
