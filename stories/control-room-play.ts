import type { Stage } from '../src/stage.js';
import { PARTS } from './control-room-script.js';
import { CHECKS } from './control-room-words.js';
import type { ControlRoomElement } from './control-room.js';
import { ItemServer } from './item-server.js';
import { need } from './scene-parts.js';

/** What is done in the reader's other tab. */
const ELSEWHERE = { id: 'other', text: 'Book a tug for MS Halcyon' };

const servers = new WeakMap<Stage, ItemServer>();

/** Puts the harbour's far ends on a stage. */
export function furnish(stage: Stage): void {
  const isAway = (at: number): boolean => at >= PARTS.outage && at < PARTS.recovery;
  const server = new ItemServer(stage, {
    items: CHECKS,
    plan: ({ at }) => (isAway(at) ? { lost: 'request' } : {}),
    tells: 'harbour',
  });
  servers.set(stage, server);
  stage.runtime.clock.setTimeout(
    () => server.other('added', ELSEWHERE),
    PARTS.secondTab + 3000 - stage.now,
  );
}

/** Reads what is on the list of the server. */
export function itemsOnServer(stage: Stage): readonly string[] {
  return servers.get(stage)?.texts ?? [];
}

/** What the reader does, and when, in virtual ms. */
export const DEEDS: readonly { readonly at: number; do(room: ControlRoomElement): void }[] = [
  { at: 20_000, do: (room) => type(room, 'aurora') },
  { at: PARTS.flood + 5000, do: (room) => room.list.add('Call the pilot') },
  { at: PARTS.flood + 6000, do: (room) => room.list.remove('i2') },
  { at: PARTS.outage + 10_000, do: (room) => room.list.add('Tow Ferry 9') },
  {
    at: PARTS.outage + 20_000,
    do: (room) => room.list.edit('i1', { text: 'Check both gangways' }),
  },
  { at: PARTS.outage + 30_000, do: (room) => type(room, 'nordlys') },
  {
    at: PARTS.secondTab + 20_000,
    do: (room) => room.list.edit('other', { text: 'Book two tugs' }),
  },
  { at: PARTS.evening, do: (room) => type(room, '') },
];

/** Moves a stage to a moment, and lets the reader do on the way what is due. */
export async function playTo(stage: Stage, room: ControlRoomElement, at: number): Promise<void> {
  for (const deed of DEEDS) {
    if (deed.at < stage.now || deed.at > at) continue;
    await stage.advanceTo(deed.at);
    deed.do(room);
  }
  await stage.advanceTo(at);
}

function type(room: ControlRoomElement, text: string): void {
  const input = need(room.search, 'input') as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
