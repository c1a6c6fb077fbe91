import type { LitElement, ReactiveController } from 'lit';

interface Focus {
  /** The key of its row; `undefined` outside of all rows. */
  readonly key: string | undefined;
  /** What the control does that had it. */
  readonly verb: string;
  /** The keys of all rows at that time. */
  readonly keys: readonly string[];
}

/**
 * Keeps the focus when the control that had it goes: within its row if that is still there, else in
 * the next one, else in the one before, else where `fallback` says, as outside of all rows. Rows are marked with `data-key`,
 * controls with `data-do`.
 */
export class RowFocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #fallback: string;
  #had: Focus | undefined;
  #aim: string | undefined;

  constructor(host: LitElement, fallback: string) {
    this.#host = host;
    this.#fallback = fallback;
    host.addController(this);
  }

  /** Moves the focus into a row at the next update, whatever had it: not every browser gives it to buttons. */
  aim(key: string): void {
    this.#aim = key;
  }

  hostUpdate(): void {
    const active = this.#host.shadowRoot?.activeElement;
    const key = this.#aim ?? active?.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const verb = (active as HTMLElement | null | undefined)?.dataset['do'] ?? '';
    const hadFocus = active != null || key !== undefined;
    this.#had = hadFocus ? { key, verb, keys: [...this.#rows.keys()] } : undefined;
  }

  hostUpdated(): void {
    const had = this.#had;
    const isAimed = this.#aim !== undefined;
    this.#aim = undefined;
    if (!had || (!isAimed && this.#host.shadowRoot?.activeElement)) return;
    this.#choose(this.#nearest(had), had.verb).focus();
  }

  #nearest({ key, keys }: Focus): HTMLElement | undefined {
    if (key === undefined) return undefined;
    const rows = this.#rows;
    const index = keys.indexOf(key);
    const nearest = [...keys.slice(index), ...keys.slice(0, index).reverse()];
    return rows.get(nearest.find((known) => rows.has(known)) ?? '');
  }

  get #rows(): Map<string, HTMLElement> {
    const rows = this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-key]');
    return new Map([...rows].map((row) => [row.dataset['key'] as string, row]));
  }

  #choose(row: HTMLElement | undefined, verb: string): HTMLElement {
    if (!row) return this.#host.renderRoot.querySelector<HTMLElement>(this.#fallback)!;
    const field = row.querySelector<HTMLInputElement>('form input');
    field?.select();
    const same = verb && row.querySelector<HTMLElement>(`[data-do="${verb}"]`);
    return field ?? (same || row.querySelector<HTMLElement>('button') || row);
  }
}
