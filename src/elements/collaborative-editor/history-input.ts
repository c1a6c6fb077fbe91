import type { SurfaceEvents } from './surface.js';

/**
 * Takes the keys of undo and redo, and what menus and gestures ask for. The field's own history
 * knows nothing of what others write.
 *
 * @returns whether it was one of them
 */
export function takeHistoryInput(
  event: KeyboardEvent | InputEvent,
  events: SurfaceEvents,
  isReadOnly: boolean,
): boolean {
  const wanted = event instanceof InputEvent ? ofInput(event) : ofKey(event);
  if (!wanted || isReadOnly) return false;
  event.preventDefault();
  if (wanted === 'undo') events.onUndo();
  else events.onRedo();
  return true;
}

function ofInput({ inputType }: InputEvent): 'undo' | 'redo' | undefined {
  if (inputType === 'historyUndo') return 'undo';
  return inputType === 'historyRedo' ? 'redo' : undefined;
}

function ofKey(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  const key = event.key.toLowerCase();
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.isComposing;
  if (!isCommand || (key !== 'z' && key !== 'y')) return undefined;
  return key === 'y' || event.shiftKey ? 'redo' : 'undo';
}
