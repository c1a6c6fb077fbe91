import type * as commands from '@codemirror/commands';
import type * as state from '@codemirror/state';
import type * as view from '@codemirror/view';

/** The packages of CodeMirror, as modules. */
export interface CodemirrorPackages {
  readonly state: typeof state;
  readonly view: typeof view;
  readonly commands: typeof commands;
}

/**
 * Loads the packages of CodeMirror. Imported one by one inside of `try`, they are optional to
 * bundlers: a page that never asks for them need not have them.
 */
export async function loadCodemirror(): Promise<CodemirrorPackages> {
  try {
    const [state, view, commands] = await Promise.all([
      import('@codemirror/state'),
      import('@codemirror/view'),
      import('@codemirror/commands'),
    ]);
    return { state, view, commands };
  } catch (cause) {
    throw new Error('its packages could not be loaded', { cause });
  }
}
