import { applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { KnownTexts } from '../../src/documents/known-texts.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { applyChanges } from '../../src/documents/text-change.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';

/** How large the document is, in UTF-16 units, and how many edits an hour has: one a second. */
const LENGTH = 100_000;
const EDITS = 3600;

const line = 'All of them kept a fair copy of what the others had written.\n';

/** Makes a document that everybody has, and one more copy of it. */
function pair(): [SharedDocument, SharedDocument] {
  const [one, other] = [document(), document()];
  one.edit({ from: 0, to: 0, insert: line.repeat(LENGTH / line.length) });
  applyUpdate(other.doc, encodeStateAsUpdate(one.doc));
  return [one, other];
}

function document(): SharedDocument {
  return new SharedDocument({ runtime: browserRuntime, maxLength: Infinity });
}

/** Writes for an hour: words where the caret is, which jumps now and then; a tenth is deleted. */
function writeForAnHour(document: SharedDocument, seed: number): void {
  let caret = (LENGTH / 10) * seed;
  for (let edit = 0; edit < EDITS; edit++) {
    if (edit % 60 === 0) caret = (caret * 7919 + 104_729 * seed) % document.text.length;
    const isDeletion = edit % 10 === 9;
    document.edit({
      from: caret,
      to: caret + (isDeletion ? 4 : 0),
      insert: isDeletion ? '' : 'word ',
    });
    if (!isDeletion) caret += 5;
  }
}

/** Tells how many ms the hours that two wrote apart take to become one text, on one side. */
function merge(): number {
  const [one, other] = pair();
  writeForAnHour(one, 1);
  writeForAnHour(other, 3);
  const start = performance.now();
  applyUpdate(one.doc, encodeStateAsUpdate(other.doc, encodeStateVector(one.doc)), 'wire');
  const time = performance.now() - start;
  if (one.text.length < LENGTH + 9 * EDITS * 0.8) throw new Error('An edit is missing.');
  one.close();
  other.close();
  return time;
}

/** The same where only whole texts travel. */
function mergePlain(): number {
  const [one, other] = pair();
  const known = new KnownTexts(one.text);
  writeForAnHour(one, 1);
  writeForAnHour(other, 3);
  const [mine, theirs] = [one.text, other.text];
  const start = performance.now();
  const { changes } = known.merge({ content: theirs, name: '', basedOn: undefined }, mine, 0);
  const text = applyChanges(mine, changes);
  const time = performance.now() - start;
  if (text.length < LENGTH + 9 * EDITS * 0.8) throw new Error('An edit is missing.');
  one.close();
  other.close();
  return time;
}

/** Tells how many ms a letter of somebody else takes in a text that two wrote for an hour. */
function apply(): number {
  const [one, other] = pair();
  writeForAnHour(one, 1);
  applyUpdate(other.doc, encodeStateAsUpdate(one.doc));
  const times = [];
  for (let count = 0; count < 200; count++) {
    const vector = encodeStateVector(one.doc);
    const at = (count * 7919) % other.text.length;
    other.edit({ from: at, to: at, insert: 'x' });
    const update = encodeStateAsUpdate(other.doc, vector);
    const start = performance.now();
    applyUpdate(one.doc, update, 'wire');
    times.push(performance.now() - start);
  }
  one.close();
  other.close();
  return times.sort((a, b) => a - b)[times.length >> 1] as number;
}

Object.assign(globalThis, { bench: { merge, mergePlain, apply } });
