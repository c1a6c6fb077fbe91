import type { LitElement } from 'lit';
import type { Item } from '../core/optimistic-item.js';
import { loadItems, type Invalid } from './item-requests.js';
import type { RuntimeController } from './runtime-controller.js';

/** What a loader needs of whoever has the list. */
export interface LoaderOwner {
  /** Counts what has happened, so that what is loaded can be told from what came meanwhile. */
  step(): number;
  onLoaded(items: Item[], since: number): void;
  onFailed(): void;
  onInvalid(invalid: Invalid): void;
}

/** Loads the list of a host. */
export class ListLoader {
  /** Whether the list has been loaded once. */
  isLoaded = false;
  /** Whether loading it failed the last time. */
  hasFailed = false;
  /** Whether what is being loaded may have been asked for too early. */
  isOutdated = false;
  readonly #host: LitElement & { src: string; timeout: number };
  readonly #runtime: RuntimeController;
  readonly #owner: LoaderOwner;
  #loading: AbortController | undefined;

  constructor(
    host: LitElement & { src: string; timeout: number },
    runtime: RuntimeController,
    owner: LoaderOwner,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#owner = owner;
  }

  get isLoading(): boolean {
    return this.#loading !== undefined;
  }

  /** Loads again; what is being loaded may have been asked for too early. */
  refresh(): void {
    if (this.#loading) this.isOutdated = true;
    else this.load();
  }

  load(): void {
    this.abort();
    void this.#load();
  }

  abort(): void {
    this.#loading?.abort();
    this.#loading = undefined;
    this.isOutdated = false;
  }

  async #load(): Promise<void> {
    const { clock } = this.#runtime;
    const since = this.#owner.step();
    const controller = (this.#loading = new AbortController());
    const timer = clock.setTimeout(() => controller.abort(), this.#host.timeout);
    this.#host.requestUpdate();
    const items = await loadItems(
      this.#runtime.current,
      this.#host.src,
      controller.signal,
      (invalid) => this.#owner.onInvalid(invalid),
    ).catch(() => undefined);
    clock.clearTimeout(timer);
    if (controller !== this.#loading) return;
    this.#loading = undefined;
    this.hasFailed = items === undefined;
    this.isLoaded ||= !this.hasFailed;
    if (items) this.#owner.onLoaded(items, since);
    else this.#owner.onFailed();
    if (this.isOutdated) this.load();
    this.#host.requestUpdate();
  }
}
