import type { MessageSource } from '../src/core/message-source.js';
import type { Runtime } from '../src/core/runtime.js';
import type { Tape, WireTapeElement } from './wire-tape.js';

/** Reads one lane of the story's tape: `3@400`. */
export function lane(canvas: HTMLElement, name: string): string[] {
  return tapeIn(canvas)
    .marks.filter((mark) => mark.lane === name)
    .map(({ text, at }) => `${text}@${at}`);
}

/** Counts the bytes that a lane shows. */
export function bytesOn(canvas: HTMLElement, name: string): number {
  return tapeIn(canvas)
    .marks.filter((mark) => mark.lane === name)
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Gives the source of a tape that cannot do without. */
export function sourceOf({ source }: Tape): MessageSource & EventTarget {
  if (!source) throw new Error('The story gives its tape no source.');
  return source as MessageSource & EventTarget;
}

/** Says `n` of a note's payload. */
export function noteOf(payload: unknown): string {
  return String((payload as { n: number }).n);
}

/** Calls `step` at moments, in ms from now. */
export function atMoments<Step>(
  { clock }: Runtime,
  moments: ReadonlyMap<number, Step>,
  step: (value: Step) => void,
): () => void {
  const timers = [...moments].map(([at, value]) => clock.setTimeout(() => step(value), at));
  return () => {
    for (const timer of timers) clock.clearTimeout(timer);
  };
}

/** Counts the bytes of a frame on the wire. */
export function sizeOf(frame: string | ArrayBufferView | ArrayBuffer): number {
  return typeof frame === 'string' ? new TextEncoder().encode(frame).length : frame.byteLength;
}

function tapeIn(canvas: HTMLElement): WireTapeElement {
  const tape = canvas.querySelector('wire-tape');
  if (!tape) throw new Error('The story shows no <wire-tape>.');
  return tape;
}
