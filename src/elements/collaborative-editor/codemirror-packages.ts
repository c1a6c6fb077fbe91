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
 * Loads the packages of CodeMirror. Each `await import()` inside of `try` is optional to bundlers: a
 * page that never asks for them need not have installed them.
 */
export async function loadCodemirror(): Promise<CodemirrorPackages> {
  try {
    // It needs the other two, so they come along.
    const commands = await import('@codemirror/commands');
    const view = await import('@codemirror/view');
    const state = await import('@codemirror/state');
    return { state, view, commands };
  } catch (cause) {
    throw new Error('its packages could not be loaded', { cause });
  }
}
