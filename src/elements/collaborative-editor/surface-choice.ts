import type { LitElement, ReactiveController } from 'lit';
import type { TallyError } from '../../core/errors.js';
import { failure } from '../../core/failure.js';
import { wordsOf } from '../../documents/document-failure.js';
import { loadCodemirror, type CodemirrorPackages } from './codemirror-packages.js';
import type { MakeSurface, SurfaceController } from './surface-controller.js';
import { TextareaSurface } from './textarea-surface.js';

/** What the text may be written on: a text area, or CodeMirror. */
export type EditorKind = 'textarea' | 'codemirror';

/** An element that lets the page choose what its text is written on. */
export type ChoosingHost = LitElement & {
  editor: EditorKind;
  extensions: readonly object[];
  codemirror: (() => Promise<object>) | undefined;
};

/** Makes a plain text area. */
export function plainSurface(host: HTMLElement): MakeSurface {
  return (events, value) => {
    const surface = new TextareaSurface(host.ownerDocument, events);
    if (value) surface.put(value, []);
    return surface;
  };
}

/** Brings the surface that the host asks for. Until it is there, the plain one serves. */
export class SurfaceChoice implements ReactiveController {
  /** Whether what was asked for could not be loaded. */
  hasFailed = false;
  readonly #host: ChoosingHost;
  readonly #surface: SurfaceController;
  readonly #onFailure: (error: TallyError) => void;
  /** What the surface that is shown, or on its way, was made of. */
  #made: readonly unknown[] = ['textarea'];
  #isRich = false;

  constructor(
    host: ChoosingHost,
    surface: SurfaceController,
    onFailure: (error: TallyError) => void,
  ) {
    this.#host = host;
    this.#surface = surface;
    this.#onFailure = onFailure;
    host.addController(this);
  }

  /** Tries again what could not be loaded. */
  retry(): void {
    if (!this.hasFailed) return;
    this.#made = ['textarea'];
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { editor, extensions, codemirror, isConnected } = this.#host;
    const wantsMore = editor === 'codemirror' && isConnected;
    const made = wantsMore ? [editor, extensions, codemirror] : ['textarea'];
    if (made.every((part, index) => part === this.#made[index])) return;
    this.#made = made;
    this.hasFailed = false;
    if (wantsMore) void this.#load(made);
    else if (this.#isRich) this.#surface.replace(plainSurface(this.#host));
    this.#isRich &&= wantsMore;
  }

  hostDisconnected(): void {
    // CodeMirror listens to the page for as long as it lives. Whoever is only moved is back by then.
    queueMicrotask(() => this.#host.isConnected || this.hostUpdate());
  }

  async #load(made: readonly unknown[]): Promise<void> {
    const { extensions, codemirror } = this.#host;
    try {
      const [{ CodemirrorSurface }, loaded] = await Promise.all([
        import('./codemirror-surface.js'),
        (codemirror ?? loadCodemirror)(),
      ]);
      if (this.#made !== made) return;
      const packages = loaded as CodemirrorPackages;
      const root = this.#host.renderRoot as ShadowRoot;
      this.#surface.replace(
        (events, value) => new CodemirrorSurface(packages, { root, value, events, extensions }),
      );
      this.#isRich = true;
    } catch (cause) {
      if (this.#made !== made) return;
      this.hasFailed = true;
      const remedy = 'Install its packages, or try again.';
      this.#onFailure(failure('load the editor', 'editor-failed', wordsOf(cause), cause, remedy));
    }
  }
}
