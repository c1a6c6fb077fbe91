import type { CollaborativeEditorElement } from '../../src/elements/collaborative-editor/collaborative-editor.js';
import { arrived } from '../../stories/codemirror-parts.js';
import { editorScene, type EditorScene } from './editor-scene.js';

export interface CodemirrorScene extends EditorScene {
  readonly editor: CollaborativeEditorElement;
}

/** Mounts an editor on a text, and waits until CodeMirror is there. */
export async function codemirrorScene(
  content: string,
  properties: Partial<CollaborativeEditorElement> = {},
  place?: HTMLElement,
): Promise<CodemirrorScene> {
  const scene = editorScene(content);
  const editor = await scene.addEditor({ editor: 'codemirror', ...properties }, place);
  await arrived(editor);
  await scene.settle();
  return { ...scene, editor };
}

/** Lets the page scroll, measure and paint. */
export async function frames(): Promise<void> {
  for (let count = 0; count < 3; count++) await new Promise(requestAnimationFrame);
}
