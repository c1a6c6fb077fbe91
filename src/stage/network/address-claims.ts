import { addressTaken } from './network-error.js';

/** Knows who on this page answers which URL: nobody can tell two apart who share one. */
export class AddressClaims<Owner> {
  readonly #owners = new Map<string, Owner>();

  get size(): number {
    return this.#owners.size;
  }

  /** Claims all of `urls` or, where one is taken, throws and claims none. */
  claim(urls: readonly string[], owner: Owner): void {
    const taken = urls.find((url) => this.#owners.has(url));
    if (taken !== undefined) throw addressTaken(taken);
    for (const url of urls) this.#owners.set(url, owner);
  }

  release(owner: Owner): void {
    for (const [url, claimant] of this.#owners) if (claimant === owner) this.#owners.delete(url);
  }

  find(url: string): Owner | undefined {
    return this.#owners.get(url);
  }
}
