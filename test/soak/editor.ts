import {
  editorScript,
  describeScript,
  type EditorScript,
  type EditorStep,
  type EditorVerb,
  type EditorWire,
} from './editor-script.js';
import { type EditorWorld, openWorld, type SoakPeer } from './editor-world.js';
import { Ledger } from './ledger.js';
import type { SoakSuite } from './soak.js';

/** How long everything may take to come to rest, in ms: two pings, and the longest reconnect. */
const REST = 120_000;

/** What may break a connection, or give a word a second writer: then whole texts may double it. */
const DOUBLES = new Set<EditorVerb>(['drop', 'offline', 'restart', 'freeze', 'undo', 'redo']);

/**
 * Several people write one text while the network does its worst. The laws:
 *
 * On every wire all have the same text in the end, nothing is lost that nobody deleted, nothing is
 * there that nobody typed, and undo touches only one's own. On the wires of Yjs, whatever the line
 * loses, doubles or swaps, nothing is there twice or again after it was deleted. On the plain wire
 * nothing is there twice if the server passes updates on whole, the connection holds, and nobody
 * takes a deletion back: whole texts do not tell whose a letter is. What was deleted may come back
 * when edits cross.
 */
export function editorSuite(...wires: readonly EditorWire[]): SoakSuite<EditorScript> {
  return { script: editorScript(...wires), run: runEditor, describe: describeScript };
}

/** Runs a script, and throws if a law is broken. */
export async function runEditor(script: EditorScript): Promise<void> {
  const world = openWorld(script);
  const ledger = new Ledger();
  try {
    await world.stage.advance(1000);
    for (const step of script.steps) {
      takeStep(step, world, ledger);
      await world.stage.advance(step.wait);
    }
    world.heal();
    await world.stage.advance(REST);
    check(script, world, ledger);
  } finally {
    world.stage.dispose();
    for (const { document } of world.peers) document.close();
  }
}

function takeStep(step: EditorStep, world: EditorWorld, ledger: Ledger): void {
  const index = step.peer % world.peers.length;
  const peer = world.peers[index]!;
  const { page } = peer.tab;
  // Nobody writes in a frozen tab.
  if (page.frozen && step.do !== 'resume') return;
  if (step.do === 'drop') world.drop(peer);
  else if (step.do === 'offline') world.block(peer, true);
  else if (step.do === 'online') world.block(peer, false);
  else if (step.do === 'restart') world.restart();
  else if (step.do === 'freeze' || step.do === 'resume') page[step.do]();
  else if (step.do === 'hide' || step.do === 'show') page[step.do]();
  else write(step, index, peer, ledger);
}

function write(step: EditorStep, index: number, { document }: SoakPeer, ledger: Ledger): void {
  const { text } = document;
  const from = Math.floor(step.place * text.length);
  if (step.do === 'insert') {
    document.edit({ from, to: from, insert: ledger.draw(index, step.length) });
  } else if (step.do === 'delete') {
    document.edit({ from, to: from + step.length, insert: '' });
    const left = new Set(document.text);
    ledger.deleted(index, [...text].filter((sign) => !left.has(sign)).join(''));
  } else {
    document[step.do as 'undo' | 'redo']();
    ledger.takenBack(index, text, document.text);
  }
}

function check(script: EditorScript, world: EditorWorld, ledger: Ledger): void {
  const kept = world.kept();
  const texts = world.peers.map(({ document }) => document.text);
  const all = new Set(kept === undefined ? texts : [...texts, kept]);
  if (all.size > 1) throw new Error(`The texts differ: ${[...all].join(' | ')}`);
  if (world.invalid.length > 0) throw new Error(world.invalid[0]);
  if (world.stage.errors.length > 0) throw world.stage.errors[0];
  for (const { document } of world.peers) {
    if (document.sync.waiting > 0) throw new Error('An edit still waits.');
  }
  ledger.settle(texts[0]!, {
    returns: script.wire.startsWith('plain'),
    doubled:
      script.wire === 'plain-strict' ||
      (script.wire === 'plain' && script.steps.some(({ do: what }) => DOUBLES.has(what))),
  });
}
