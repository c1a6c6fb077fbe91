import type { Patch } from '../../core/optimistic-item.js';

/** What the reader does with the list. A row is named by its key. */
export interface ControlsListener {
  /** Says whether that is done, so that the field can be emptied. */
  onAdd(text: string): boolean;
  /** Says whether that is done, so that the editor can be closed; `base` is what was there before. */
  onEdit(key: string, patch: Patch, base?: Patch): boolean;
  /** An editor was opened or closed. */
  onHold(key: string, isHeld: boolean): void;
  /** Another button was pressed. */
  onCommand(verb: string, key: string): void;
  textOf(key: string): string;
}

/** Tells what the reader does with the controls, which are marked with `data-do`, and keeps their drafts. */
export class ItemControls {
  readonly #drafts = new Map<string, string>();
  readonly #listener: ControlsListener;

  constructor(listener: ControlsListener) {
    this.#listener = listener;
  }

  /** Gives the texts with which editors were opened, by key, and forgets those of rows that have gone. */
  draftsOf(rows: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
    for (const key of this.#drafts.keys()) if (!rows.has(key)) this.#drafts.delete(key);
    return this.#drafts;
  }

  readonly onClick = (event: Event): void => {
    const control = targetOf(event)?.closest<HTMLElement>('[data-do]:not(form)');
    if (!control) return;
    const key = keyOf(control);
    const verb = control.dataset['do']!;
    if (verb === 'edit') this.#open(key);
    else if (verb === 'cancel') this.#close(key);
    else if (verb === 'done') this.#tick(key, control as HTMLInputElement);
    else this.#listener.onCommand(verb, key);
  };

  readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.querySelector('input')!;
    const text = field.value.trim();
    if (!text) return;
    if (form.matches('.editor')) this.#save(keyOf(form), text);
    else if (this.#listener.onAdd(text)) field.value = '';
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    const editor = targetOf(event)?.closest('.editor');
    if (event.key !== 'Escape' || event.isComposing || !editor) return;
    // An Escape that is used up here must not close a dialog around the host.
    event.stopPropagation();
    event.preventDefault();
    this.#close(keyOf(editor));
  };

  #open(key: string): void {
    this.#drafts.set(key, this.#listener.textOf(key));
    this.#listener.onHold(key, true);
  }

  #close(key: string): void {
    this.#drafts.delete(key);
    this.#listener.onHold(key, false);
  }

  #save(key: string, text: string): void {
    const base = { text: this.#drafts.get(key) };
    const isDone = text === base.text || this.#listener.onEdit(key, { text }, base);
    if (isDone) this.#close(key);
  }

  #tick(key: string, box: HTMLInputElement): void {
    if (!this.#listener.onEdit(key, { done: box.checked })) box.checked = !box.checked;
  }
}

function targetOf(event: Event): Element | undefined {
  return event.composedPath()[0] as Element | undefined;
}

function keyOf(control: Element): string {
  return control.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '';
}
