import type { Unsubscribe } from '../core/runtime.js';
import { AddressBook } from './address-book.js';
import { CannedHttp } from './canned-http.js';
import { Faults, type FaultSettings } from './faults.js';
import { httpFarEnd, type HttpFarEnd } from './http-far-end.js';
import { httpUrl } from './http-rules.js';
import { HttpSource } from './http-source.js';
import { mswFarEnd } from './msw-far-end.js';
import { seededRandom } from './random.js';
import type { FetchParts } from './staged-fetch.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import type { LoggedSource } from './wire-log.js';

/** What a stage gives to its HTTP. */
export type HttpStageParts = Omit<FetchParts, 'addresses'> & { readonly seed: number | string };

/** How a far end for HTTP stands on stage. */
export interface HttpFarEndSettings extends FaultSettings {
  /** Answers only requests of this method. */
  readonly method?: string;
}

/** The far ends for HTTP on one stage, canned ones included. */
export class StagedHttp {
  readonly addresses: AddressBook<StagedHttpConnection, HttpSource>;
  readonly canned: CannedHttp;
  readonly #parts: HttpStageParts;

  constructor(parts: HttpStageParts) {
    const { baseUrl, report } = parts;
    this.#parts = parts;
    this.addresses = new AddressBook<StagedHttpConnection, HttpSource>({
      ...{ baseUrl, report, parse: httpUrl },
      remedy: 'Load a stream with a source, or call stage.http(url, …) or stage.sse(url, …).',
    });
    this.canned = new CannedHttp({ ...parts, addresses: this.addresses });
  }

  /** The sources as a wire log needs to know them. */
  get logged(): LoggedSource[] {
    const kinds = new Map(this.canned.kinds);
    return this.addresses.sources
      .map(({ name, url, method, faults }) => ({
        ...{ name, url, method, latency: faults.latency },
        kind: kinds.get(name) ?? 'http',
      }))
      .reverse();
  }

  http(url: string, farEnd: HttpFarEnd, settings: HttpFarEndSettings = {}): Unsubscribe {
    return this.sse(url, httpFarEnd(farEnd, this.#parts), settings);
  }

  sse(
    url: string,
    farEnd: (connection: StagedHttpConnection) => void,
    { method, ...settings }: HttpFarEndSettings = {},
  ): Unsubscribe {
    const address = this.addresses.normalize(url);
    const random = seededRandom(this.#parts.seed, `faults of ${address}`);
    const faults = new Faults(settings, random);
    return this.addresses.add(new HttpSource(address, address, faults, farEnd, method));
  }

  msw(handlers: readonly object[]): Unsubscribe {
    return this.http('*', mswFarEnd(handlers, this.#parts.hold));
  }
}
