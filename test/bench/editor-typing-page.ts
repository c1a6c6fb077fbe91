import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { createRelativePositionFromTypeIndex, Doc } from 'yjs';
import '../../src/elements/collaborative-editor/collaborative-editor.define.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';

/** How large the document is, in UTF-16 units, and how many others are in it. */
const LENGTH = 100_000;
const PEERS = 10;
const STROKES = 60;

const line = 'All of them kept a fair copy of what the others had written.\n';

/** Lets somebody else be at a place of the document, with a line selected. */
function addPeer(shared: SharedDocument, number: number): void {
  const awareness = new Awareness(new Doc());
  const at = Math.floor((LENGTH / PEERS) * number);
  const tie = (index: number): unknown => createRelativePositionFromTypeIndex(shared.source, index);
  awareness.setLocalState({
    user: { id: `peer-${number}`, name: `Peer ${number}` },
    cursor: { anchor: tie(at), head: tie(at + 60) },
  });
  const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
  applyAwarenessUpdate(shared.awareness, update, 'wire');
  awareness.destroy();
}

/** Mounts an editor with everybody in it, scrolled to the middle and ready to type. */
async function mount(): Promise<void> {
  const shared = new SharedDocument({ runtime: browserRuntime, maxLength: Infinity });
  shared.setText(line.repeat(LENGTH / line.length));
  const editor = document.createElement('collaborative-editor');
  editor.document = shared;
  document.body.append(editor);
  for (let number = 0; number < PEERS; number++) addPeer(shared, number);
  await editor.updateComplete;
  const area = editor.shadowRoot!.querySelector('textarea')!;
  area.focus();
  area.setSelectionRange(LENGTH / 2, LENGTH / 2);
  area.scrollTop = area.scrollHeight / 2;
  await picture();
}

/** Types letters, each drawn before the next. Gives the times until each had been handled. */
async function type(): Promise<number> {
  const times = [];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    const start = performance.now();
    document.execCommand('insertText', false, 'x');
    times.push(performance.now() - start);
    await picture();
  }
  return times.sort((a, b) => a - b)[STROKES >> 1] as number;
}

/** Draws as often, with nothing typed. */
async function rest(): Promise<void> {
  for (let stroke = 0; stroke < STROKES; stroke++) await picture();
}

/** Waits until what has changed is drawn. */
async function picture(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
}

Object.assign(globalThis, { bench: { mount, type, rest, strokes: STROKES } });
